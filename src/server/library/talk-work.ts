import { join } from 'node:path';

import { z } from 'zod';

import { loadSettings } from '../../app/settings/load-settings.ts';
import type { Environment } from '../../app/settings/settings-file.ts';
import { withOffline } from '../../app/settings/with-offline.ts';
import type { WorkOptions } from '../../app/settings/work-options.ts';
import { addEvent, EMPTY_TALLY, linesDone, shareOf, type Tally } from '../../app/talks/tally.ts';
import type { WorkEvent, WorkResult } from '../../app/talks/work-result.ts';
import type * as whole from '../../app/talks/work.ts';
import type { TalkChange, TalkRow } from '../../jobs/talks.ts';
import type { Outcome, Work } from '../../jobs/worker.ts';
import type { ChatModel } from '../../llm/chat-model.ts';
import type { Limiters } from '../../llm/pacing/limiter.ts';
import type { Fence } from '../../network/fence.ts';
import { type Progress, TalkInput, Wishes } from '../contract.ts';
import { factsOf } from './facts.ts';
import { inputPath } from './handed-in.ts';
import { passagesOf } from './passages.ts';
import { type Places, timeOf, withinLibrary } from './places.ts';

/** What the work on any talk of a library needs. */
export type Bench = {
  readonly places: Places;
  readonly env: Environment;
  /** Shared by all talks, so that they keep the limits of each server together. */
  readonly limiters: Limiters;
  /** Asked instead of the one that settings and wishes name. */
  readonly model?: ChatModel | undefined;
  /** Keeps links to public addresses. */
  readonly fence?: Fence | undefined;
  /** Heard with instead of what settings and wishes name. */
  readonly speech?: string | undefined;
};

/** What is wished of a talk, and what of this run alone. */
export const KeptWishes = Wishes.extend({ retriesMarked: z.boolean().optional() });

/** Works on a talk as the command line does, in the library's folder. */
export function talkWork(bench: Bench): Work<WorkEvent> {
  return {
    run: (talk, signal) => run(talk, { bench, signal }),
    watch: (talk) => watch(talk, bench.places),
    told,
    isNew: ({ type, ...event }) =>
      type === 'section-noted' ||
      ((type === 'line-translated' || type === 'window-heard') &&
        !('isKept' in event && event.isKept)),
  };
}

async function* run(
  talk: TalkRow,
  { bench, signal }: { bench: Bench; signal: AbortSignal },
): AsyncGenerator<WorkEvent, Outcome> {
  const input = TalkInput.parse(talk.input);
  const { retriesMarked, ...wishes } = KeptWishes.parse(talk.wishes);
  const options = { ...(await workOptions(bench, wishes, signal)), retriesMarked };
  const { workOn } = await theWork();
  const result = yield* workOn(inputPath(bench.places, talk.id, input), options);
  const made = await timeOf(join(result.folder, 'talk.json'));
  const change = { ...changeFor(result, bench.places, made), wishes };
  return { status: statusFor(result), change, passages: passagesOf(result.talk) };
}

/** Half of the program, and nobody waits for it at the start. */
export async function theWork(): Promise<typeof whole> {
  return await import('../../app/talks/work.ts');
}

/** Settings, and over them what is wished for this talk. */
export async function workOptions(
  { places, env, limiters, model, speech, fence }: Bench,
  { translation, note, ...wishes }: Wishes,
  signal: AbortSignal,
): Promise<WorkOptions> {
  const own = speech === undefined ? {} : { speech };
  const { values: settings } = await loadSettings(env, {
    ...wishes,
    ...own,
    out: places.library,
  });
  return {
    settings,
    env: withOffline(env, settings),
    translation,
    note,
    limiters,
    model,
    fence,
    signal,
  };
}

function statusFor({ status }: WorkResult): Outcome['status'] {
  if (status === 'no-model') return 'bare';
  return status === 'marked' ? 'marked' : 'done';
}

/** `made` is when its result was written, so that it is not looked at again for that. */
function changeFor(
  { talk, folder, title }: WorkResult,
  places: Places,
  made: number | undefined,
): TalkChange {
  return { title, folder: withinLibrary(places, folder), facts: { ...factsOf(talk), made } };
}

function watch(talk: TalkRow, places: Places): ReturnType<Work<WorkEvent>['watch']> {
  let tally = EMPTY_TALLY;
  let [title, folder] = [talk.title, talk.folder];
  return {
    add: (event) => {
      tally = addEvent(tally, event, Date.now());
      if (event.type === 'plan-made') folder = withinLibrary(places, event.folder);
      if (event.type === 'talk-read' || event.type === 'plan-made') ({ title } = event);
    },
    change: () => ({ title, folder, progress: progressOf(tally) }),
  };
}

function progressOf(tally: Tally): Progress {
  const { steps, heard, duration, sentences, sections, noted, tokens, cost } = tally;
  return {
    steps: [...steps],
    share: shareOf(tally),
    heard,
    duration,
    sentences,
    translated: linesDone(tally),
    sections,
    noted,
    tokens,
    ...(cost !== undefined && { cost }),
  };
}

/** An event as those who follow get it: words with their times would be most of it. */
function told(event: WorkEvent): object | undefined {
  if (event.type === 'bytes-fetched') return undefined;
  if (event.type !== 'window-heard') return event;
  const { unheard: _, cues, ...rest } = event;
  return { ...rest, cues: cues.map(({ words: __, ...cue }) => cue) };
}
