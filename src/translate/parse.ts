import { parseJson } from '../base/json.ts';
import { cleanText } from '../formats/encoding/characters.ts';

/** What a model answered for one line; `~` for nothing to translate. */
export type Answer = { readonly id: number; readonly text: string };

const LINE = /^\s*(?:[-*]\s+)?[#[(]?\s*(\d+)\s*[\])]?\s*[|｜]\s*(?:\1\s*[|｜]\s*)?([^\n]*)$/u;
/** What small models write instead: `12: text`, `12. text`, `12) text`; not `3.5 text`. */
const LOOSE = /^\s*[#[(]?(\d+)(?:[\])]?\s*[:：、]\s*|[.)\]]\s+)([^\n]+)$/u;
const FENCE = /^\s*```/;
/** Where a line begins that stands in the row of the one before. */
const INSIDE = /[ \t]+(?=(\d{1,9})[ \t]?[|｜])/gu;
/** What ends a turn in a chat template; servers with the wrong template leave it in the text. */
const END_MARK = /(?:\s*(?:<\|[\w-]{1,30}\|>|<\/s>|<end_of_turn>))+$/u;

/**
 * Reads the answer to a request for `asked` IDs: `ID|text` lines, or a JSON map or array of them, with
 * or without a code fence. Unasked IDs are ignored; the first answer to an ID counts. When `whole` is
 * false the answer was broken off, and its last line is not used.
 */
export function parseAnswers(text: string, asked: readonly number[], whole: boolean): Answer[] {
  const wanted = new Set(asked);
  const answers = whole ? fromJson(text) : undefined;
  if (answers?.some((answer) => wanted.has(answer.id))) return firstOf(answers, wanted);
  const rows = apart(text, wanted)
    .split('\n')
    .filter((row) => !FENCE.test(row));
  if (!whole) rows.pop();
  const strict = matching(rows, LINE);
  const found = strict.length > 0 ? strict : matching(rows, LOOSE);
  return firstOf(renumbered(found, asked, whole), wanted);
}

/** Lines in one row become rows, but not where an ID has a row of its own: then the other is text, such as `2 | 3`. */
function apart(text: string, wanted: ReadonlySet<number>): string {
  if (text.search(INSIDE) === -1) return text;
  const own = new Set(matching(text.split('\n'), LINE).map(({ id }) => id));
  return text.replace(INSIDE, (blanks, digits: string) => {
    const id = Number(digits);
    return wanted.has(id) && !own.has(id) ? '\n' : blanks;
  });
}

/** Reads one finished line of a streamed answer; nothing when it is not of the asked form. */
export function parseAnswerLine(row: string): Answer | undefined {
  return matching([row], LINE)[0];
}

function matching(rows: readonly string[], pattern: RegExp): Answer[] {
  return rows.flatMap((row) => {
    const match = pattern.exec(row);
    return match ? [{ id: Number(match[1]), text: oneLine(match[2] ?? '') }] : [];
  });
}

function firstOf(answers: readonly Answer[], wanted: ReadonlySet<number>): Answer[] {
  const seen = new Set<number>();
  return answers.filter((answer) => {
    if (!wanted.has(answer.id) || seen.has(answer.id)) return false;
    seen.add(answer.id);
    return true;
  });
}

/**
 * A model that counted from 1 instead of using the IDs: mapped by order. When it answered fewer or more
 * lines than were asked, nothing tells which line is whose; nothing is used then, unless it was cut off.
 */
function renumbered(
  answers: readonly Answer[],
  asked: readonly number[],
  whole: boolean,
): readonly Answer[] {
  const inOrder = answers.every((answer, index) => answer.id === index + 1);
  const isCounted = inOrder && answers.length > 0 && asked.some((id, index) => id !== index + 1);
  if (!isCounted) return answers;
  // Some of the IDs asked are low ones, and the answer may be right as it stands.
  const isPrefix = answers.every((answer, index) => answer.id === asked[index]);
  if (isPrefix) return answers;
  if (whole ? answers.length !== asked.length : answers.length > asked.length) return [];
  return answers.map((answer, index) => ({ id: asked[index] ?? 0, text: answer.text }));
}

function fromJson(text: string): Answer[] | undefined {
  const trimmed = text.replace(/^\s*```\w*\s*|\s*```\s*$/g, '').trim();
  if (!/^[[{]/.test(trimmed)) return undefined;
  return readAnswers(parseJson(trimmed));
}

function readAnswers(value: unknown): Answer[] | undefined {
  if (Array.isArray(value)) return value.flatMap((item) => readItem(item));
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  // {"lines": [...]} or {"translations": {...}}: one wrapper around the answers.
  if (entries.length === 1 && typeof entries[0]?.[1] === 'object')
    return readAnswers(entries[0][1]);
  return entries.flatMap(([key, text]) =>
    /^\d+$/.test(key) && typeof text === 'string' ? [{ id: Number(key), text: oneLine(text) }] : [],
  );
}

function readItem(item: unknown): Answer[] {
  if (typeof item === 'string') return matching([item], LINE);
  if (typeof item !== 'object' || item === null || !('id' in item)) return [];
  const text = Object.entries(item).find(
    ([key, value]) => /^(?:t|text|translation|target)$/.test(key) && typeof value === 'string',
  )?.[1];
  return typeof text === 'string' ? [{ id: Number(item.id), text: oneLine(text) }] : [];
}

function oneLine(text: string): string {
  return cleanText(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim()
    .replace(END_MARK, '');
}
