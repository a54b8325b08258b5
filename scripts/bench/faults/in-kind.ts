import type { Asked } from '../../../src/testing.ts';
import type { Pair } from '../../../test/support/long-talk.ts';
import type { Form } from './form.ts';

/** Words that stand in every prompt of Talkleaf about a talk. */
const OWN =
  /\bID\|text\b|one line per ID|^Translate (?:(?:only )?these \d+ lines|this line)\b|JSON only|\d+\|/m;

/** A line above a text that belongs to it: a number, a time, a mark, a bracket. */
const ABOVE = /^\s*(?:[[{]|[#[]?\d+\]?[.:]?|.*-->.*|\w+>)\s*$/;
/** A place for the translation, left empty below a text. */
const BELOW = /^\n\w+>[ \t]*(?=\n|$)/;
/** An example with the text beside its translation in one object. */
const BOTH = /\{"([a-z]\w*)": "[^"]*", "([a-z]\w*)": "[^"]*"\}/i;
/** The form of an answer about a single text, shown behind it. */
const SINGLE = /\{"(\w+)": "[^"]*"\}\s*$/;
/** Headings named behind the talk, under which a note about it is asked for. */
const HEADINGS = /\bgenerate ([\w ]+(?:, [\w ]+)+):\s*$/;

/** What is written of a line, which has its text and translation. */
type Shape = (line: Pair) => string;

/**
 * Answers programs that ask in ways of their own: what they show of the talk comes back as it stands, in the form it has
 * (numbered lines, JSON, SRT, plain), each sentence in the other language. The text stays where the translation has a place
 * below it, and beside it where an example has both.
 */
export function inKind(pairs: readonly Pair[]): (asked: Asked) => Form | undefined {
  const inJson = pairs.map(({ en, zh }) => ({ en: JSON.stringify(en).slice(1, -1), zh }));
  const right = new Map([...pairs, ...inJson].map(({ en, zh }) => [en, zh]));
  const texts = [...right.keys()].toSorted((a, b) => b.length - a.length);
  const any = new RegExp(
    texts.map((en) => en.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
    'g',
  );
  return ({ user, system }) => {
    if (OWN.test(user) || OWN.test(system)) return undefined;
    const found = [...user.matchAll(any)].map(({ 0: en, index }) => ({
      index,
      end: index + en.length,
      line: { en, zh: right.get(en) ?? '' },
    }));
    return onceForm(user, found.at(-1)?.line) ?? eachForm(user, found, BOTH.exec(system));
  };
}

/** A line of the talk in a prompt, and where it stands there. */
type Found = { readonly index: number; readonly end: number; readonly line: Pair };

/** The form of an answer that says something once: a single line, or a note. */
function onceForm(user: string, line: Pair | undefined): Form | undefined {
  if (!line) return undefined;
  const [, id] = SINGLE.exec(user) ?? [];
  if (id !== undefined) {
    return formOf([`{"${id}": "`], { lines: [line], end: '"}', shape: ({ zh }) => zh });
  }
  const [, headings] = HEADINGS.exec(user) ?? [];
  if (headings === undefined) return undefined;
  const names = headings.split(/, (?:and )?/);
  const shape: Shape = ({ zh }) => names.map((name) => `### ${name}:\n${zh}`).join('\n\n');
  return formOf([''], { lines: [line], end: '', shape });
}

/** The form of an answer that gives back each line. */
function eachForm(
  user: string,
  found: readonly Found[],
  both: RegExpExecArray | null,
): Form | undefined {
  const [first] = found;
  if (!first) return undefined;
  const lines = found.map(({ line }) => line);
  let from = beginOf(user, first.index);
  // What stands before each line, and around it what is written anew.
  const heads = (before: number, behind: number): string[] =>
    found.map(({ index, end }) => {
      const head = user.slice(from, index - before);
      from = end + behind;
      return head;
    });
  const mark = BELOW.exec(user.slice(first.end))?.[0];
  if (mark !== undefined) {
    const shape: Shape = ({ en, zh }) => `${en}${mark}\n${zh}`;
    return formOf(heads(0, mark.length), { lines, end: '', shape });
  }
  const [, text, translation] = both ?? [];
  const shape: Shape = ({ en, zh }) =>
    both ? `{"${text}": "${en}", "${translation}": "${zh}"}` : zh;
  // An object takes the place of the quotes as well.
  const quote = both ? 1 : 0;
  const before = heads(quote, quote);
  return formOf(before, { lines, end: user.slice(from, endOf(user, from)), shape });
}

/** Puts lines behind what stands before each. */
function formOf(
  heads: readonly string[],
  { lines, end, shape }: { lines: readonly Pair[]; end: string; shape: Shape },
): Form {
  const joined = (indexes: readonly number[]): Pair => {
    const here = indexes.flatMap((index) => lines[index] ?? []);
    return { en: here.map(({ en }) => en).join(' '), zh: here.map(({ zh }) => zh).join('') };
  };
  return {
    count: lines.length,
    write: (places) => {
      if (places.every((place) => place.length === 0)) return '';
      // The first head opens the answer: the second place is left out in its stead.
      const [, , ...rest] = places;
      const filled = places[0]?.length === 0 ? [[0], [], ...rest] : places;
      const written = filled.map((place, index) =>
        place.length === 0 ? '' : `${heads[index] ?? ''}${shape(joined(place))}`,
      );
      return `${written.join('')}${end}`;
    },
  };
}

/** Where the answer begins: with what numbers the first text, but not with words before it. */
function beginOf(text: string, at: number): number {
  let begin = text.lastIndexOf('\n', at - 1) + 1;
  if (/\w \w/.test(text.slice(begin, at))) return at;
  while (begin > 0) {
    const above = text.lastIndexOf('\n', begin - 2) + 1;
    if (above >= begin || !ABOVE.test(text.slice(above, begin - 1))) break;
    begin = above;
  }
  return begin;
}

/** The end of the line a text ends on, and the brackets that close behind it. */
function endOf(text: string, at: number): number {
  const line = text.indexOf('\n', at);
  if (line < 0) return text.length;
  const after = /^\s*[\]}]+/.exec(text.slice(line));
  return line + (after?.[0].length ?? 0);
}
