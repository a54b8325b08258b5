import { AppError } from '../base/errors.ts';
import { type Fields, isFields, parseJson } from '../base/json.ts';
import type { Cue } from '../model/transcript.ts';
import { finite, type Draft } from './draft.ts';
import { collect, seconds, startIn, string, textIn } from './json-fields.ts';
import { cuesAnywhere, cuesOf } from './json-lists.ts';
import { withoutMarkup } from './markup.ts';
import { readPlain } from './plain.ts';
import { withEnds } from './timed-lines.ts';
import { readEvents } from './youtube.ts';

/**
 * Reads the JSON that recognisers and sites give: Whisper and its kin, whisper.cpp, YouTube, Bilibili,
 * Talkleaf's own, one object a line, or anything in which there is a list of texts with times.
 * Throws TRANSCRIPT_SHAPE for any other.
 */
export function readJson(text: string, { name }: { name: string }): Draft {
  const value = parse(text);
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
  return first ? readValue(parse(text)) : undefined;
}

/** JSON, or JSON Lines (https://jsonlines.org). */
function parse(text: string): unknown {
  const value = parseJson(text);
  if (value !== undefined || !/^\s*\{[^\n]*\}\s*\n\s*\{/.test(text.slice(0, 100_000))) return value;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map((line) => parseJson(line));
  return values.includes(undefined) ? undefined : values;
}

function readValue(value: unknown): Draft | undefined {
  if (isFields(value)) {
    if (isOwnTalk(value)) return ownTalk(value);
    if (Array.isArray(value['segments'])) return spoken(value['segments'], value);
    if (Array.isArray(value['transcription'])) return whisperCpp(value);
    if (Array.isArray(value['events'])) return readEvents(value['events']);
  }
  const cues = cuesAnywhere(value);
  if (cues !== undefined) return { cues: ended(cues), timed: true, language: languageIn(value) };
  if (Array.isArray(value)) {
    return value.length === 0 || value.some(isCueLike) ? spoken(value, {}) : undefined;
  }
  const text = isFields(value) ? value['text'] : undefined;
  return typeof text === 'string' ? { ...readPlain(text), language: languageIn(value) } : undefined;
}

function languageIn(value: unknown): string | undefined {
  if (!isFields(value)) return undefined;
  return string(value['language']) ?? string(value['lang']) ?? string(value['language_code']);
}

function spoken(items: readonly unknown[], about: Fields): Draft {
  const timed = items.some((item) => isFields(item) && startIn(item) !== undefined);
  return { cues: ended(cuesOf(items)), timed, language: languageIn(about) };
}

/** Where no item says when it ends, each ends with the next; so does a last one that was cut off. */
function ended(cues: readonly Cue[]): readonly Cue[] {
  const last = cues.at(-1);
  const areOpen = cues.every((cue) => cue.end <= cue.start);
  if (last === undefined || (!areOpen && last.end > last.start)) return cues;
  return areOpen ? withEnds(cues) : [...cues.slice(0, -1), ...withEnds([last])];
}

/** Talkleaf's own says whether it is timed; a list of sentences from elsewhere does not. */
function isOwnTalk(value: Fields): boolean {
  return Array.isArray(value['sentences']) && ('schema' in value || 'timed' in value);
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

function hasTimes(items: unknown, field: string): boolean {
  return (
    Array.isArray(items) &&
    items.some((item) => isFields(item) && item[field] !== undefined && item[field] !== null)
  );
}

function isCueLike(item: unknown): boolean {
  return isFields(item) && textIn(item) !== undefined;
}
