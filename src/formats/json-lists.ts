import { type Fields, isFields } from '../base/json.ts';
import type { Cue } from '../model/transcript.ts';
import { isSpaceless } from '../text/units.ts';
import { letters, marked } from './cue-text.ts';
import { cueIn, inSeconds, isTimed, speakerIn, string, textIn } from './json-fields.ts';
import { groupWords } from './word-groups.ts';

/** Lists lie at most so deep in the answers of recognisers, in levels; a deeper JSON is some other document. */
const DEEPEST = 12;
/** A list with this share of the longest one's text has the whole talk too. */
const WHOLE_SHARE = 0.8;

/** All items that lie in lists of the same place, such as those of each channel. */
type Found = { items: Fields[] };

/**
 * The cues of a JSON of any shape: those of the list that has text with times and the most of it; of
 * lists that say the same, the one in stretches rather than words. Times may be seconds or
 * milliseconds. `undefined` when there is no such list.
 */
export function cuesAnywhere(value: unknown): readonly Cue[] | undefined {
  const found = new Map<string, Found>();
  collectLists(value, { found, path: '', depth: 0, speaker: undefined });
  const lists = [...found.values()].map(({ items }) => {
    const texts = items.map((item) => textIn(item) ?? '');
    return { items, length: texts.join('').length, areWords: areWords(texts) };
  });
  const longest = lists.reduce((most, list) => Math.max(most, list.length), 0);
  const whole = lists.filter((list) => list.length >= longest * WHOLE_SHARE);
  const best = whole.find((list) => !list.areWords) ?? whole[0];
  if (best === undefined || longest === 0) return undefined;
  const cues = cuesOf(best.items);
  return best.areWords ? groupWords(withMarks(cues, value)) : cues;
}

/** OpenAI and Groq give words without the marks of the sentence, and those in the text of the whole. */
function withMarks(words: readonly Cue[], value: unknown): readonly Cue[] {
  const text = (isFields(value) && string(value['text'])) || '';
  const said = words.map((word) => word.text).join('');
  return letters(said) === letters(text) ? marked(words, text) : words;
}

type Place = {
  readonly found: Map<string, Found>;
  /** Names of the fields on the way, without the places in lists. */
  readonly path: string;
  readonly depth: number;
  /** Whom the value around it names. */
  readonly speaker: string | undefined;
};

function collectLists(value: unknown, place: Place): void {
  if (place.depth > DEEPEST) return;
  const deeper = { ...place, depth: place.depth + 1 };
  if (Array.isArray(value)) {
    if (isTimedList(value)) addItems(value, place);
    for (const item of value) collectLists(item, deeper);
    return;
  }
  if (!isFields(value)) return;
  const speaker = speakerIn(value) ?? place.speaker;
  for (const [name, field] of Object.entries(value)) {
    if (typeof field !== 'object' || field === null) continue;
    // Of several hearings of the same sound the first is the likeliest.
    const inner: unknown =
      name === 'alternatives' && Array.isArray(field) ? field.slice(0, 1) : field;
    collectLists(inner, { ...deeper, speaker, path: `${place.path}/${name}` });
  }
}

function addItems(list: readonly unknown[], { found, path, speaker }: Place): void {
  const items = found.get(path)?.items ?? [];
  for (const item of list.filter(isFields)) {
    items.push(speakerIn(item) === undefined ? { ...item, speaker } : item);
  }
  found.set(path, { items });
}

function isTimedList(list: readonly unknown[]): boolean {
  return list.some((item) => isFields(item) && textIn(item) !== undefined && isTimed(item));
}

/** Words have no blanks inside, and those of Chinese few characters. */
function areWords(texts: readonly string[]): boolean {
  const apart = texts.filter((text) => {
    const word = text.trim();
    return !/\s/.test(word) && !(isSpaceless(word) && word.length > 4);
  });
  return texts.length > 1 && apart.length > texts.length * 0.9;
}

/** Items as cues, in seconds; what is no cue is passed over. */
export function cuesOf(items: readonly unknown[]): readonly Cue[] {
  const cues: Cue[] = [];
  for (const item of items.filter(isFields)) {
    const cue = cueIn(item, cues.at(-1)?.end ?? 0);
    if (cue !== undefined) cues.push(cue);
  }
  return inSeconds(cues);
}
