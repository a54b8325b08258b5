import { jsonrepair } from 'jsonrepair';

import { isObject, parseJson } from '../base/json.ts';
import { type JsonSegment, jsonSegments } from './json-segments.ts';

export type JsonReading = {
  /** False for a text that broke off: nothing is then mended, because a half answer would pass for a whole one. */
  readonly isWhole: boolean;
  /** True when the parts of an object that did not end are wanted by themselves. */
  readonly inParts?: boolean;
};

/**
 * The JSON objects and lists that stand in a text, in order: behind words, in a fence or a tag, with Chinese marks or
 * small mistakes such as a trailing comma.
 */
export function jsonValuesIn(text: string, { isWhole, inParts = false }: JsonReading): object[] {
  const direct = parseJson(text);
  if (isObject(direct)) return [direct];
  // A text in quotes may hold JSON.
  if (typeof direct === 'string') return jsonValuesIn(direct, { isWhole, inParts });
  const values: object[] = [];
  for (const segment of jsonSegments(text)) {
    const value = valueOf(segment, isWhole);
    if (isObject(value)) values.push(value);
    // What was mended to the end holds all that is in it; a bracket in prose becomes a list of words.
    if (!segment.isClosed && (isWhole ? holdsObjects(value) : !inParts)) break;
  }
  return values;
}

function holdsObjects(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isObject) : isObject(value);
}

function valueOf({ raw, plain, isClosed }: JsonSegment, isWhole: boolean): unknown {
  return (
    parseJson(raw) ?? parseJson(plain) ?? (isWhole ? mended(isClosed ? plain : raw) : undefined)
  );
}

function mended(text: string): unknown {
  try {
    return parseJson(jsonrepair(text));
  } catch {
    // jsonrepair throws for what it cannot mend.
    return undefined;
  }
}
