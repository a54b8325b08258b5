import { AppError, type Bilingual } from '../../base/errors.ts';
import { finite } from '../../base/finite.ts';
import { type Fields, isFields } from '../../base/json.ts';
import type { Cue } from '../../model/transcript.ts';
import type { Draft } from '../cues/draft.ts';
import { toldIn } from './choose.ts';
import { parseLoosely } from './loose.ts';
import { fieldsIn, normalised } from './normal.ts';
import { readText } from './stamped-text.ts';
import { string, textIn } from './texts.ts';
import { readEvents } from './youtube.ts';

/**
 * Reads the JSON that recognisers and sites give, by its shape: anything in which there is a text, with
 * times if they are there. Throws TRANSCRIPT_SHAPE for any other.
 */
export function readJson(text: string, { name }: { name: string }): Draft {
  const value = parseLoosely(text);
  const fail = (reason: Bilingual): AppError =>
    new AppError('TRANSCRIPT_SHAPE', { path: name, reason });
  if (value === undefined) throw fail({ en: 'it is not valid JSON', zh: '它不是有效的 JSON' });
  const draft = readValue(value);
  if (draft !== undefined) return draft;
  const keys = isFields(value) ? Object.keys(value).slice(0, 5) : [];
  if (keys.length === 0) throw fail({ en: 'it is no list of cues', zh: '它不是字幕条目的列表' });
  const [en, zh] = [', ', '、'].map((mark) => keys.join(mark).slice(0, 100));
  throw fail({ en: `it has ${en}`, zh: `其中只有 ${zh}` });
}

/** The same for text that may be JSON; `undefined` when it is not, or of another shape. */
export function tryJson(text: string): Draft | undefined {
  const first = /^\s*([[{])/.test(text.slice(0, 1000));
  return first ? readValue(parseLoosely(text)) : undefined;
}

function readValue(value: unknown): Draft | undefined {
  if (isFields(value) && isOwnTalk(value)) return ownTalk(value);
  if (isFields(value) && Array.isArray(value['events']) && value['events'].some(isEvent))
    return readEvents(value['events']);
  const plain = normalised(value);
  const told = toldIn(plain);
  const about = {
    language: languageIn(plain),
    title: isFields(plain) ? string(plain['title']) : undefined,
  };
  if (told === undefined) return isEmptyList(plain) ? { cues: [], timed: false } : undefined;
  if (told.timed) return { cues: told.cues, timed: true, ...about };
  if (told.cues !== undefined) return { cues: told.cues, timed: false, ...about };
  return { ...readText(told.texts.join('\n\n')), ...about };
}

function isEvent(item: unknown): boolean {
  return isFields(item) && ('segs' in item || 'tStartMs' in item);
}

/** A file of the right shape in which nothing is said. */
function isEmptyList(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return (
    isFields(value) && Object.keys(value).some((name) => LISTS.test(name) && !hasText(value[name]))
  );
}

const LISTS =
  /^(?:segments|sentences|transcription|transcripts?|results?|utterances|cues|chunks|words|events|text|phrases|body)$/;

function hasText(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (!Array.isArray(value)) return value !== null;
  return value.some((item) => !isFields(item) || (textIn(item) ?? '').trim() !== '');
}

/** The language that a file or its facts tell, at most so deep. */
const DEEPEST_LANGUAGE = 3;
const LANGUAGES = ['language', 'lang', 'languagecode', 'locale', 'detectedlanguage', 'languagetag'];

function languageIn(value: unknown, depth = 0): string | undefined {
  if (depth > DEEPEST_LANGUAGE) return undefined;
  if (Array.isArray(value)) {
    // Facts may stand beside the list, or with the first of its items.
    const items = [...value.slice(0, 2), value.at(-1) as unknown];
    return items.map((item) => languageIn(item, depth + 1)).find((each) => each !== undefined);
  }
  if (!isFields(value)) return undefined;
  const told = LANGUAGES.map((name) => string(value[name])).find((each) => each !== undefined);
  if (told !== undefined && told !== '') return told;
  for (const inner of Object.values(value)) {
    const found = typeof inner === 'object' ? languageIn(inner, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Talkleaf's own says whether it is timed; a list of sentences from elsewhere does not. */
function isOwnTalk(value: Fields): boolean {
  return Array.isArray(value['sentences']) && ('schema' in value || 'timed' in value);
}

function ownTalk(value: Fields): Draft {
  const cues: Cue[] = [];
  const items = fieldsIn(value['sentences']);
  for (const item of items) {
    const text = string(item['text']);
    if (text === undefined) continue;
    const start = finite(item['start']) ?? cues.at(-1)?.end ?? 0;
    const paragraph = item['paragraph'] === true || undefined;
    const end = finite(item['end']) ?? start;
    const [speaker, language] = [string(item['speaker']), string(item['language'])];
    cues.push({ start, end, text, speaker, language, paragraph });
  }
  return {
    cues,
    timed: value['timed'] !== false && items.some(({ start }) => finite(start) !== undefined),
    language: string(value['language']),
    title: string(value['title']),
    isExact: true,
  };
}
