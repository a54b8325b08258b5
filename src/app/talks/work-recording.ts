import { join } from 'node:path';

import { merge } from '../../base/async.ts';
import { AppError } from '../../base/errors.ts';
import type { ChatModel } from '../../llm/chat-model.ts';
import { openLedger } from '../../llm/ledger.ts';
import { audioDuration } from '../../media/open-audio.ts';
import type { Seconds } from '../../model/time.ts';
import { startAhead } from '../../pipeline/ahead.ts';
import { GrowingTalk } from '../../pipeline/growing-talk.ts';
import type { HeardTalk } from '../../speech/transcribe.ts';
import { slugOf } from '../../store/slug.ts';
import { aboutTalk } from '../../text/about-talk.ts';
import { modelFor, openModels } from '../choosing/models.ts';
import { bring, find } from '../inputs/fetch-input.ts';
import { readGlossary } from '../inputs/glossary.ts';
import { findRecording, hear, type Recording } from '../inputs/hear-input.ts';
import type { Input } from '../inputs/read-input.ts';
import { PunctuatorAhead } from '../inputs/restore-input.ts';
import { enterPlace, leavePlace, type Place } from './place.ts';
import { guessPlan } from './plan-unheard.ts';
import { spokenLanguage } from './plan.ts';
import { stages, type WorkOptions } from './work-options.ts';
import { summary, type WorkEvent, type WorkResult } from './work-result.ts';
import { transcriptOf, type TalkWork, withUsage, workOnTranscript } from './work-talk.ts';

/** Hears a recording and does the rest. What is heard stays in the journal of its folder. */
export async function* workOnSound(
  path: string,
  out: string,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  const recording = await findRecording(path);
  if (options.dryRun) {
    const duration = await audioDuration(recording.media, { signal: options.signal });
    return yield* rehearse({ ...recording, duration }, out, options);
  }
  const place = await enterPlace(out, recording, options.force ?? false);
  try {
    return yield* workOnRecording(recording, place, options);
  } finally {
    await leavePlace(place);
  }
}

/** The same for an address: its talk is fetched first, as captions or as sound. */
export async function* workOnAddress(
  address: string,
  out: string,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  yield { type: 'step-start', step: 'fetch' };
  const { settings, env, signal } = options;
  const located = yield* find(address, { settings, env, signal });
  if (!('fetch' in located)) {
    throw new AppError('SOURCE_LIST', { url: located.url, count: located.entries.length });
  }
  if (options.dryRun) return yield* rehearse(located, out, options);
  const place = await enterPlace(out, located, options.force ?? false);
  try {
    const fetched = yield* bring(located, place, signal);
    yield { type: 'step-end', step: 'fetch' };
    const { title, name, sourceKey, url, published } = located;
    const about = { title, name, sourceKey, url, published };
    if (fetched.transcript) {
      yield { type: 'step-start', step: 'read' };
      const models = await openModels(options, place.journal);
      const { transcript, text, file: media } = fetched;
      const input = { ...about, transcript, text, media };
      const working = workOnTranscript(input, { place, options, models });
      return yield* withUsage(working, models.ledger);
    }
    // Who published it knows which language it is in.
    const spoken = { ...settings, from: settings.from ?? located.language };
    return yield* workOnRecording({ ...about, media: fetched.file }, place, {
      ...options,
      settings: spoken,
    });
  } finally {
    await leavePlace(place);
  }
}

type Unheard = {
  readonly title: string;
  readonly name: string;
  readonly duration?: Seconds | undefined;
};

/** Only plans: what a recording will take is guessed from its length. */
async function* rehearse(
  { title, name, duration }: Unheard,
  out: string,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  const folder = join(out, slugOf(title));
  if (duration === undefined) throw new AppError('DRY_RUN_UNHEARD', { path: name });
  yield* announceGuess(duration, await modelFor(options), { folder, options });
  const { to, from = 'und' } = options.settings;
  const source = { name };
  const nothing = { sentences: [], glossary: [], warnings: [], translation: false, note: false };
  const talk = await transcriptOf({ title, source, from, to, timed: true, ...nothing });
  return { ...summary(talk, openLedger()), status: 'planned', folder, files: [] };
}

