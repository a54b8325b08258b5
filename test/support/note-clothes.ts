/** The clothes in which models hand over right points of a note, as arbitraries. */
import * as fc from 'fast-check';

import { dressed } from './clothes.ts';

/** A right claim, and a right point with those below it. */
type RightClaim = { readonly t: string; readonly c: readonly number[] };
export type RightPoint = RightClaim & { readonly sub: readonly RightClaim[] };

/** How a citation is written; those in the text leave the field out. */
const CITES: readonly ((ids: readonly number[]) => unknown)[] = [
  (ids) => ids,
  (ids) => ids.map(String),
  (ids) => ids.map((id) => `[${id}]`),
  (ids) => ids.map((id) => `L${id}`),
  (ids) => ids.map((id) => `ID ${id}`),
  (ids) => ids.map((id) => `第${id}句`),
  (ids) => ids.map((id) => ({ id })),
  (ids) => ids.join(', '),
  (ids) => ids.join('、'),
  (ids) => (ids.length === 1 ? ids[0] : ids),
  (ids) => rangeOf(ids, '-'),
  (ids) => rangeOf(ids, '–'),
  (ids) => [rangeOf(ids, '-')],
  (ids) => `第${ids[0]}句至第${ids.at(-1)}句`,
  (ids) => `lines ${rangeOf(ids, ' to ')}`,
  (ids) => ({ from: ids[0], to: ids.at(-1) }),
];
const IN_TEXT: readonly ((text: string, ids: readonly number[]) => string)[] = [
  (text, ids) => `${text}${ids.map((id) => `[${id}]`).join('')}`,
  (text, ids) => `${text} [${ids.join(', ')}]`,
  (text, ids) => `${text}【${rangeOf(ids, '-')}】`,
  (text, ids) => `${text} (lines ${rangeOf(ids, '-')})`,
  (text, ids) => `${text}（第${ids.join('、')}句）`,
  (text, ids) => `[${ids.join(',')}] ${text}`,
];

const TEXTS = ['t', 'text', 'point', 'content', 'claim', '要点', '内容'];
const FIELDS = ['c', 'cite', 'citations', 'ids', 'lines', 'refs', 'sources', '引用'];
const SUBS = ['sub', 'subs', 'subPoints', 'children', 'details', '子要点'];
const LISTS = ['points', 'Points', '要点', 'items', 'bullets', 'key_points'];

const WRAPPERS: readonly ((points: readonly unknown[], list: string) => unknown)[] = [
  (points, list) => ({ parts: [], [list]: points, quotes: [] }),
  (points, list) => ({ [list]: points }),
  (points) => points,
  (points, list) => [{ [list]: points }],
  (points, list) => ({ result: { [list]: points } }),
  (points, list) => ({ data: { note: { [list]: points, quotes: [] } } }),
  (points, list) => ({
    [list]: Object.fromEntries(points.map((point, index) => [index + 1, point])),
  }),
];

const FRAMES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `Here is the JSON:\n\`\`\`json\n${text}\n\`\`\`\nLet me know!`,
  (text) => `<result>\n${text}\n</result>`,
  (text) => `好的：\n${text}\n以上。`,
  (text) => `<think>{"points":[{"t":"草稿","c":[1]}]}</think>${text}`,
  (text) => `{"points":[{"t":"草稿","c":[1]}]}\n</think>\n${text}`,
  (text) => `Draft:\n{"points":[{"t":"草稿","c":[1]}]}\nFinal:\n${text}`,
  (text) =>
    `<|channel|>analysis<|message|>{}<|end|><|start|>assistant<|channel|>final<|message|>${text}`,
  (text) => `${text.slice(0, -1)},${text.slice(-1)}`,
  (text) => JSON.stringify(text),
];

/** A claim under some names, as an object or as a text. */
function claim({ t, c }: RightClaim): fc.Arbitrary<Readonly<Record<string, unknown>> | string> {
  const inField = fc
    .tuple(
      dressed(t),
      fc.constantFrom(...CITES),
      fc.constantFrom(...TEXTS),
      fc.constantFrom(...FIELDS),
    )
    .map(([text, cite, name, field]) => ({ [name]: text, [field]: cite(c) }));
  const inText = fc.constantFrom(...IN_TEXT).map((cite) => cite(t, c));
  const named = fc
    .tuple(inText, fc.constantFrom(...TEXTS))
    .map(([text, name]) => ({ [name]: text }));
  return fc.oneof({ weight: 3, arbitrary: inField }, named, inText);
}

/** Right points in any clothes. */
export function dressedPoints(points: readonly RightPoint[]): fc.Arbitrary<string> {
  const worn = points.map(({ sub, ...own }) =>
    fc
      .tuple(claim(own), fc.tuple(...sub.map(claim)), fc.constantFrom(...SUBS))
      .map(([said, below, name]) =>
        below.length === 0
          ? said
          : { ...(typeof said === 'string' ? { t: said } : said), [name]: below },
      ),
  );
  const json = fc
    .tuple(fc.tuple(...worn), fc.constantFrom(...WRAPPERS), fc.constantFrom(...LISTS))
    .map(([all, wrap, list]) => JSON.stringify(wrap(all, list)));
  return fc.tuple(json, fc.constantFrom(...FRAMES)).map(([text, frame]) => frame(text));
}

function rangeOf(ids: readonly number[], sign: string): string {
  return ids.length === 1 ? String(ids[0]) : `${ids[0]}${sign}${ids.at(-1)}`;
}
