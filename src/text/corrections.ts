import { once } from '../base/once.ts';
import type { Term } from '../model/term.ts';

/** A term and the patterns that find it in the language of the talk. */
export type TermFinder = {
  readonly term: Term;
  /** Finds the correct spelling or any heard form, inside words as well. */
  readonly letters: RegExp;
  /** Finds the same as whole words. Made when it is needed: that takes long. */
  readonly words: () => RegExp;
  /** The heard forms as they are compared: lower case, single spaces. */
  readonly heardForms: ReadonlySet<string>;
  /** Part of each form, in lower case: a text without any of them needs no closer look. */
  readonly hints: readonly string[];
};

/** Prepares terms for finding them in many sentences. */
export function termFinders(terms: readonly Term[]): TermFinder[] {
  return terms.flatMap((term) => {
    const heard = written(term.heard);
    const forms = [...written([term.source]), ...heard];
    if (forms.length === 0) return [];
    const choices = choicesOf(forms);
    const hints = forms.map((form) => form.toLowerCase().split(/\s+/)[0] ?? '');
    const heardForms = new Set(heard.map(comparable));
    const letters = new RegExp(choices.join('|'), 'giu');
    return [{ term, letters, words: once(() => wholeWords(choices)), heardForms, hints }];
  });
}

/** What finds ordinary words where they stand for a term, by the IDs of the sentences. */
export function localFinders(terms: readonly Term[]): Map<number, TermFinder[]> {
  const found = new Map<number, TermFinder[]>();
  for (const term of terms) {
    for (const { form, ids } of term.local ?? []) {
      const finders = termFinders([{ ...term, heard: [form] }]);
      for (const id of ids) found.set(id, [...(found.get(id) ?? []), ...finders]);
    }
  }
  return found;
}

function written(forms: readonly string[]): string[] {
  return forms.map((form) => form.trim()).filter((form) => form !== '');
}

function comparable(form: string): string {
  return form.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** What finds each of the forms, capitals or not; longer forms first. */
function choicesOf(forms: readonly string[]): string[] {
  return forms
    .toSorted((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
}

/** What a word goes on with, in any letters; CJK text has no ends of words, so there any place will do. */
const EDGE = String.raw`[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{N}_]`;
const BEGINS = new RegExp(`^${EDGE}`, 'u');
const ENDS = new RegExp(`${EDGE}$`, 'u');

function wholeWords(choices: readonly string[]): RegExp {
  const whole = choices.map((choice) => {
    const before = BEGINS.test(choice) ? `(?<!${EDGE})` : '';
    return before + choice + (ENDS.test(choice) ? `(?!${EDGE})` : '');
  });
  return new RegExp(whole.join('|'), 'giu');
}

/** The terms that occur in a text, in whichever form, but for those that stand only inside longer ones. */
export function termsIn(text: string, finders: readonly TermFinder[]): Term[] {
  const places = placesIn(text, finders);
  if (places.length === 0) return [];
  const found = new Set(places.map(({ finder }) => finder));
  return finders.filter((finder) => found.has(finder)).map((finder) => finder.term);
}

/** Searching for dozens of patterns in thousands of lines is slow; looking for letters is not. */
function nearIn(text: string, finders: readonly TermFinder[]): TermFinder[] {
  if (finders.length === 0) return [];
  const lower = text.toLowerCase();
  const near: TermFinder[] = [];
  for (const finder of finders) {
    for (const hint of finder.hints) {
      if (!lower.includes(hint)) continue;
      near.push(finder);
      break;
    }
  }
  return near;
}

/** The spelling for a misheard form; of a form that is the plural of another, the plural. */
function correctedForm(heard: string, { source, heard: forms }: Term): string {
  const one = comparable(heard).replace(/s$/, '');
  const isPlural =
    one !== comparable(heard) &&
    !/s$/i.test(source) &&
    forms.some((form) => comparable(form) === one);
  return isPlural ? `${source}s` : source;
}

/** A misheard form in a text, and the term it stands for. */
export type Correction = {
  /** Where it begins in the text, in characters from the start. */
  readonly at: number;
  /** As it stands in the text. */
  readonly heard: string;
  readonly term: Term;
};

/** The misheard forms in a text, in order; what is written correctly already is left alone. */
export function correctionsIn(text: string, finders: readonly TermFinder[]): Correction[] {
  return placesIn(text, finders)
    .filter(
      ({ heard, finder }) =>
        finder.heardForms.has(comparable(heard)) && heard !== finder.term.source,
    )
    .map(({ at, heard, finder }) => ({ at, heard, term: finder.term }))
    .toSorted((a, b) => a.at - b.at);
}

type Found = { readonly at: number; readonly heard: string };
type Place = Found & { readonly finder: TermFinder };

/** Where terms stand in a text, none within another: where forms overlap the longer one counts. */
function placesIn(text: string, finders: readonly TermFinder[]): Place[] {
  const found = nearIn(text, finders)
    .flatMap((finder) => wordsOf(text, finder).map((place) => ({ ...place, finder })))
    .filter((place) => !isInsideCode(text, place));
  if (found.length < 2) return found;
  const taken: Place[] = [];
  for (const each of found.toSorted((a, b) => b.heard.length - a.heard.length || a.at - b.at)) {
    const end = each.at + each.heard.length;
    if (taken.every((one) => end <= one.at || each.at >= one.at + one.heard.length))
      taken.push(each);
  }
  return taken;
}

/** Where a term stands as whole words. Its letters are nearly always that, and looking for them is quick. */
function wordsOf(text: string, { letters, words }: TermFinder): Found[] {
  const found = foundBy(letters, text);
  return found.every((each) => isWhole(text, each)) ? found : foundBy(words(), text);
}

function foundBy(pattern: RegExp, text: string): Found[] {
  return [...text.matchAll(pattern)].map(({ index: at, 0: heard }) => ({ at, heard }));
}

const WORD_BEFORE = new RegExp(`(?<=${EDGE})`, 'iuy');
const WORD_AFTER = new RegExp(EDGE, 'iuy');

function isWhole(text: string, { at, heard }: Found): boolean {
  WORD_BEFORE.lastIndex = at;
  WORD_AFTER.lastIndex = at + heard.length;
  return !WORD_BEFORE.test(text) && !WORD_AFTER.test(text);
}

const SPACE = /\s/u;
/** Addresses, paths, files, code: what is written together and is more than a word. */
const VERBATIM =
  /:\/\/|^www\.|[\p{L}\p{N}][@/\\_][\p{L}\p{N}]|[\p{L}\p{N}]\.[\p{L}\p{N}]*[\p{L}]|[`$]|::|\w\(/u;

/** True where a term is only part of an address, a path, a file's name or code: those stay as they are. */
function isInsideCode(text: string, { at, heard }: Found): boolean {
  let [from, to] = [at, at + heard.length];
  while (from > 0 && !SPACE.test(text.charAt(from - 1))) from -= 1;
  while (to < text.length && !SPACE.test(text.charAt(to))) to += 1;
  // What is a term as a whole is no part: Node.js.
  const around = text.slice(from, to).replace(/[\p{P}]+$/u, '');
  return around.length > heard.length && VERBATIM.test(around) && !VERBATIM.test(heard);
}

/** The text with every misheard form replaced by the correct spelling; nothing else changes. A plural stays one. */
export function correctTerms(text: string, finders: readonly TermFinder[]): string {
  let corrected = '';
  let done = 0;
  for (const { at, heard, term } of correctionsIn(text, finders)) {
    corrected += text.slice(done, at) + correctedForm(heard, term);
    done = at + heard.length;
  }
  return corrected + text.slice(done);
}
