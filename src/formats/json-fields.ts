import { type Fields, isFields } from '../base/json.ts';
import type { Seconds } from '../model/time.ts';
import type { Cue, Word } from '../model/transcript.ts';
import { parseTime } from '../text/timecode.ts';
import { cleanText } from './encoding/characters.ts';
import { finite } from './draft.ts';
import { withoutMarkup } from './markup.ts';

/** What recognisers and sites call the text of a cue or a word; the first that is there counts. */
const TEXTS = [
  'text',
  'content',
  'transcript',
  'punctuated_word',
  'word',
  'sentence',
  'value',
  'onebest',
  'FinalSentence',
  'display',
  'body',
] as const;
const STARTS =
  'start from start_time startTime begin_time beginTime begin bg ts StartMs startOffset offset'.split(
    ' ',
  );
const ENDS =
  'end to end_time endTime ed end_ts EndMs endOffset resultEndTime resultEndOffset'.split(' ');
const SPEAKERS = 'speaker speaker_label speaker_id speaker_name spk'.split(' ');

/** A text from outside without what no text has; `undefined` for anything but a string. */
export function string(value: unknown): string | undefined {
  return typeof value === 'string' ? cleanText(value) : undefined;
}

/** The text of a cue or a word, whatever its field is called; that of the likeliest where there are several hearings. */
export function textIn(item: Fields): string | undefined {
  for (const name of TEXTS) {
    const text = string(item[name]);
    if (text !== undefined) return text;
  }
  const hearings = item['alternatives'] ?? item['nBest'];
  const [best] = Array.isArray(hearings) ? hearings : [];
  if (!isFields(best)) return undefined;
  return string(best['transcript']) ?? string(best['content']) ?? string(best['display']);
}

/** Where an item says it begins, in its own unit; `undefined` when it does not say. */
export function startIn(item: Fields): number | undefined {
  return stampIn(item, STARTS) ?? time(pair(item)[0]);
}

/** Whether an item says when it was said; Google's does only when it was over. */
export function isTimed(item: Fields): boolean {
  return (
    startIn(item) !== undefined ||
    time(item['resultEndTime'] ?? item['resultEndOffset']) !== undefined
  );
}

function endIn(item: Fields, start: number): number | undefined {
  const duration = time(item['duration']);
  const end = stampIn(item, ENDS) ?? time(pair(item)[1]);
  return end ?? (duration === undefined ? undefined : start + Math.max(0, duration));
}

/** Who speaks; a bare number is given a word. */
export function speakerIn(item: Fields): string | undefined {
  const name = SPEAKERS.find((each) => item[each] !== undefined && item[each] !== null);
  const speaker = name === undefined ? undefined : item[name];
  return typeof speaker === 'number' ? `Speaker ${speaker}` : string(speaker) || undefined;
}

/** An item as a cue, in its own unit of time; one without a start begins at `before`. Nothing when it has no text. */
export function cueIn(item: Fields, before: Seconds): Cue | undefined {
  const text = textIn(item);
  if (text === undefined) return undefined;
  const start = startIn(item) ?? before;
  return {
    start,
    end: endIn(item, start) ?? start,
    text: withoutMarkup(text),
    speaker: speakerIn(item),
    words: wordsIn(item['words']),
    noSpeech: finite(item['no_speech_prob']),
  };
}

function wordsIn(value: unknown): Word[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const words: Word[] = [];
  for (const item of value.filter(isFields)) {
    const text = (textIn(item) ?? '').trim();
    // whisperX leaves out the times of what it cannot place, such as numbers.
    const start = startIn(item) ?? words.at(-1)?.end;
    if (text === '' || start === undefined) continue;
    const end = Math.max(start, endIn(item, start) ?? start);
    const confidence = ['probability', 'score', 'confidence'].map((name) => finite(item[name]));
    words.push({ text, start, end, confidence: confidence.find((each) => each !== undefined) });
  }
  return words.length > 0 ? words : undefined;
}

function stampIn(item: Fields, names: readonly string[]): number | undefined {
  for (const name of names) {
    const found = time(item[name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Transformers writes start and end as a pair. */
function pair(item: Fields): readonly unknown[] {
  return Array.isArray(item['timestamp']) ? item['timestamp'] : [];
}

/** A length as Azure writes times: `PT1H2M3.5S` (ISO 8601). */
const ISO = /^PT(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?$/;

/** A number, also as `"1.5"`, `"1.5s"`, `"00:00:01.500"` or `"PT1.5S"`. */
function time(value: unknown): number | undefined {
  if (typeof value !== 'string') return finite(value);
  const iso = ISO.exec(value);
  if (iso !== null) {
    const [hours = 0, minutes = 0, rest = 0] = iso.slice(1).map((part) => Number(part ?? 0));
    return hours * 3600 + minutes * 60 + rest;
  }
  return value.includes(':') ? parseTime(value) : finite(value.trim().replace(/(?<=\d)s$/, ''));
}

/** Fewer characters for each unit of time than anyone speaks: then the unit is no second. Speech has 3 to 20 a second. */
const SLOWEST = 0.05;

/** Cues whose times may be in milliseconds, which are whole numbers and would be far too slow as seconds, in seconds. */
export function inSeconds(cues: readonly Cue[]): readonly Cue[] {
  let [letters, length] = [0, 0];
  for (const { start, end, text } of cues) {
    if (!Number.isInteger(start) || !Number.isInteger(end)) return cues;
    letters += text.length;
    length += Math.max(0, end - start);
  }
  if (length === 0 || letters / length > SLOWEST) return cues;
  return cues.map((cue) => ({
    ...cue,
    ...thousandth(cue),
    words: cue.words?.map((word) => ({ ...word, ...thousandth(word) })),
  }));
}

function thousandth({ start, end }: { start: number; end: number }): {
  start: number;
  end: number;
} {
  return { start: start / 1000, end: end / 1000 };
}

/** The cues of a list whose items may be anything; what is no cue is passed over. `before` is where the last one ended. */
export function collect(
  items: unknown,
  cueOf: (item: Fields, before: number) => Cue | undefined,
): Cue[] {
  const cues: Cue[] = [];
  for (const item of Array.isArray(items) ? items : []) {
    const cue = isFields(item) ? cueOf(item, cues.at(-1)?.end ?? 0) : undefined;
    if (cue !== undefined) cues.push(cue);
  }
  return cues;
}

/** Milliseconds from outside as seconds. */
export function seconds(value: unknown): number | undefined {
  const ms = finite(value);
  return ms === undefined ? undefined : ms / 1000;
}
