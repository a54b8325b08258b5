import { isFields, isObject } from '../../base/json.ts';
import { jsonValuesIn } from '../../text/json-values.ts';
import type { Candidate } from './candidate.ts';
import { markOf } from './marks.ts';

const IDS = new Set(
  'id ids line line_id lineid line_number linenumber index key no nr num number n i 编号 編號 序号 序號 行号 行'.split(
    ' ',
  ),
);
/** What may be the source as well stands first: of several texts the last that is not the source is taken. */
const TEXTS =
  'line value content text t zh en de fr es ja ko ru it pt chinese english output result answer tgt dst target target_text translated translated_text translatedtext translation 中文 内容 文本 翻訳 번역 译文 譯文 翻译 翻譯'.split(
    ' ',
  );
/** No answer has more levels, with all its wrappers. */
const DEEPEST = 6;

/** Reads all JSON of an answer: maps, lists of objects or pairs, one a row, in wrappers, as a text in JSON. */
export function readJson(text: string, whole: boolean): Candidate[] {
  return jsonValuesIn(text.trim(), { isWhole: whole, inParts: true }).flatMap((value) =>
    readValue(value, 0),
  );
}

function readValue(value: unknown, depth: number): Candidate[] {
  if (depth > DEEPEST) return [];
  if (typeof value === 'string') return readText(value, depth);
  if (Array.isArray(value))
    return readPair(value) ?? value.flatMap((item) => readValue(item, depth + 1));
  if (!isFields(value)) return [];
  return (
    readLine(value) ??
    readLists(value) ??
    Object.entries(value).flatMap((entry) => readEntry(entry, depth))
  );
}

/** A text may be JSON once more, or rows. */
function readText(text: string, depth: number): Candidate[] {
  const rows = text.split('\n').flatMap((row) => {
    const mark = markOf(row);
    return mark && mark.kind !== 'alone' ? [{ id: mark.id, text: mark.text }] : [];
  });
  if (rows.length > 0 || !/^\s*[{[]/.test(text)) return rows;
  return jsonValuesIn(text, { isWhole: true }).flatMap((value) => readValue(value, depth + 1));
}

/** `[12, "text"]`, with the source between them perhaps. */
function readPair(list: readonly unknown[]): Candidate[] | undefined {
  const [first, ...rest] = list;
  const id = idOf(first);
  if (id === undefined || rest.length === 0 || !rest.every((text) => typeof text === 'string'))
    return undefined;
  return rest.map((text) => ({ id, text }));
}

/** `{"id": 12, "text": "…"}` under whatever names. */
function readLine(fields: Readonly<Record<string, unknown>>): Candidate[] | undefined {
  const entries = Object.entries(fields).map(([name, value]) => [plainName(name), value] as const);
  const id = entries
    .map(([name, value]) => (IDS.has(name) ? idOf(value) : undefined))
    .find((each) => each !== undefined);
  if (id === undefined) return undefined;
  const texts = entries
    .filter(
      (entry): entry is readonly [string, string] =>
        TEXTS.includes(entry[0]) && typeof entry[1] === 'string',
    )
    .filter(([, text]) => idOf(text) !== id)
    .toSorted(([a], [b]) => TEXTS.indexOf(a) - TEXTS.indexOf(b));
  return texts.length > 0 ? texts.map(([, text]) => ({ id, text })) : undefined;
}

/** `{"ids": [1, 2], "texts": ["…", "…"]}` */
function readLists(fields: Readonly<Record<string, unknown>>): Candidate[] | undefined {
  const lists = Object.values(fields).filter((value): value is unknown[] => Array.isArray(value));
  const ids = lists.find(
    (list) => list.length > 0 && list.every((item) => idOf(item) !== undefined),
  );
  const texts = lists.find(
    (list) => list !== ids && list.every((item) => typeof item === 'string'),
  );
  if (!ids || ids.length !== texts?.length) return undefined;
  return ids.map((id, index) => ({ id: idOf(id) ?? 0, text: String(texts[index]) }));
}

/** `"12": "…"`, `"line 12": {"text": "…"}`; under any other name stands a wrapper. */
function readEntry([name, value]: readonly [string, unknown], depth: number): Candidate[] {
  const id = idOf(name);
  if (id === undefined) return readValue(value, depth + 1);
  if (typeof value === 'string') return [{ id, text: value }];
  if (!isObject(value)) return [];
  const inside = Array.isArray(value)
    ? value.filter((text) => typeof text === 'string').map((text) => ({ id, text }))
    : (readLine({ ...value, id }) ?? []);
  return inside.length > 0 ? inside : readValue(value, depth + 1);
}

function idOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > 20) return undefined;
  const mark = markOf(value.replace(/[|｜:：.]\s*$/u, ''));
  return mark?.text === '' ? mark.id : undefined;
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}
