import { deflateSync } from 'node:zlib';

import type { AudioSpan } from '../model/audio.ts';
import type { Seconds } from '../model/time.ts';
import type { Cue } from '../model/transcript.ts';
import { checkHygiene } from '../text/hygiene/hygiene.ts';
import { piecesOf, wordCount } from '../text/sentence-ends/units.ts';

/** What is wrong with what was heard in one window. */
export type Faults = {
  /** True when the same words come over and over, or words have no time at all: Whisper writes so what it never ends. */
  readonly hasLoops: boolean;
  /** True when no person can have said it: too many words, or the same few in endless variation. */
  readonly isBabble: boolean;
  /** Stretches of speech of which it holds nothing, in seconds from the window's start. */
  readonly gaps: readonly AudioSpan[];
};

/** Nobody speaks as fast, in words a second: quick talkers reach 6, auctioneers 8. */
const FASTEST = 9;
/** Text that deflate makes smaller by more than this repeats itself: Whisper's own threshold (its paper, section 4.5). */
const MOST_COMPRESSED = 2.4;
/** A shorter text may repeat itself without harm (a count, a refrain), in bytes: about 20 words. */
const LONG_TEXT = 120;

/** Looks over the cues of a window of `length` seconds in which `speech` was detected. */
export function faultsOf(
  cues: readonly Cue[],
  { length, speech }: { readonly length: Seconds; readonly speech: readonly AudioSpan[] },
): Faults {
  const { loops, shortened } = checkHygiene(cues);
  const text = cues.map((cue) => cue.text).join(' ');
  const isTooFast = wordCount(piecesOf(text)) > FASTEST * length + 1;
  return {
    hasLoops: loops > 0 || shortened > 0 || cues.some(({ start, end }) => end <= start),
    isBabble: isTooFast || compression(text) > MOST_COMPRESSED,
    gaps: gapsIn(cues, speech),
  };
}

/** How bad faults are: 0 for none, more for worse. Of speech, nothing at all is worse than anything doubtful. */
export function badness({ hasLoops, isBabble, gaps }: Faults, cues: readonly Cue[]): number {
  if (gaps.length === 0) return Number(hasLoops || isBabble);
  return cues.length === 0 ? 3 : 1 + Number(hasLoops || isBabble);
}

function compression(text: string): number {
  const bytes = Buffer.from(text);
  return bytes.length < LONG_TEXT ? 0 : bytes.length / deflateSync(bytes).length;
}

/** Speech without words for as long is no accident, in seconds: a short sentence is left out by then. */
const SHORTEST_GAP = 3;
/** How far beyond its time a word still accounts for speech, in seconds: recognisers are that inexact. */
const REACH = 0.5;

/** Hardly anybody takes longer for a word, in seconds of speech, pauses not counted. */
const SLOWEST = 0.7;

/** The stretches with at least `SHORTEST_GAP` seconds of speech and no word. */
function gapsIn(cues: readonly Cue[], speech: readonly AudioSpan[]): AudioSpan[] {
  const said = cues
    .flatMap((cue) => (cue.words?.length ? cue.words : [cue]))
    .map((each) => asLongAsSaid(each, speech));
  const covered = said
    .map(({ start, end }) => ({ start: start - REACH, end: end + REACH }))
    .toSorted((a, b) => a.start - b.start);
  const gaps: AudioSpan[] = [];
  let from = -Infinity;
  for (const { start, end } of [...covered, { start: Infinity, end: Infinity }]) {
    const silent = speech
      .map((each) => ({ start: Math.max(each.start, from), end: Math.min(each.end, start) }))
      .filter((each) => each.end > each.start);
    const first = silent[0];
    const last = silent.at(-1);
    if (first && last && lengthOf(silent) >= SHORTEST_GAP)
      gaps.push({ start: first.start, end: last.end });
    from = Math.max(from, end);
  }
  return gaps;
}

/** A word, or a cue without times of its words, cut off where it has more speech than can be its own. */
function asLongAsSaid(
  cue: Pick<Cue, 'start' | 'end' | 'text'>,
  speech: readonly AudioSpan[],
): AudioSpan {
  let left = wordCount(piecesOf(cue.text)) * SLOWEST;
  for (const span of speech) {
    const start = Math.max(cue.start, span.start);
    const length = Math.min(cue.end, span.end) - start;
    if (length <= 0) continue;
    if (length > left) return { start: cue.start, end: start + left };
    left -= length;
  }
  return cue;
}

/**
 * So much speech behind the last cue is a phrase left out, in seconds. Over twelve minutes of made speech Whisper
 * base left up to 0.41 s where nothing was missing, once 0.63 s, and 1.26 s where a word was.
 */
const REST = 0.8;

/** When the cues end, in seconds, where they stop before the speech does; else nothing. */
export function stopsAt(cues: readonly Cue[], speech: readonly AudioSpan[]): Seconds | undefined {
  const last = cues.at(-1);
  if (!last || last.end <= 0) return undefined;
  const left = speech
    .map(({ start, end }) => ({ start: Math.max(start, last.end), end }))
    .filter(({ start, end }) => end > start);
  return lengthOf(left) >= REST ? last.end : undefined;
}

/** How much of a span is not among these, as a ratio from 0 to 1: how likely it was silence. */
export function silenceIn(span: AudioSpan, speech: readonly AudioSpan[]): number {
  const spoken = speech
    .map(({ start, end }) => ({
      start: Math.max(start, span.start),
      end: Math.min(end, span.end),
    }))
    .filter(({ start, end }) => end > start);
  const length = span.end - span.start;
  return length > 0 ? Math.max(0, 1 - lengthOf(spoken) / length) : 0;
}

function lengthOf(spans: readonly AudioSpan[]): Seconds {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
