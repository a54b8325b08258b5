import { doubleMetaphone } from 'double-metaphone';

import { isOrdinaryWord } from '../common-words-more.ts';
import { spellingDistance } from '../sounds-alike.ts';
import { phraseAt, type WordedSentence } from './words.ts';

/** Forms of two sounds or fewer sound like too many others, in characters of the sound code. */
const LEAST_SOUNDS = 3;
/** Of what sounds the same, spellings that differ in more of their letters are not related, as a ratio. */
const MOST_DIFFERENT = 0.45;
/** A misheard name may fall into this many words. */
const MOST_WORDS = 3;

/**
 * Finds forms in the talk that sound like one of some phrases, or are the same letters with other
 * capitals or spaces: for each phrase the forms as they stand, with their counts. Ordinary words are
 * no form unless their letters are the same.
 */
export function formsAlike(
  sentences: readonly WordedSentence[],
  phrases: readonly string[],
): Map<string, Map<string, number>> {
  const known = soundIndex(phrases);
  const found = new Map(phrases.map((phrase) => [phrase, new Map<string, number>()]));
  const seen = new Map<string, readonly string[]>();
  for (const sentence of sentences) {
    for (let from = 0; from < sentence.words.length; from++) {
      for (const form of formsFrom(sentence, from)) {
        const alike = seen.get(form) ?? known(form);
        seen.set(form, alike);
        for (const phrase of alike) {
          const forms = found.get(phrase);
          forms?.set(form, (forms.get(form) ?? 0) + 1);
        }
      }
    }
  }
  for (const [phrase, forms] of found) dropLonger(phrase, forms);
  return found;
}

/** One to three words in a row from a place on, as they stand. */
function formsFrom(sentence: WordedSentence, from: number): string[] {
  const forms: string[] = [];
  for (let to = from + 1; to <= from + MOST_WORDS && to <= sentence.words.length; to++) {
    const last = sentence.words[to - 1];
    if (to > from + 1 && last?.follows !== true) break;
    if (last && /\p{L}/u.test(last.text)) forms.push(phraseAt(sentence, from, to));
  }
  return forms;
}

/** Answers which of some phrases a form may stand for. */
function soundIndex(phrases: readonly string[]): (form: string) => readonly string[] {
  const bySound = new Map<string, string[]>();
  const byLetters = new Map<string, string[]>();
  for (const phrase of phrases) {
    for (const code of soundsOf(phrase)) push(bySound, code, phrase);
    push(byLetters, squeeze(phrase), phrase);
  }
  return (form) => {
    const same = byLetters.get(squeeze(form)) ?? [];
    const isOrdinary = form.split(' ').every(isOrdinaryWord);
    const alike = isOrdinary
      ? []
      : soundsOf(form)
          .flatMap((code) => bySound.get(code) ?? [])
          .filter((phrase) => isNear(form, phrase));
    return [...new Set([...same, ...alike])].filter((phrase) => phrase !== form);
  };
}

function soundsOf(text: string): string[] {
  const letters = squeeze(text).replace(/\P{L}/gu, '');
  return [...new Set(doubleMetaphone(letters))].filter((code) => code.length >= LEAST_SOUNDS);
}

function isNear(form: string, phrase: string): boolean {
  // Names with different digits are different names: GPT-3 and GPT-4.
  if (digitsOf(form) !== digitsOf(phrase)) return false;
  // A word with an ending is another word, not one misheard: German and Germany.
  const [short = '', long = ''] = [form, phrase].toSorted((a, b) => a.length - b.length);
  if (long.toLowerCase().startsWith(short.toLowerCase())) return false;
  const longer = Math.max(squeeze(form).length, squeeze(phrase).length);
  return spellingDistance(form, phrase) / longer <= MOST_DIFFERENT;
}

/** Of forms that contain another one, or the phrase itself, only the shorter is a form. */
function dropLonger(phrase: string, forms: Map<string, number>): void {
  const all = [...forms.keys()];
  for (const form of all) {
    if ([phrase, ...all].some((short) => contains(form, short)) || contains(phrase, form)) {
      forms.delete(form);
    }
  }
}

function contains(long: string, short: string): boolean {
  return long !== short && ` ${long} `.toLowerCase().includes(` ${short} `.toLowerCase());
}

function push(index: Map<string, string[]>, key: string, phrase: string): void {
  const others = index.get(key);
  if (others) others.push(phrase);
  else index.set(key, [phrase]);
}

function digitsOf(text: string): string {
  return text.replace(/\P{N}/gu, '');
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[\s\p{P}]+/gu, '');
}
