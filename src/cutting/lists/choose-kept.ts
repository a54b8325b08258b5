import { AppError } from '../../base/errors.ts';
import type { Talk } from '../../model/talk.ts';
import type { Seconds } from '../../model/time.ts';
import { clock } from '../../text/timecode.ts';
import type { NumberedCue } from './numbered-cues.ts';
import type { Tick, TickList } from './tick-list.ts';

/** A piece of text that is kept, with where it was said. */
export type KeptCue = {
  /** Where it starts, in seconds from the start of the media as it was. */
  readonly start: Seconds;
  /** Where it ends, in seconds. */
  readonly end: Seconds;
  /** Its number in the subtitles, or sentence ID. */
  readonly number: number;
  /** What was said, as lines. */
  readonly lines: readonly string[];
  /** Its translation, where known and apart from the lines. */
  readonly translation?: string | undefined;
};

/** Something with times for the numbers of a list, and what to call it in failures. */
export type Times = {
  readonly name: string;
  readonly cues: readonly KeptCue[];
  /** How long the recording was that they were heard from, in seconds, where that is known. */
  readonly length?: Seconds | undefined;
  /** True when the cues are whole sentences, which are not yet laid out for a screen. */
  readonly areSentences: boolean;
};

/** A list's times are cut to seconds and subtitles are moved by hand; beyond this it is another sentence. In seconds. */
const TOLERANCE = 2;

/** The cues a list has ticked, each once. Throws CUT_NOT_DONE, CUT_NOTHING_KEPT, CUT_LIST_STALE. */
export function chooseTicked(
  list: TickList,
  path: string,
  { name: times, cues }: Times,
): KeptCue[] {
  if (!list.isDone) throw new AppError('CUT_NOT_DONE', { path });
  const byNumber = new Map(cues.map((cue) => [cue.number, cue]));
  const ticked = list.ticks.filter((tick) => tick.isTicked);
  if (ticked.length === 0) throw new AppError('CUT_NOTHING_KEPT', { path });
  const kept = ticked.map((tick) => {
    const cue = byNumber.get(tick.number);
    if (cue && isAt(cue, tick)) return cue;
    const { number, start } = tick;
    throw new AppError('CUT_LIST_STALE', { number, time: clock(start ?? 0), path, times });
  });
  return [...new Set(kept)];
}

/** Whether all ticked sentences of a list stand where these times have them. */
export function fits({ ticks }: TickList, { cues }: Times): boolean {
  const byNumber = new Map(cues.map((cue) => [cue.number, cue]));
  return ticks
    .filter((tick) => tick.isTicked)
    .every((tick) => {
      const cue = byNumber.get(tick.number);
      return cue !== undefined && isAt(cue, tick);
    });
}

function isAt(cue: KeptCue, { start }: Tick): boolean {
  return start === undefined || Math.abs(Math.floor(cue.start) - start) <= TOLERANCE;
}

/** Subtitles as times: each cue with its own number. */
export function timesOfCues(name: string, cues: readonly NumberedCue[]): Times {
  return { name, cues, areSentences: false };
}

/** A talk as times: sentences by ID, with their translations. Throws CUT_UNTIMED. */
export function timesOfTalk(name: string, talk: Talk): Times {
  if (!talk.timed) throw new AppError('CUT_UNTIMED', { path: name });
  const lines = new Map(talk.translation?.map((line) => [line.id, line.text]));
  const cues = talk.sentences.map(({ id, start, end, text, corrected }) => ({
    number: id,
    start,
    end,
    lines: [corrected ?? text],
    translation: lines.get(id) || undefined,
  }));
  const { text } = talk.source;
  const length = text?.by === 'recogniser' ? text.length : undefined;
  return { name, cues, length, areSentences: true };
}