function* announceGuess(
  duration: Seconds,
  model: ChatModel | undefined,
  { folder, options }: { readonly folder: string; readonly options: WorkOptions },
): Generator<WorkEvent> {
  const estimate = model && guessPlan(duration, model, options);
  yield { type: 'plan-made', model: model?.info.id, estimate, isGuess: true, folder };
}

/** Hears a recording, translating meanwhile what has been heard so far. */
async function* workOnRecording(
  recording: Recording,
  place: Place,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  const models = await openModels(options, place.journal);
  const duration = await audioDuration(recording.media, { signal: options.signal });
  if (models.model && duration !== undefined) {
    yield* announceGuess(duration, models.model, { folder: place.folder.path, options });
  }
  const punctuators =
    models.model && options.settings.restore !== 'off'
      ? new PunctuatorAhead(models.model, options)
      : undefined;
  const growing = new GrowingTalk({ marks: punctuators && place.journal });
  // What fails on one side stops the other.
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  const stopped = { ...options, signal };
  const ahead = await aheadFor(growing, {
    recording,
    models,
    place,
    options: stopped,
    punctuators,
  });
  async function* all(): AsyncGenerator<WorkEvent, WorkResult> {
    try {
      const heard = yield* hearInto(growing, recording, { place, options: stopped });
      yield { type: 'step-start', step: 'read' };
      const work: TalkWork = { place, options: stopped, models, ahead };
      return yield* workOnTranscript({ ...recording, ...heard }, work);
    } catch (error) {
      failed.abort(error);
      throw error;
    } finally {
      growing.end();
      await punctuators?.stop();
    }
  }
  if (!ahead) return yield* withUsage(all(), models.ledger);
  const both = merge<WorkEvent, [WorkResult, void]>([all(), ahead.work]);
  const [result] = yield* withUsage(both, models.ledger);
  return result;
}

/** Hears a recording. What is heard anew, and what came before it, is passed on at once. */
async function* hearInto(
  growing: GrowingTalk,
  recording: Recording,
  { place, options }: { readonly place: Place; readonly options: WorkOptions },
): AsyncGenerator<WorkEvent, Pick<Input, 'transcript' | 'text'>> {
  const { settings, env, signal } = options;
  yield { type: 'step-start', step: 'hear' };
  const hearing = hear(recording, { settings, env, memory: place.journal, signal });
  let kept: HeardTalk['cues'] = [];
  let isFresh = false;
  let text: Input['text'];
  for (;;) {
    const step = await hearing.next();
    if (step.done) {
      growing.end();
      yield { type: 'step-end', step: 'hear' };
      if (step.value.cues.length === 0)
        throw new AppError('NOTHING_HEARD', { path: recording.name });
      return { transcript: step.value, text };
    }
    const event = step.value;
    yield event;
    if (event.type === 'sound-opened')
      text = { by: 'recogniser', name: event.model, length: event.duration };
    if (event.type !== 'window-heard') continue;
    // A talk that is known already is not translated piece by piece.
    isFresh ||= !event.isKept;
    kept = [...kept, ...event.cues];
    if (!isFresh) continue;
    growing.add(kept);
    kept = [];
  }
}

async function aheadFor(
  growing: GrowingTalk,
  {
    recording,
    models,
    place,
    options,
    punctuators,
  }: Omit<TalkWork, 'ahead'> & {
    readonly recording: Recording;
    readonly punctuators: PunctuatorAhead | undefined;
  },
): Promise<ReturnType<typeof startAhead> | undefined> {
  const { settings, signal } = options;
  const { model, second } = models;
  if (!model || !stages(options).translation) return undefined;
  const { to, from, style, glossary } = settings;
  const memory = place.journal;
  return startAhead(
    growing,
    {
      title: recording.title,
      about: aboutTalk(recording.title, recording.published),
      to,
      style,
      glossary: glossary === undefined ? [] : await readGlossary(glossary),
      languageOf: async (sentences) => from ?? (await spokenLanguage(sentences, memory)),
      punctuatorFor: punctuators && ((language) => punctuators.for(language)),
    },
    { model, second, memory, signal },
  );
}
