import { isFields } from '../../base/json.ts';

/** A time is no ID. */
const TIME = /\d+:\d\d(?::\d\d)?/gu;
const UNIT = '[行句条條号號]?';
const NUMBER = new RegExp(
  String.raw`(\d{1,7})(?:${UNIT}\s*(?:[-–—~]|至|到|to\b|bis\b|à\b)\s*[^\d\s,;，、]{0,6}\s*(\d{1,7}))?`,
  'giu',
);
/** A range of more lines names its ends only. */
const MOST_LINES = 60;

/** The IDs a citation names, in whatever form: numbers, `"3"`, `"[3]"`, `"L3"`, `"第3句"`, `"3-5"`, lists of them. */
export function idsOf(value: unknown): number[] {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? [value] : [];
  if (typeof value === 'string') return idsIn(value);
  if (Array.isArray(value)) return value.flatMap(idsOf);
  if (!isFields(value)) return [];
  const ids = Object.values(value).flatMap(idsOf);
  const isRange =
    ids.length === 2 && Object.keys(value).some((name) => /^(?:from|to|start|end)$/i.test(name));
  return isRange ? between(ids[0] ?? 0, ids[1] ?? 0) : ids;
}

function idsIn(text: string): number[] {
  const plain = text.normalize('NFKC').replace(TIME, ' ');
  if (/^\s*-?\d+\s*$/.test(plain)) return [Number(plain)];
  return [...plain.matchAll(NUMBER)].flatMap(([, from, to]) =>
    to === undefined ? [Number(from)] : between(Number(from), Number(to)),
  );
}

function between(from: number, to: number): number[] {
  if (to <= from || to - from >= MOST_LINES) return [...new Set([from, to])];
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** What a citation in a text is made of beside its numbers. */
const WORDS = String.raw`ids?|l|lines?|no|nr|refs?|cites?|cited|sentences?|source|第|行|句|条|号|和|and|to|引用|来源|見|见|see`;
const FILLING = String.raw`(?:(?:${WORDS})|[\d\s,;，、–—~\-^:：#.]){0,60}`;
const BODY = String.raw`(?=[^\])】）]*\d)${FILLING}`;
const SQUARE = String.raw`\[${BODY}\]|【${BODY}】`;
const ROUND = String.raw`[（(]${BODY}[)）]`;
/** `[3]`, `【3, 4】`, `(lines 3-4)` before a stop, another of them or the end; `a[3]` is an element. */
const GROUP = new RegExp(
  String.raw`(?:\s+|(?<![\p{sc=Latin}\d_)]))\^?(?:${SQUARE}|${ROUND})(?=\s*(?:[\[【（(，。；、,.;!?！？]|$))`,
  'giu',
);
const LEADING = new RegExp(String.raw`^\s*(?:${SQUARE})\s*`, 'iu');
const WORD = new RegExp(`(?:${WORDS})`, 'iu');

/**
 * A text and its citations, those written into it taken out. Where IDs are `known` from a field of their own, only
 * what repeats them is a citation; and a number alone in round brackets may be a year.
 */
export function withoutCites(
  text: string,
  known: readonly number[],
): { readonly text: string; readonly cites: number[] } {
  const cites = [...known];
  const take = (group: string): string => {
    const ids = idsIn(group);
    const isMeant =
      known.length > 0
        ? ids.every((id) => known.includes(id))
        : !/[（(]/u.test(group) || WORD.test(group);
    if (isMeant) cites.push(...ids);
    return isMeant ? '' : group;
  };
  const bare = text.replace(LEADING, take).replace(GROUP, take).trim();
  return bare === '' ? { text, cites: [...known] } : { text: bare, cites: [...new Set(cites)] };
}
