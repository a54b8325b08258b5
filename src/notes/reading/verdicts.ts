import { isFields } from '../../base/json.ts';
import { idsOf } from './cites.ts';
import { fieldOf, isNumbered, itemsOf, numberOf } from './fields.ts';

/** What the words of a verdict come to, in the order they are looked for: "not supported" has "supported" in it. */
const VERDICTS = [
  ['contrary', /contra|opposite|revers|swapp|相反|矛盾|颠倒|顛倒|反了|widerspr|gegenteil/iu],
  ['partly', /part|部分|一部|teilweise/iu],
  ['not', /\bno(?:t|ne)?\b|unsupport|absent|missing|false|wrong|不|未|没|無|无|nicht/iu],
  ['ok', /support|ok|right|correct|true|yes|支持|正确|正確|是|gestützt/iu],
] as const;

/** Verdicts in other shapes: one list of all with a word each, a map by numbers. */
export function readVerdicts(value: unknown): unknown {
  const rows = rowsOf(value);
  if (rows === undefined) return value;
  const read = rows.flatMap(readRow);
  const faulty = new Set(read.filter(({ v }) => v !== 'ok').map(({ n }) => n));
  const said = isFields(value) ? idsOf(fieldOf(value, 'ok')) : [];
  const right = [...said, ...read.filter(({ v }) => v === 'ok').map(({ n }) => n)];
  return {
    faults: read.filter(({ v }) => v !== 'ok'),
    // What is in both was thought better of.
    ok: right.filter((n) => !faulty.has(n)),
  };
}

/** A verdict on each, or on those at fault; nothing where there is no such list. */
function rowsOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (isNumbered(value)) return numbered(value);
  if (!isFields(value)) return undefined;
  const faults = fieldOf(value, 'faults');
  if (faults !== undefined) return isNumbered(faults) ? numbered(faults) : itemsOf(faults);
  // All is well, or it is wrapped once more.
  if (fieldOf(value, 'ok') !== undefined) return [];
  const [only, ...others] = Object.values(value);
  const inner = others.length === 0 ? rowsOf(only) : undefined;
  return inner?.length === 0 ? undefined : inner;
}

function numbered(map: Readonly<Record<string, unknown>>): unknown[] {
  return Object.entries(map).map(([n, each]) => (isFields(each) ? { n, ...each } : { n, v: each }));
}

type Row = { readonly n: number; readonly v: string; readonly why: unknown; readonly c: number[] };

function readRow(row: unknown): Row[] {
  if (!isFields(row)) return [];
  const [n, word] = [numberOf(fieldOf(row, 'n')), fieldOf(row, 'v')];
  const v = VERDICTS.find(([, pattern]) => pattern.test(String(word)))?.[0];
  if (n === undefined || v === undefined) return [];
  // Its own number may be called an ID.
  const { id: _, ...rest } = row;
  return [{ n, v, why: fieldOf(row, 'why') ?? '', c: idsOf(fieldOf(rest, 'c')) }];
}
