import { AppError } from '../base/errors.ts';
import { parseJson } from '../base/json.ts';
import type { Cue, Word } from '../model/transcript.ts';
import { cleanText } from './characters.ts';
import { finite, type Draft } from './draft.ts';
import { withoutMarkup } from './markup.ts';
import { readPlain } from './plain.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the JSON that recognisers and sites give: Whisper and its kin, whisper.cpp, YouTube, Bilibili,
 * Talkleaf's own, or a bare list of cues. Throws TRANSCRIPT_SHAPE for any other.
 */
export function readJson(text: string, { name }: { name: string }): Draft {
  const value = parseJson(text);
  const fail = (reason: string): AppError =>
    new AppError('TRANSCRIPT_SHAPE', { path: name, reason });
  if (value === undefined) throw fail('it is not valid JSON');
  const draft = readValue(value);
  if (draft !== undefined) return draft;
  const keys = isFields(value) ? Object.keys(value).slice(0, 5).join(', ') : '';
  throw fail(keys === '' ? 'it is no list of cues' : `it has ${keys.slice(0, 100)}`);
}

/** The same for text that may be JSON; `undefined` when it is not, or of another shape. */
export function tryJson(text: string): Draft | undefined {
  const first = /^\s*([[{])/.test(text.slice(0, 1000));
  return first ? readValue(parseJson(text)) : undefined;
}

function readValue(value: unknown): Draft | undefined {
  if (Array.isArray(value))
    return value.length === 0 || value.some(isCueLike) ? spoken({ segments: value }) : undefined;
  if (!isFields(value)) return undefined;
  if (Array.isArray(value['sentences'])) return ownTalk(value);
  if (Array.isArray(value['segments'])) return spoken(value);
  if (Array.isArray(value['transcription'])) return whisperCpp(value);
  if (Array.isArray(value['events'])) return youTube(value);
  if (Array.isArray(value['body'])) return bilibili(value);
  const text = value['text'];
  return typeof text === 'string'
    ? { ...readPlain(text), language: string(value['language']) }
    : undefined;
}

function spoken(value: Fields): Draft {
  const cues = collect(value['segments'], (item, before) => {
    const text = string(item['text']) ?? string(item['content']);
    if (text === undefined) return undefined;
    const start = finite(item['start']) ?? before;
    return {
      start,
      end: finite(item['end']) ?? endBy(start, item['duration']),
      text: withoutMarkup(text),
      speaker: string(item['speaker']),
      words: wordsOf(item['words']),
      noSpeech: finite(item['no_speech_prob']),
    };
  });
  return { cues, timed: hasTimes(value['segments'], 'start'), language: string(value['language']) };
}

function ownTalk(value: Fields): Draft {
  const cues = collect(value['sentences'], (item, before) => {
    const text = string(item['text']);
    if (text === undefined) return undefined;
    const start = finite(item['start']) ?? before;
    const paragraph = item['paragraph'] === true || undefined;
    return {
      start,
      end: finite(item['end']) ?? start,
      text,
      speaker: string(item['speaker']),
      paragraph,
    };
  });
  const timed = value['timed'] !== false && hasTimes(value['sentences'], 'start');
  return {
    cues,
    timed,
    language: string(value['language']),
    title: string(value['title']),
    isExact: true,
  };
}

function whisperCpp(value: Fields): Draft {
  const cues = collect(value['transcription'], (item, before) => {
    const text = string(item['text']);
    if (text === undefined) return undefined;
    const offsets = isFields(item['offsets']) ? item['offsets'] : {};
    const start = seconds(offsets['from']) ?? before;
    return {
      start,
      end: seconds(offsets['to']) ?? start,
      text: withoutMarkup(text),
      speaker: string(item['speaker']),
    };
  });
  const result = isFields(value['result']) ? value['result'] : {};
  return {
    cues,
    timed: hasTimes(value['transcription'], 'offsets'),
    language: string(result['language']),
  };
}

/** YouTube's `json3`: an event shows until its duration is over, so that two lines show at once; speech goes on with the next. */
function youTube(value: Fields): Draft {
  const cues = collect(value['events'], (item, before) => {
    const segments = (Array.isArray(item['segs']) ? item['segs'] : []).filter(isFields);
    const text = segments.map((segment) => string(segment['utf8']) ?? '').join('');
    if (text.trim() === '') return undefined;
    const start = seconds(item['tStartMs']) ?? before;
    const end = start + (seconds(item['dDurationMs']) ?? 0);
    return { start, end, text: withoutMarkup(text), words: eventWords(segments, { start, end }) };
  });
  const shown = cues.map((cue, index) => {
    const next = cues[index + 1]?.start ?? cue.end;
    return next >= cue.start && next < cue.end ? { ...cue, end: next } : cue;
  });
  return { cues: shown, timed: true };
}

function eventWords(
  segments: readonly Fields[],
  { start, end }: { start: number; end: number },
): Word[] | undefined {
  if (!segments.some((segment) => seconds(segment['tOffsetMs']) !== undefined)) return undefined;
  const words = segments
    .map((segment) => ({
      text: (string(segment['utf8']) ?? '').trim(),
      start: start + (seconds(segment['tOffsetMs']) ?? 0),
    }))
    .filter((word) => word.text !== '');
  return words.map((word, index) => ({
    ...word,
    end: Math.max(word.start, words[index + 1]?.start ?? end),
  }));
}

function bilibili(value: Fields): Draft {
  const cues = collect(value['body'], (item, before) => {
    const text = string(item['content']);
    if (text === undefined) return undefined;
    const start = finite(item['from']) ?? before;
    return { start, end: finite(item['to']) ?? start, text: withoutMarkup(text) };
  });
  return { cues, timed: hasTimes(value['body'], 'from'), language: string(value['lang']) };
}

function wordsOf(value: unknown): Word[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const words: Word[] = [];
  for (const item of value.filter(isFields)) {
    const text = (string(item['word']) ?? string(item['text']) ?? '').trim();
    // whisperX leaves out the times of what it cannot place, such as numbers.
    const start = finite(item['start']) ?? words.at(-1)?.end;
    if (text === '' || start === undefined) continue;
    const end = Math.max(start, finite(item['end']) ?? start);
    words.push({
      text,
      start,
      end,
      confidence: finite(item['probability']) ?? finite(item['score']),
    });
  }
  return words.length > 0 ? words : undefined;
}

/** The cues of a list whose items may be anything; what is no cue is passed over. `before` is where the last one ended. */
function collect(items: unknown, cueOf: (item: Fields, before: number) => Cue | undefined): Cue[] {
  const cues: Cue[] = [];
  for (const item of Array.isArray(items) ? items : []) {
    const cue = isFields(item) ? cueOf(item, cues.at(-1)?.end ?? 0) : undefined;
    if (cue !== undefined) cues.push(cue);
  }
  return cues;
}

function hasTimes(items: unknown, field: string): boolean {
  return (
    Array.isArray(items) &&
    items.some((item) => isFields(item) && item[field] !== undefined && item[field] !== null)
  );
}

function isCueLike(item: unknown): boolean {
  return (
    isFields(item) && (typeof item['text'] === 'string' || typeof item['content'] === 'string')
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? cleanText(value) : undefined;
}

/** Milliseconds from outside as seconds. */
function seconds(value: unknown): number | undefined {
  const ms = finite(value);
  return ms === undefined ? undefined : ms / 1000;
}

function endBy(start: number, duration: unknown): number {
  return start + Math.max(0, finite(duration) ?? 0);
}
