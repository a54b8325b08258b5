/** Reads what models answer instead of the shapes that were asked for; `asking/answers.ts` says which those are. */
import { type Fields, isFields, isObject } from '../../base/json.ts';
import { undress } from '../../text/dressing/undress.ts';
import { idsOf, withoutCites } from './cites.ts';
import { fieldOf, type FieldName, isNumbered, isYes, itemsOf, numberOf } from './fields.ts';
import { pointsInMarkdown } from './markdown.ts';

/** No answer has more wrappers around it. */
const DEEPEST = 4;

/** A claim: an object, or a text with its citations in it. */
export function readClaim(value: unknown): unknown {
  const fields = typeof value === 'string' ? { t: value } : value;
  if (!isFields(fields)) return value;
  const said = fieldOf(fields, 't');
  if (typeof said !== 'string') return value;
  const { text, cites } = withoutCites(undress(said), idsOf(fieldOf(fields, 'c')));
  return { t: undress(text), c: cites };
}

/** A claim with the part it stands in and those below it. */
export function readPoint(value: unknown): unknown {
  const claim = readClaim(value);
  if (!isFields(value) || !isFields(claim)) return claim;
  return { ...claim, part: numberOf(fieldOf(value, 'part')), sub: itemsOf(fieldOf(value, 'sub')) };
}

/** A claim that answers to a number. */
export function readCorrection(value: unknown): unknown {
  if (!isFields(value)) return value;
  const claim = readClaim({ ...value, t: fieldOf(value, 't') ?? '' });
  const own = isFields(claim) ? claim : {};
  return { ...own, n: numberOf(fieldOf(value, 'n')), drop: isYes(fieldOf(value, 'drop')) };
}

/** A section; its lines may be given as a range. */
export function readSection(value: unknown): unknown {
  if (!isFields(value)) return value;
  const range = idsOf(fieldOf(value, 'range'));
  return {
    title: fieldOf(value, 'title'),
    from: numberOf(fieldOf(value, 'from')) ?? range[0],
    to: numberOf(fieldOf(value, 'to')) ?? range.at(-1),
    skip: isYes(fieldOf(value, 'skip')),
  };
}

/** A title without dressing. */
export function readTitle(value: unknown): unknown {
  const title = isFields(value) ? fieldOf(value, 'title') : value;
  return typeof title === 'string' ? undress(title) : title;
}

/** Points with their parts: an object, a bare list, parts that hold their points, a list in Markdown. */
export function readPoints(value: unknown): unknown {
  if (typeof value === 'string') return pointsInMarkdown(value) ?? value;
  const inner = unwrapped(value);
  const grouped = partsWithPoints(inner);
  if (grouped) return grouped;
  const fields = objectWith({ name: 'points', isItem: isClaim }, inner);
  if (!fields) return value;
  const points = fieldOf(fields, 'points');
  const [parts, quotes] = [fieldOf(fields, 'parts'), idsOf(fieldOf(fields, 'quotes'))];
  return partsWithPoints(points) ?? { parts, points, quotes };
}

/** Corrections; in a map by numbers these are the points' own. */
export function readCorrections(value: unknown): unknown {
  const fields = objectWith({ name: 'points', isItem: isCorrection }, value);
  const points = fields && fieldOf(fields, 'points');
  const named = points ?? value;
  if (!isNumbered(named)) return { points };
  return {
    points: Object.entries(named).map(([name, each]) =>
      isFields(each) ? { n: name, ...each } : each,
    ),
  };
}

/** An outline: an object, or a bare list of sections. */
export function readOutline(value: unknown): unknown {
  const fields = objectWith({ name: 'sections', isItem: isSection }, value);
  if (!fields) return value;
  return {
    title: fieldOf(fields, 'title') ?? '',
    sections: itemsOf(fieldOf(fields, 'sections')),
    tldr: itemsOf(fieldOf(fields, 'tldr')),
  };
}

/** What is said of joining outlines. */
export function readMerge(value: unknown): unknown {
  const fields = Array.isArray(value) ? value.find(isFields) : value;
  if (!isFields(fields)) return value;
  const inner =
    fieldOf(fields, 'title') === undefined ? Object.values(fields).find(isFields) : fields;
  const own = inner ?? fields;
  return {
    title: fieldOf(own, 'title'),
    joins: idsOf(fieldOf(own, 'joins')),
    keep: idsOf(fieldOf(own, 'keep')),
  };
}

function isClaim(value: unknown): boolean {
  return isFields(value) ? typeof fieldOf(value, 't') === 'string' : typeof value === 'string';
}

/** A list of words that cites nothing; a bracket in a sentence looks so. */
function isProse(items: readonly unknown[]): boolean {
  return items.every(
    (each) => typeof each === 'string' && withoutCites(each, []).cites.length === 0,
  );
}

/** What stands inside wrappers: `{"result": {"data": …}}`. */
function unwrapped(value: unknown): unknown {
  let inner = value;
  for (let depth = 0; depth < DEEPEST && isFields(inner); depth += 1) {
    const [only, ...others] = Object.values(inner);
    if (others.length > 0 || !isFields(only) || isNumbered(only)) break;
    inner = only;
  }
  return inner;
}

function isCorrection(value: unknown): boolean {
  return isFields(value) && fieldOf(value, 'n') !== undefined;
}

function isSection(value: unknown): boolean {
  if (!isFields(value)) return false;
  return fieldOf(value, 'from') !== undefined || idsOf(fieldOf(value, 'range')).length > 0;
}

/** What is looked for in an answer: a list under a name, of such items. */
type Wanted = { readonly name: FieldName; readonly isItem: (each: unknown) => boolean };

/** The object that has the list, with at most some wrappers around it; a bare list or a single item becomes one. */
function objectWith(wanted: Wanted, value: unknown, depth = 0): Fields | undefined {
  if (depth > DEEPEST || !isObject(value)) return undefined;
  const own = isBareList(wanted, value) ? { [wanted.name]: value } : fieldsWith(wanted, value);
  if (own) return own;
  for (const inner of Object.values(value)) {
    const found = objectWith(wanted, inner, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function isBareList({ isItem }: Wanted, value: object): boolean {
  const items = Array.isArray(value) || isNumbered(value) ? itemsOf(value) : [];
  return items.length > 0 && items.every(isItem) && !isProse(items);
}

function fieldsWith({ name, isItem }: Wanted, value: object): Fields | undefined {
  if (!isFields(value)) return undefined;
  if (fieldOf(value, name) !== undefined) return value;
  return isItem(value) ? { [name]: [value] } : undefined;
}

/** `[{"title": "…", "points": […]}, …]` */
function partsWithPoints(value: unknown): unknown {
  const list = isFields(value) ? (fieldOf(value, 'sections') ?? fieldOf(value, 'parts')) : value;
  const parts = itemsOf(list).filter(isFields);
  if (parts.length === 0 || !parts.every((part) => fieldOf(part, 'points') !== undefined))
    return undefined;
  const isNamed = parts.length > 1;
  return {
    parts: isNamed ? parts.map((part) => fieldOf(part, 'title') ?? '') : [],
    points: parts.flatMap((part, index) =>
      itemsOf(fieldOf(part, 'points')).map((point) => {
        const fields = typeof point === 'string' ? { t: point } : point;
        return isNamed && isFields(fields) ? { ...fields, part: index + 1 } : fields;
      }),
    ),
  };
}
