import { jsonrepair } from 'jsonrepair';

import { isObject, parseJson } from '../base/json.ts';
import { type JsonSegment, jsonSegments } from './json-segments.ts';

/** JSON written as a text in JSON, with words around it, begins so, and never as plain JSON does. */
const ESCAPED = /[{[]\s*(?:\\n\s*)*\\"/;
const PLAIN = /[{[]\s*["'“]/u;

export type JsonReading = {
  /** False for a text that broke off: nothing is then mended, because a half answer would pass for a whole one. */
  readonly isWhole: boolean;
  /** True when nothing is to be made of one that ends amid a text: more may be lacking than can be seen. */
  readonly refusesTorn?: boolean;
  /** True when the parts of an object that did not end are wanted by themselves. */
  readonly inParts?: boolean;
};

/**
 * The JSON objects and lists that stand in a text, in order: behind words, in a fence or a tag, with Chinese marks or
 * small mistakes such as a trailing comma.
 */
export function jsonValuesIn(text: string, reading: JsonReading): object[] {
  const { isWhole, inParts = false } = reading;
  const direct = parseJson(text);
  if (isObject(direct)) return [direct];
  // A text in quotes may hold JSON.
  if (typeof direct === 'string') return jsonValuesIn(direct, reading);
  if (ESCAPED.test(text) && !PLAIN.test(text)) return jsonValuesIn(unescaped(text), reading);
  const values: object[] = [];
  for (const segment of jsonSegments(text)) {
    const value = valueOf(segment, reading);
    if (isObject(value)) values.push(value);
    // What was mended to the end holds all that is in it; a bracket in prose becomes a list of words.
    if (!segment.isClosed && (isWhole ? holdsObjects(value) : !inParts)) break;
  }
  return values;
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u[\da-f]{4}|["\\/bfnrt])/gi, (mark) => {
    const value = parseJson(`"${mark}"`);
    return typeof value === 'string' ? value : mark;
  });
}

function holdsObjects(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isObject) : isObject(value);
}

function valueOf(
  { raw, plain, isClosed, isTorn }: JsonSegment,
  { isWhole, refusesTorn = false }: JsonReading,
): unknown {
  const value = parseJson(raw) ?? parseJson(plain);
  if (value !== undefined || !isWhole || (isTorn && refusesTorn)) return value;
  return isClosed
    ? mended(plain)
    : (mended(raw.replace(FRAME, '')) ?? mended(plain.replace(FRAME, '')));
}

/** What stands behind JSON whose last brackets were left out. */
const FRAME = new RegExp('\\s*(?:</[a-z][\\w:-]*>|```)[^"{}[\\]]*$', 'iu');

function mended(text: string): unknown {
  try {
    return parseJson(jsonrepair(text));
  } catch {
    // jsonrepair throws for what it cannot mend.
    return undefined;
  }
}
