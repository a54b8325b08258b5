import { type Fields, isFields } from '../../base/json.ts';
import { fieldsIn } from './normal.ts';
import { itemsOfColumns, itemsOfRows } from './rows.ts';
import { speakerIn, type SpeakerNames, type Turn, turnsIn } from './speakers.ts';
import { areHearings, textIn } from './texts.ts';
import { isTimed } from './times.ts';

/** The lists of texts that lie in the same place of a file, such as those of each channel. */
export type Found = {
  readonly lists: (readonly Fields[])[];
  /** Whether any of their items says when it was said. */
  timed: boolean;
};

/** Everything in a JSON value that may be the talk. */
export type Everything = {
  /** By the names of the fields on the way, without the places in lists. */
  readonly found: ReadonlyMap<string, Found>;
  /** Who speaks from when on, where that stands apart from the words. */
  readonly turns: readonly Turn[];
  /** Texts of a whole talk or of its parts, by place. */
  readonly wholes: ReadonlyMap<string, string[]>;
  /** Objects in no list that have a text and its time, as a talk has that is one stretch. */
  readonly singles: readonly Fields[];
};

type Walk = {
  readonly found: Map<string, Found>;
  readonly turns: Turn[];
  readonly wholes: Map<string, string[]>;
  readonly singles: Fields[];
  readonly names: SpeakerNames;
};
type Place = {
  readonly path: string;
  /** Whom the value around it names. */
  readonly speaker: string | undefined;
};
/** A list item is looked for so deep inside what stands for it, in levels: `{ transcriptSegmentRenderer: { … } }`. */
const WRAPPED = 3;
/** Fields whose text is the talk, even where nothing in it has a time. */
const WHOLE =
  /^(?:text|(?:full)?transcript(?:ion)?(?:text)?|content|display(?:text)?|onebest|result|sentences?|paragraphs?|body)$/;

/** Looks through a normalised value for lists of texts. */
export function everythingIn(value: unknown, names: SpeakerNames): Everything {
  const walk: Walk = { found: new Map(), turns: [], wholes: new Map(), singles: [], names };
  look(value, walk, { path: '', speaker: undefined });
  return walk;
}

function look(value: unknown, walk: Walk, place: Place): void {
  if (Array.isArray(value)) lookAtList(value, walk, place);
  else if (isFields(value)) {
    if (isWhole(value)) walk.singles.push(value);
    lookAtFields(value, walk, place);
  }
}

function lookAtList(list: readonly unknown[], walk: Walk, place: Place): void {
  const rows = itemsOfRows(list);
  const items = rows ?? fieldsIn(list).map((item) => unwrapped(item, 0));
  if (items.some((item) => textIn(item) !== undefined)) addItems(items, walk, place);
  const silent = list.filter((item) => isFields(item) && textIn(item) === undefined);
  walk.turns.push(...turnsIn(silent, walk.names));
  for (const item of list) if (typeof item === 'string') addWhole(item, walk, place.path);
  // What looks like a row is none of several lists.
  if (rows !== undefined) return;
  for (const item of list) {
    if (isFields(item)) lookAtFields(item, walk, place);
    else look(item, walk, place);
  }
}

function lookAtFields(fields: Fields, walk: Walk, place: Place): void {
  const speaker = speakerIn(fields, walk.names) ?? place.speaker;
  const columns = itemsOfColumns(fields) ?? itemsByNumber(fields);
  if (columns !== undefined) {
    lookAtList(columns, walk, { ...place, speaker: place.speaker });
    return;
  }
  for (const [name, field] of Object.entries(fields)) {
    const path = `${place.path}/${name}`;
    if (typeof field === 'string') addWhole(field, walk, path);
    else if (typeof field === 'object' && field !== null) {
      // Of several hearings of the same sound the first is the likeliest.
      const isFirst = areHearings(name) && Array.isArray(field);
      look(isFirst ? (field as unknown[]).slice(0, 1) : field, walk, { path, speaker });
    }
  }
}

/** A text at a place; several at one place, as those of each channel, are one after another. */
function addWhole(text: string, walk: Walk, path: string): void {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if ((path !== '' && !WHOLE.test(name)) || text.trim() === '') return;
  const texts = walk.wholes.get(path);
  if (texts === undefined) walk.wholes.set(path, [text]);
  else texts.push(text);
}

function addItems(
  items: readonly Fields[],
  { found, names }: Walk,
  { path, speaker }: Place,
): void {
  const told = items.map((item) =>
    speaker === undefined || speakerIn(item, names) !== undefined ? item : { ...item, speaker },
  );
  const at: Found = found.get(path) ?? { lists: [], timed: false };
  at.lists.push(told);
  at.timed ||= told.some((item) => isWhole(item));
  found.set(path, at);
}

/** The object inside an item that has its text and its time; the item itself when that has them, or none does. */
function unwrapped(item: Fields, depth: number): Fields {
  if (isWhole(item) || depth === WRAPPED) return item;
  for (const field of Object.values(item)) {
    if (!isFields(field)) continue;
    const inner = unwrapped(field, depth + 1);
    if (isWhole(inner)) return { ...item, ...inner };
  }
  return item;
}

function isWhole(item: Fields): boolean {
  return isTimed(item) && textIn(item) !== undefined;
}

/** `{ "0": { … }, "1": { … } }` is a list; so is `{ "00:00:03": "text" }`. */
function itemsByNumber(fields: Fields): Fields[] | undefined {
  if (!/^\d/.test(Object.keys(fields)[0] ?? '')) return undefined;
  const entries = Object.entries(fields);
  if (entries.length < 2) return undefined;
  if (entries.every(([key, value]) => /^\d+$/.test(key) && isFields(value)))
    return fieldsIn(entries.map(([, value]) => value));
  const isByTime = entries.every(
    ([key, value]) => /^\d[\d:.,]*$/.test(key) && /\D/.test(key) && typeof value === 'string',
  );
  return isByTime ? entries.map(([start, text]) => ({ start, text })) : undefined;
}
