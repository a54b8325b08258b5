import { finite } from '../../base/finite.ts';
import type { Fields } from '../../base/json.ts';
import type { Cue, Word } from '../../model/transcript.ts';
import { piecesOf } from '../../text/sentence-ends/units.ts';
import { withoutMarkup } from '../markup/markup.ts';
import { type Sample, unitBySpeed } from '../times/units.ts';
import { fieldsIn } from './normal.ts';
import { itemsOfRows } from './rows.ts';
import { speakerIn, type SpeakerNames } from './speakers.ts';
import { textIn } from './texts.ts';
import { type Stamp, type Times, timesIn } from './times.ts';

/** A cue or a word with what its file says of its times. */
type Timed = { readonly text: string; readonly times: Times };
type RawWord = Timed & { readonly confidence: number | undefined };
type RawCue = Timed & {
  readonly speaker: string | undefined;
  readonly words: readonly RawWord[];
  readonly noSpeech: number | undefined;
  readonly confidence: number | undefined;
};

/** Where the words of an item stand, normalised. */
const WORDS = [
  'words',
  'displaywords',
  'alignment',
  'worddetails',
  'wordsinfo',
  'wordlist',
  'worddata',
];
const CONFIDENCES = ['probability', 'score', 'confidence', 'conf'];
/** With fewer times for as many pieces of a text, as a ratio, the list belongs to something else. */
const LEAST_STAMPS = 0.7;
/** Later than any recording, in seconds: three years. Such times count from 1970. */
const EPOCH = 1e8;

/** Items as cues, in seconds; what has no text is passed over. One without a start begins where the one before ends; one without an end has its start as its end. */
export function cuesOf(items: readonly Fields[], names: SpeakerNames): readonly Cue[] {
  const raws = items.flatMap((item) => rawCue(item, names) ?? []);
  const unit = unitBySpeed(samplesOf(raws));
  const cues: Cue[] = [];
  let before = 0;
  for (const { text, times, words, ...rest } of raws) {
    const { start, end } = inSeconds(times, { unit, before });
    before = end;
    cues.push({ ...rest, start, end, text, words: wordsOf(words, { unit, start, end }) });
  }
  return fromBeginning(cues);
}

function rawCue(item: Fields, names: SpeakerNames): RawCue | undefined {
  const text = textIn(item);
  if (text === undefined) return undefined;
  return {
    text: withoutMarkup(text),
    times: timesIn(item),
    speaker: speakerIn(item, names),
    words: rawWords(item, text),
    noSpeech: finite(item['nospeechprob']),
    confidence: confidenceIn(item),
  };
}

function rawWords(item: Fields, text: string): readonly RawWord[] {
  for (const field of WORDS) {
    const list = item[field];
    if (!Array.isArray(list)) continue;
    const items = itemsOfRows(list) ?? fieldsIn(list);
    const words = items.flatMap((word) => {
      const said = (textIn(word) ?? '').trim();
      return said === ''
        ? []
        : [{ text: said, times: timesIn(word), confidence: confidenceIn(word) }];
    });
    if (words.length > 0) return words;
  }
  return stampedWords(item['timestamp'] ?? item['timestamps'], text);
}

/** FunASR gives the pieces of a text their times in a list beside it, marks left out. */
function stampedWords(stamps: unknown, text: string): readonly RawWord[] {
  if (!Array.isArray(stamps) || !Array.isArray(stamps[0])) return [];
  const pieces = piecesOf(text).filter((piece) => /[\p{L}\p{N}]/u.test(piece.text));
  // Numbers written in figures make the counts differ: then the list goes by shares.
  const ratio = stamps.length / pieces.length;
  if (ratio < LEAST_STAMPS || ratio > 1 / LEAST_STAMPS) return [];
  return pieces.map((piece, at) => ({
    text: piece.text,
    times: timesIn({ timestamp: stamps[Math.floor(at * ratio)] as unknown }),
    confidence: undefined,
  }));
}

function confidenceIn(item: Fields): number | undefined {
  const found = CONFIDENCES.map((name) => finite(item[name])).find((each) => each !== undefined);
  // Whisper's logarithms and percentages are something else.
  return found !== undefined && found >= 0 && found <= 1 ? found : undefined;
}

/** What is known of speed where the file does not tell its unit: of the cues, else of their words. */
function samplesOf(raws: readonly RawCue[]): Sample[] {
  const samples = samplesIn(raws);
  return samples.length > 0 ? samples : samplesIn(raws.flatMap(({ words }) => words));
}

function samplesIn(items: readonly Timed[]): Sample[] {
  return items.flatMap(({ text, times: { start, end, duration } }, at) => {
    const next = items[at + 1]?.times.start;
    const to = end ?? (duration === undefined ? next : undefined);
    const length =
      duration ?? (start && to && { value: to.value - start.value, unit: start.unit ?? to.unit });
    return length === undefined || length.unit !== undefined
      ? []
      : [{ text, length: length.value }];
  });
}

function inSeconds(
  { start, end, duration }: Times,
  { unit, before }: { unit: number; before: number },
): { start: number; end: number } {
  const seconds = (stamp: Stamp | undefined): number | undefined =>
    stamp && stamp.value * (stamp.unit ?? unit);
  const from = seconds(start) ?? before;
  const length = Math.max(0, seconds(duration) ?? 0);
  return { start: from, end: seconds(end) ?? from + length };
}

/** Words in seconds. whisperX leaves out the times of what it cannot place; Tencent counts from the start of the sentence. */
function wordsOf(
  raws: readonly RawWord[],
  { unit, start, end }: { unit: number; start: number; end: number },
): Word[] | undefined {
  const words: Word[] = [];
  for (const { text, times, confidence } of raws) {
    const before = words.at(-1)?.end;
    if (times.start === undefined && before === undefined) continue;
    const at = inSeconds(times, { unit, before: before ?? start });
    words.push({ text, start: at.start, end: Math.max(at.start, at.end), confidence });
  }
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const areInside = first.start < start - 1 && last.end <= end - start + 1;
  if (!areInside) return words;
  return words.map((word) => ({ ...word, start: word.start + start, end: word.end + start }));
}

/** Times of the day and dates count from the first cue on. */
function fromBeginning(cues: readonly Cue[]): readonly Cue[] {
  const first = cues.reduce((least, cue) => Math.min(least, cue.start), Number.POSITIVE_INFINITY);
  if (first < EPOCH || !Number.isFinite(first)) return cues;
  const moved = <T extends { start: number; end: number }>(each: T): T => ({
    ...each,
    start: each.start - first,
    end: each.end - first,
  });
  return cues.map((cue) => ({ ...moved(cue), words: cue.words?.map(moved) }));
}
