import type { Asked } from '../../../src/testing.ts';
import type { Pair } from '../../../test/support/long-talk.ts';

/** Words that stand in every prompt of Talkleaf about a talk. */
const OWN = /\bID\|text\b|one line per ID|^Translate (?:these|this|only)|JSON only|\d+\|/m;

/**
 * Answers programs that ask in ways of their own: what they show of the talk comes back as it stands, in the form it has
 * (numbered lines, JSON, SRT, plain), each sentence in the other language.
 */
export function inKind(pairs: readonly Pair[]): (asked: Asked) => string | undefined {
  const byLength = pairs.toSorted((a, b) => b.en.length - a.en.length);
  return ({ user, system }) => {
    if (OWN.test(user) || OWN.test(system)) return undefined;
    const shown = byLength.filter(({ en }) => user.includes(en));
    const starts = shown.map(({ en }) => user.indexOf(en));
    if (starts.length === 0) return undefined;
    const first = Math.min(...starts);
    const ends = shown.map(({ en }) => user.lastIndexOf(en) + en.length);
    const from = beginOf(user, first);
    const to = endOf(user, Math.max(...ends));
    return shown.reduce((text, { en, zh }) => text.replaceAll(en, zh), user.slice(from, to));
  };
}

/** The line that a text begins on, and the brackets that open before it. */
function beginOf(text: string, at: number): number {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const before = /(?:^|\n)[\s[{]*$/.exec(text.slice(0, line));
  return before ? line - before[0].trimStart().length : line;
}

/** The end of the line a text ends on, and the brackets that close behind it. */
function endOf(text: string, at: number): number {
  const line = text.indexOf('\n', at);
  if (line < 0) return text.length;
  const after = /^\s*[\]}]+/.exec(text.slice(line));
  return line + (after?.[0].length ?? 0);
}
