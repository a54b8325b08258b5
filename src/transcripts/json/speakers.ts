import { type Fields, isFields } from '../../base/json.ts';
import { fieldsIn, plainName } from './normal.ts';
import { bestHearing, string } from './texts.ts';
import { stampOf, timesIn } from './times.ts';

/** What recognisers and sites call who speaks, normalised: names before numbers and IDs. */
const SPEAKERS = (
  'speakername speakerdisplayname participantname displayname username author speaker speakerlabel speakertag ' +
  'spk spkid speakerid speakeridx speakerindex participant participantid user userid person talker voice rl role labels'
).split(' ');
/** Facts about an item that stand apart in it. */
const FACTS = ['additions', 'attributes', 'metadata', 'meta', 'properties', 'extra'];
/** What an object that stands for a person calls it. */
const NAMES = 'name displayname fullname username label title speakername'.split(' ');
const IDS = 'id speakerid key uuid tag label index spk speaker speakertag userid'.split(' ');
/** Fields whose values tell who the speakers of the file are. */
const TABLE =
  /^(?:speakers?|participants?|people|persons?|users?|attendees|members)(?:list|map|names|info)?$/;
/** Labels of nobody: Speechmatics has `UU`, others say it in words. */
const NOBODY = /^(?:UU|unknown|none|null|-\d+|<?na>?)$/i;

/** What a file calls its speakers by their IDs. */
export type SpeakerNames = ReadonlyMap<string, string>;

/** Who says an item; a bare number is given a word, an ID the name it has in the file. */
export function speakerIn(item: Fields, names: SpeakerNames): string | undefined {
  for (const field of SPEAKERS) {
    const value = item[field];
    if (value === undefined || value === null) continue;
    const speaker = nameOf(value, names);
    if (speaker !== undefined) return speaker;
  }
  const inner = bestHearing(item) ?? FACTS.map((field) => item[field]).find(isFields);
  return inner === undefined ? undefined : speakerIn(inner, names);
}

function nameOf(value: unknown, names: SpeakerNames): string | undefined {
  if (typeof value === 'number' || typeof value === 'string') return nameOfLabel(value, names);
  if (Array.isArray(value)) return value.length === 1 ? nameOf(value[0], names) : undefined;
  if (!isFields(value)) return undefined;
  for (const field of [...NAMES, ...IDS]) {
    const inner = value[field];
    const name = typeof inner === 'object' ? undefined : nameOf(inner, names);
    if (name !== undefined) return name;
  }
  return undefined;
}

function nameOfLabel(value: number | string, names: SpeakerNames): string | undefined {
  const label = string(String(value))?.trim() ?? '';
  const name = names.get(label) ?? names.get(plainName(label));
  if (name !== undefined) return name;
  if (label === '' || NOBODY.test(label)) return undefined;
  return /^\d{1,4}$/.test(label) ? `Speaker ${label}` : label;
}

/** The names of speakers that stand anywhere in a file: lists of people with their IDs, or names by ID. */
export function speakerNames(value: unknown): SpeakerNames {
  const names = new Map<string, string>();
  addNames(value, names);
  return names;
}

function addNames(value: unknown, names: Map<string, string>): void {
  if (Array.isArray(value)) for (const item of value) addNames(item, names);
  if (!isFields(value)) return;
  for (const [field, inner] of Object.entries(value)) {
    if (typeof inner !== 'object' || inner === null) continue;
    if (TABLE.test(field)) addTable(inner, names);
    addNames(inner, names);
  }
}

function addTable(table: object, names: Map<string, string>): void {
  const entries: [string, unknown][] = Array.isArray(table)
    ? table.map((item, at): [string, unknown] => [idOf(item) ?? String(at), item])
    : Object.entries(table);
  for (const [id, item] of entries) {
    const fields = isFields(item) ? NAMES.map((field) => string(item[field])) : [string(item)];
    const name = fields.find((each) => each !== undefined && /\p{L}/u.test(each))?.trim();
    if (name !== undefined && name !== id && !names.has(id)) names.set(id, name);
  }
}

function idOf(item: unknown): string | undefined {
  if (!isFields(item)) return undefined;
  const ids = IDS.map((field) => item[field]);
  const id = ids.find(
    (each): each is string | number =>
      typeof each === 'number' || (typeof each === 'string' && each !== ''),
  );
  return typeof id === 'number' ? String(id) : id;
}

/** Who speaks from when on, in the unit of the file. */
export type Turn = {
  readonly start: number;
  readonly unit: number | undefined;
  readonly speaker: string;
};

/** The turns that a list without texts tells of, as those lists of Watson, Amazon and Trint do that stand beside the words. */
export function turnsIn(list: unknown, names: SpeakerNames): Turn[] {
  return fieldsIn(list).flatMap((item) => {
    const told = valueOf(item);
    const speaker = speakerIn(told, names);
    const { start } = timesIn(told);
    if (speaker === undefined || start === undefined) return [];
    return [{ start: start.value, unit: start.unit, speaker }];
  });
}

function valueOf(item: Fields): Fields {
  const value = item['value'];
  return isFields(value) && stampOf(value['start']) !== undefined ? { ...item, ...value } : item;
}
