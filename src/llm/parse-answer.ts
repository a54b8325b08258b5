import { jsonrepair } from 'jsonrepair';

import { isObject, parseJson } from '../base/json.ts';
import { cleanText } from '../formats/encoding/characters.ts';

/** No answer that is asked for has more levels. */
const DEEPEST = 20;

/**
 * The JSON value of a model's answer: in a code fence, with text around it, or with small mistakes
 * such as a trailing comma. `undefined` when there is none. Give `isWhole: false` for an answer that
 * broke off: nothing is then mended, because a half answer would pass for a whole one.
 */
export function jsonIn(answer: string, options: { readonly isWhole: boolean }): unknown {
  const text = withoutThinking(answer).trim();
  const candidates = [text, fenced(text), braced(text)].filter((each) => each !== undefined);
  for (const candidate of candidates) {
    const value = parseJson(candidate);
    if (isObject(value)) return cleaned(value, 0);
  }
  if (!options.isWhole) return undefined;
  for (const candidate of [fenced(text), braced(text)]) {
    const value = candidate === undefined ? undefined : mended(candidate);
    if (isObject(value)) return cleaned(value, 0);
  }
  return undefined;
}

/** Some chat templates open the thinking block themselves, so only its end is in the answer. */
function withoutThinking(answer: string): string {
  const end = answer.lastIndexOf('</think>');
  return end < 0 ? answer : answer.slice(end + '</think>'.length);
}

function fenced(text: string): string | undefined {
  return /```[a-z]*\s*\n?([\s\S]*?)```/i.exec(text)?.[1]?.trim();
}

/** From the first opening brace or bracket to the last closing one. */
function braced(text: string): string | undefined {
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  return start < 0 || end < start ? undefined : text.slice(start, end + 1);
}

/** Its texts without control characters, which reach terminals and files; what lies too deep is left out. */
function cleaned(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (!isObject(value)) return value;
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((each) => cleaned(each, depth + 1));
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, each]) => [name, cleaned(each, depth + 1)]));
}

function mended(text: string): unknown {
  try {
    return parseJson(jsonrepair(text));
  } catch {
    // jsonrepair throws for what it cannot mend.
    return undefined;
  }
}
