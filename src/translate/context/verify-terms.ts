import type { Sentence } from '../../model/sentence.ts';
import type { LocalForm, Term } from '../../model/term.ts';
import { isAllCommon, isCommonWord } from '../../text/common-words.ts';
import { soundsAlike } from '../../text/sounds-alike.ts';

/** A list longer than this costs more in every request than it is worth. */
export const MOST_TERMS = 60;
/** Longer than any name, in characters. */
const LONGEST = 80;

/** A term as a model proposes it. */
export type ProposedTerm = {
  readonly src: string;
  readonly heard: readonly string[];
  readonly tgt: string;
  /** IDs of some sentences in which it occurs. */
  readonly ids?: readonly number[] | undefined;
};

/**
 * Keeps what the transcript bears out: a heard form must stand in it and sound like the correct spelling; an ordinary
 * word is one only in the sentences that were named. A term must occur in one form or another. The rest is dropped.
 */
export function verifyTerms(
  proposed: readonly ProposedTerm[],
  sentences: readonly Sentence[],
): Term[] {
  const text = plainTextOf(sentences);
  const terms: Term[] = [];
  const seen = new Set<string>();
  for (const { src, heard, tgt, ids = [] } of proposed) {
    const [source, target] = [oneLine(src), oneLine(tgt)];
    const key = plain(source);
    if (!isUsable(source) || !isUsable(target) || seen.has(key)) continue;
    if (isCommonWord(source) && target === '=') continue;
    const forms = heard.map(oneLine).filter((form) => isMisheard(form, source, text));
    const named = sentences.filter(({ id }) => ids.includes(id));
    const local = heard.map(oneLine).flatMap((form) => localForm(form, source, named) ?? []);
    if (!occurs(source, text) && forms.length + local.length === 0) continue;
    seen.add(key);
    terms.push({
      source,
      heard: [...new Set(forms)],
      ...(local.length > 0 && { local }),
      target,
      by: 'model',
    });
    if (terms.length === MOST_TERMS) break;
  }
  return terms;
}

function isUsable(text: string): boolean {
  return text !== '' && text.length <= LONGEST;
}

/** A word that is an ordinary one elsewhere, in those of some sentences that hold it. */
function localForm(
  form: string,
  source: string,
  named: readonly Sentence[],
): LocalForm | undefined {
  if (!isCommonWord(form) || plain(form) === plain(source) || !soundsAlike(form, source))
    return undefined;
  const ids = named.filter(({ text }) => occurs(form, plain(text))).map(({ id }) => id);
  return ids.length > 0 ? { form, ids } : undefined;
}

function isMisheard(form: string, source: string, text: string): boolean {
  if (!isUsable(form) || plain(form).trim() === plain(source).trim()) {
    // The same letters with other capitals or hyphens are still worth putting right.
    return (
      form !== source && occurs(form, text) && plain(form) === plain(source) && !isAllCommon(form)
    );
  }
  // Its own plural was heard rightly.
  const isPlural = [`${source}s`, `${source}es`].some((many) => plain(many) === plain(form));
  return occurs(form, text) && soundsAlike(form, source) && !isCommonWord(form) && !isPlural;
}

function occurs(form: string, text: string): boolean {
  const words = plain(form);
  // Scripts without spaces have no word boundaries to hold on to.
  return /\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Thai}/u.test(form)
    ? text.includes(words.trim())
    : text.includes(words);
}

/** Terms are looked for in the same talk many times, as more and more of it is read. */
const plainTexts = new WeakMap<readonly Sentence[], string>();

function plainTextOf(sentences: readonly Sentence[]): string {
  const known = plainTexts.get(sentences);
  if (known !== undefined) return known;
  const text = plain(sentences.map((sentence) => sentence.text).join(' '));
  plainTexts.set(sentences, text);
  return text;
}

/** Lower case, punctuation as spaces, a space at either end so that whole words are found. */
function plain(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()} `;
}

function oneLine(text: string): string {
  return text.replace(/[\s|]+/g, ' ').trim();
}

/**
 * Joins the user's glossary with what was found: the user's rendering wins, heard forms found for the
 * same term are kept. Only the user's terms that occur in the talk are used.
 */
export function mergeTerms(
  user: readonly Term[],
  found: readonly Term[],
  sentences: readonly Sentence[],
): Term[] {
  const text = plainTextOf(sentences);
  const own = user.flatMap((term) => {
    const twin = found.find((each) => plain(each.source) === plain(term.source));
    const heard = [...new Set([...term.heard, ...(twin?.heard ?? [])])];
    const used = [term.source, ...heard].some((form) => occurs(form, text));
    return used ? [{ ...term, heard }] : [];
  });
  const decided = new Set(own.flatMap((term) => [term.source, ...term.heard].map(plain)));
  const rest = found
    .filter((term) => !decided.has(plain(term.source)))
    .map((term) => ({ ...term, heard: term.heard.filter((form) => !decided.has(plain(form))) }));
  return [...own, ...rest];
}
