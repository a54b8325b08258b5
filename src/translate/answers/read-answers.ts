import { cleanText } from '../../text/characters.ts';
import { withoutThinking } from '../../text/thinking.ts';
import type { PromptLine } from '../prompt/prompt.ts';
import type { Candidate } from './candidate.ts';
import { chooseText } from './choose.ts';
import { beginsAsDraft, finalParts } from './drafts.ts';
import { readRows } from './rows.ts';
import { readTags } from './tags.ts';
import { readJson } from './values.ts';

/** What a model answered for one line; `~` for nothing to translate. */
export type Answer = { readonly id: number; readonly text: string };

/** A part under a heading of finished work is the answer when it has at least this share of all lines answered. */
const MOST_OF_IT = 0.8;

/**
 * Reads the answer to a request for some lines: `ID|text` rows, JSON or tags, in any of the clothes models give them.
 * IDs nobody asked for are ignored; of several answers to a line the last counts. When `whole` is false the answer was
 * broken off: its last row is not used, and drafts are none.
 */
export function readAnswers(text: string, lines: readonly PromptLine[], whole: boolean): Answer[] {
  const said = lines.map((line) => line.text).join('\n');
  const answer = cleanText(withoutThinking(text, said)).replace(/[\u200B\u2060]/g, '');
  const asked = lines.map(({ id }) => id);
  const chosen = lastOf(answer, asked, whole);
  return lines.flatMap(({ id, text: source }) => {
    const found = chosen.get(id);
    const one = found && chooseText(found, source);
    return one === undefined ? [] : [{ id, text: one }];
  });
}

/** Of an answer that begins as a draft, what is said under the last heading of finished work that has most of it. */
function lastOf(answer: string, asked: readonly number[], whole: boolean): ByLine {
  const all = byLine(answer, asked, whole);
  if (!beginsAsDraft(answer)) return all;
  const parts = finalParts(answer).map((part) => byLine(part, asked, whole));
  // Of an answer that broke off, what is finished may be short.
  if (!whole) return parts[0] ?? new Map();
  const most = Math.max(MOST_OF_IT * all.size, ...parts.map((part) => part.size));
  return parts.find((part) => part.size >= most) ?? all;
}

/** A row as asked; brackets in it are its text. */
const PLAIN_ROW = /^[ \t]*\d{1,9}[ \t]*[|｜].*$/gmu;

type ByLine = ReadonlyMap<number, readonly Candidate[]>;

/** What is said of each line: in JSON when that answers as many, else in rows and tags. */
function byLine(text: string, asked: readonly number[], whole: boolean): ByLine {
  const json = grouped(readJson(text.replace(PLAIN_ROW, ''), whole), asked, whole);
  const tags = readTags(text);
  const rows = grouped(readRows(tags.rest, new Set(asked), whole), asked, whole);
  const written = new Map([...grouped(tags.found, asked, whole), ...rows]);
  // The rows of a map in JSON can be read as those of a list.
  return json.size > 0 && json.size >= written.size ? json : written;
}

function grouped(found: readonly Candidate[], asked: readonly number[], whole: boolean): ByLine {
  const groups = new Map<number, Candidate[]>();
  for (const each of found) {
    const group = groups.get(each.id);
    if (group) group.push(each);
    else groups.set(each.id, [each]);
  }
  const ids = idsOf([...groups.keys()], asked, whole);
  return new Map(
    [...groups.values()].flatMap((group, index) =>
      ids[index] === undefined ? [] : [[ids[index], group]],
    ),
  );
}

/**
 * The asked ID that each answered one stands for. A model that counted from 1 instead of using the IDs is mapped by
 * order. When it answered fewer or more lines than were asked, nothing tells which line is whose; nothing is used then,
 * unless it was cut off.
 */
function idsOf(
  answered: readonly number[],
  asked: readonly number[],
  whole: boolean,
): (number | undefined)[] {
  const wanted = new Set(asked);
  const own = answered.map((id) => (wanted.has(id) ? id : undefined));
  const inOrder = answered.every((id, index) => id === index + 1);
  const isCounted = inOrder && asked.some((id, index) => id !== index + 1);
  // Some of the IDs asked are low ones, and the answer may be right as it stands.
  if (!isCounted || answered.every((id, index) => id === asked[index])) return own;
  const isOther = whole ? answered.length !== asked.length : answered.length > asked.length;
  return isOther ? answered.map(() => undefined) : answered.map((_, index) => asked[index]);
}
