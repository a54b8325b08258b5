import { isObject, parseJson } from '../base/json.ts';
import { cleanText } from '../text/characters.ts';
import { type JsonReading, jsonValuesIn } from '../text/json-values.ts';
import { withoutThinking } from '../text/thinking.ts';

/** No answer that is asked for has more levels. */
const DEEPEST = 20;

/**
 * What a model's answer may mean, the likeliest first: the JSON values in it, the last one first, for what stands last
 * counts; at the very end its text, for who can read that. Give `isWhole: false` for an answer that broke off: nothing
 * is then mended or read as a text, because a half answer would pass for a whole one.
 */
export function* readingsOf(
  answer: string,
  options: Pick<JsonReading, 'isWhole' | 'refusesTorn'>,
): Generator {
  const direct = parseJson(answer);
  const text = isObject(direct) ? answer : withoutThinking(answer).trim();
  const values = jsonValuesIn(text, options).toReversed();
  for (const value of values) yield cleaned(value, 0);
  // Marks of thinking may stand inside the JSON, in a talk about models.
  if (values.length === 0 && text !== answer.trim()) {
    for (const value of jsonValuesIn(answer, options).toReversed()) yield cleaned(value, 0);
  }
  const isTornJson = options.refusesTorn === true && values.length === 0 && /^[{[]/.test(text);
  if (options.isWhole && !isTornJson) yield cleanText(text);
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
