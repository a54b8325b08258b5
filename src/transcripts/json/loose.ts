import { parseJson } from '../../base/json.ts';

/**
 * What JSON is made of where it matters: strings to be passed over, strings in single quotes as Python
 * prints them, comments, keys without quotes as JavaScript has them, words, commas that nothing follows, and brackets.
 * A string or comment without an end goes to the end of the text, so that each character is looked at once.
 */
const TOKEN =
  /"[^"\\]*(?:\\[^][^"\\]*)*(?:"|$)|'[^'\\]*(?:\\[^][^'\\]*)*(?:'|$)|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|[A-Za-z_$][\w$]*(?=\s{0,9}:)|-?[A-Za-z]+|,(?=\s*[\]}])|[[\]{}]/g;
const COMMENT = /^\/[/*]/;
const KEY = /^[A-Za-z_$][\w$]*$/;
/** A script that hands the value to a function, or gives it a name. */
const HANDED_OVER =
  /^\s*(?:[\w.$]+\s*\(|(?:(?:var|let|const)\s+)?[\w.$]+\s*=|export\s+default\b)(?=\s*[[{])/;
const COLON = /^\s*:/;
/** Words that programs write where JSON has others; JSON knows no number that is none. */
const WORDS: Readonly<Record<string, string>> = {
  NaN: 'null',
  nan: 'null',
  '-nan': 'null',
  '-NaN': 'null',
  Infinity: 'null',
  '-Infinity': 'null',
  inf: 'null',
  '-inf': 'null',
  None: 'null',
  undefined: 'null',
  True: 'true',
  False: 'false',
};
/** What may stand between two values; decoding leaves no control characters. */
const BETWEEN = /^[\s,]*$/;

/**
 * The value of a JSON text, also with `NaN` and `Infinity` as Python writes them, with commas after the
 * last item, in single quotes, with comments, or handed over by a script; several values one after another,
 * as in JSON Lines, are a list. `undefined` for any other text: a file that was cut off is not completed.
 */
export function parseLoosely(text: string): unknown {
  return parseJson(text) ?? severalValues(ofScript(mended(text)));
}

function mended(text: string): string {
  return text.replace(TOKEN, (token: string, at: number, whole: string) => {
    if (token === ',' || COMMENT.test(token)) return '';
    if (token.startsWith("'")) return doubleQuoted(token);
    if (KEY.test(token) && COLON.test(whole.slice(at + token.length, at + token.length + 10)))
      return `"${token}"`;
    return WORDS[token] ?? token;
  });
}

/** The value in `callback({ … });` or `talk = { … };`; any other text is left as it is. */
function ofScript(text: string): string {
  const begin = HANDED_OVER.exec(text)?.[0];
  return begin === undefined ? text : text.slice(begin.length).replace(/[\s);]*$/, '');
}

/** A string as Python prints it, as JSON has it. */
function doubleQuoted(token: string): string {
  return `"${token
    .slice(1, -1)
    .replace(/\\x([\da-f]{2})/gi, '\\u00$1')
    .replace(/\\'|"/g, (mark) => (mark === '"' ? '\\"' : "'"))}"`;
}

/** The one value of a text, or a list of all that stand in it one after another. */
function severalValues(text: string): unknown {
  const values: unknown[] = [];
  let end = 0;
  for (const { from, to } of eachValue(text)) {
    const value = BETWEEN.test(text.slice(end, from)) ? parseJson(text.slice(from, to)) : undefined;
    if (value === undefined) return undefined;
    values.push(value);
    end = to;
  }
  if (!BETWEEN.test(text.slice(end))) return undefined;
  return values.length > 1 ? values : values[0];
}

/** Where the objects and lists of a text begin and end that lie in no other. */
function* eachValue(text: string): Generator<{ from: number; to: number }, void> {
  let [depth, from] = [0, 0];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      if (depth === 0) from = index;
      depth += 1;
    } else if (token === '}' || token === ']') {
      depth -= 1;
      if (depth <= 0) yield { from, to: index + 1 };
      if (depth < 0) return;
    }
  }
}
