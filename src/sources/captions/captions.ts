import type { Seconds } from '../../model/time.ts';
import type { Cue, Transcript } from '../../model/transcript.ts';
import { isSpaceless } from '../../text/languages/script.ts';

/** Why captions are not good enough to be used instead of hearing the talk. */
export type CaptionRefusal = {
  readonly reason:
    | 'no-text'
    | 'no-times'
    | 'too-few-words'
    | 'too-many-words'
    | 'gaps'
    | 'repeats'
    | 'other-language';
  /** What was measured: words (or characters) a minute, a ratio from 0 to 1, or a language tag. */
  readonly measured: number | string;
};

/** What captions are measured against. */
export type CaptionFacts = {
  /** Length of the talk; without it, the end of the last cue counts. */
  readonly duration?: Seconds | undefined;
  /** The language the captions are written in, as detected from their text. */
  readonly written: string;
  /** The language spoken, where it is known. */
  readonly spoken?: string | undefined;
};

/** Speech runs at 100 to 200 words a minute; outside these bounds lines are missing or doubled. */
const WORDS_A_MINUTE = [60, 260] as const;
/** The same for Chinese and Japanese, in characters: a lecture has 180 to 350 a minute. */
const CHARACTERS_A_MINUTE = [120, 420] as const;
/** The least share of the talk that must have captions, as a ratio. */
const LEAST_COVERAGE = 0.6;
/** Gaps up to this long are pauses of the speaker, not missing captions. */
const PAUSE: Seconds = 5;
/** The largest share of lines that were there before, as a ratio. */
const MOST_REPEATS = 0.2;
/** Shorter lines repeat by nature ("Thank you."), in words or CJK characters. */
const SHORT_LINE = 4;

/** Whether captions can stand for hearing the talk; the first reason against it, or `undefined` when they can. */
export function refuseCaptions(
  transcript: Transcript,
  facts: CaptionFacts,
): CaptionRefusal | undefined {
  const { cues } = transcript;
  const last = cues.reduce((latest, cue) => Math.max(latest, cue.end), 0);
  if (cues.length === 0) return { reason: 'no-text', measured: 0 };
  if (!transcript.timed || last === 0) return { reason: 'no-times', measured: 0 };
  const { spoken, written } = facts;
  if (spoken !== undefined && !isSameSpokenLanguage(spoken, written))
    return { reason: 'other-language', measured: written };
  const duration = facts.duration !== undefined && facts.duration > 0 ? facts.duration : last;
  return refuseCoverage(cues, duration) ?? refusePace(cues, duration) ?? refuseRepeats(cues);
}

/** Whether two tags name one language, whatever the script or the country: `zh-Hans` and `zh-TW` do. */
export function isSameSpokenLanguage(one: string, other: string): boolean {
  return baseOf(one) === baseOf(other);
}

/** Tags that mean Chinese or another language under an older or narrower name. */
const SAME: Readonly<Record<string, string>> = {
  cmn: 'zh',
  yue: 'zh',
  iw: 'he',
  in: 'id',
  nb: 'no',
};

function baseOf(tag: string): string {
  const base = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  return SAME[base] ?? base;
}

function refuseCoverage(cues: readonly Cue[], duration: Seconds): CaptionRefusal | undefined {
  let covered = 0;
  let end = 0;
  for (const cue of cues.toSorted((one, other) => one.start - other.start)) {
    if (cue.end <= end) continue;
    const from = cue.start - end <= PAUSE ? end : cue.start;
    covered += cue.end - from;
    end = cue.end;
  }
  const measured = covered / duration;
  return measured < LEAST_COVERAGE ? { reason: 'gaps', measured } : undefined;
}

function refusePace(cues: readonly Cue[], duration: Seconds): CaptionRefusal | undefined {
  const text = cues.map((cue) => cue.text).join('\n');
  const [least, most] = isMostlySpaceless(text) ? CHARACTERS_A_MINUTE : WORDS_A_MINUTE;
  const measured = countOf(text) / (duration / 60);
  if (measured < least) return { reason: 'too-few-words', measured };
  return measured > most ? { reason: 'too-many-words', measured } : undefined;
}

function refuseRepeats(cues: readonly Cue[]): CaptionRefusal | undefined {
  const seen = new Set<string>();
  let repeated = 0;
  for (const cue of cues) {
    const line = cue.text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (seen.has(line) && countOf(line) >= SHORT_LINE) repeated += 1;
    seen.add(line);
  }
  const measured = repeated / cues.length;
  return measured >= MOST_REPEATS ? { reason: 'repeats', measured } : undefined;
}

function isMostlySpaceless(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters > 0 && countSpaceless(text) > letters / 2;
}

function countOf(text: string): number {
  if (isMostlySpaceless(text)) return countSpaceless(text);
  let words = 0;
  // Finds words where no blanks part them too, as in Thai.
  for (const part of SEGMENTER.segment(text)) if (part.isWordLike) words += 1;
  return words;
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });

function countSpaceless(text: string): number {
  let count = 0;
  for (const letter of text.match(/\p{L}/gu) ?? [])
    if (isSpaceless(letter.codePointAt(0) ?? 0)) count += 1;
  return count;
}
