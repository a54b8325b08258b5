import type { Cue } from '../../model/transcript.ts';
import { dominantScript, type Script } from '../languages/script.ts';
import { isCredit } from './credits.ts';
import { likeFarewell, signOffIn } from './sign-offs.ts';

/** From this no-speech ratio on, a recogniser says that it heard silence (Whisper's own threshold). */
const SILENCE = 0.6;
/** A longer cue says more than a credit does, in characters. */
const LONGEST = 120;
/** Pauses before and after a phrase of farewell amid a talk, in seconds: nobody parts and goes on like that. */
const PAUSE = 2;
/** A farewell this near the end is meant, in cues. */
const NEAR_END = 3;
/** Nobody thanks the viewers more often. */
const MOST_TIMES = 2;
/** A talk is in one script when so much of its text is, as a ratio; and there must be enough of it, in letters. */
const MAIN_SHARE = 0.8;
const ENOUGH = 40;
/** Thanks in other languages, in a word or two. */
const THANKS =
  /^[^\p{L}]*(?:(?:muito |mille )?(?:grazie|obrigad[oa]|merci|gracias|danke|bedankt|kiitos|mul[țţ]umesc|teşekkürler)(?: mille)?|terima kasih|cảm ơn|vielen dank|спасибо|дякую|ありがとう(?:ございます|ございました)?|감사합니다|شكرا|תודה(?: רבה)?|धन्यवाद|ขอบคุณ(?:ครับ|ค่ะ)?|ευχαριστώ|[谢謝感多]{1,2}[谢謝]?大?家?)[^\p{L}]*$/iu;
/** A bare word of thanks is said too often to be doubted by where it stands. */
const BARE =
  /^\W*(?:thanks?(?: you)?(?: (?:so|very) much)?|bye(?:[- ]bye)?|[谢謝感多]{1,2}[谢謝]?(?:大家|各位|[您你]们?)?)\W*$/iu;

/**
 * Which cues are stock phrases that recognisers hear in silence, one entry a cue. What nobody says in a talk is
 * told by itself; what people say too only where there is evidence: silence by the recogniser's own account,
 * another language than the talk's, pauses around it amid a talk, or that it comes again and again.
 */
export function boilerplateIn(cues: readonly Cue[]): boolean[] {
  const matches = cues.map(knownMatch);
  const stems = cues.map(({ text }, at) => matches[at] ?? likeFarewell(text.trim()));
  if (!stems.some((match) => match !== undefined)) return matches.map(() => false);
  const talk = languageOf(cues.filter((_, at) => matches[at] === undefined));
  const counts = new Map<string, number>();
  for (const [at, { text }] of cues.entries())
    if (matches[at] !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  return matches.map((match, at) => {
    if (match === 'credit') return true;
    const stem = stems[at];
    if (match === undefined)
      return stem !== undefined && isLoneForeigner(cues, { at, stem, talk }) && isMeant(cues, at);
    const isRepeated = (counts.get(cues[at]?.text ?? '') ?? 0) > MOST_TIMES;
    return (
      isSilent(cues[at], { match, talk }) ||
      (!isBare(cues[at]) && (isRepeated || standsAlone(cues, at)))
    );
  });
}

/** Whether a phrase that people say too stands in silence by the recogniser's own account, or in another language. */
function isSilent(cue: Cue | undefined, { match, talk }: { match: string; talk: Main }): boolean {
  return (cue?.noSpeech ?? 0) >= SILENCE || isForeign(cue?.text ?? '', match, talk);
}

function isBare(cue: Cue | undefined): boolean {
  return BARE.test(cue?.text ?? '');
}

/** Cues are looked at when marks are sought in them, and again when sentences are. */
const MATCHED = new WeakMap<Cue, { readonly match: string | undefined }>();

function knownMatch(cue: Cue): string | undefined {
  const known = MATCHED.get(cue) ?? { match: matchOf(cue.text.trim()) };
  MATCHED.set(cue, known);
  return known.match;
}

/** `credit`, or the language of the phrase a text is. */
function matchOf(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  return isCredit(text) ? 'credit' : signOffIn(text);
}

type Main = { readonly script: Script | undefined; readonly language: string | undefined };

/** The commonest words of languages in Latin letters, none of them another's. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  en: ['the', 'and', 'this', 'that', 'with', 'you', 'we', 'is'],
  de: ['und', 'der', 'das', 'ist', 'nicht', 'wir', 'ein', 'auf'],
  fr: ['les', 'des', 'est', 'une', 'nous', 'vous', 'dans', 'pas'],
  es: ['que', 'los', 'las', 'una', 'por', 'del', 'pero', 'esto'],
  pt: ['não', 'uma', 'os', 'em', 'isso', 'são', 'mas', 'você'],
  it: ['che', 'non', 'sono', 'della', 'per', 'questo', 'gli', 'è'],
  nl: ['het', 'een', 'van', 'niet', 'dat', 'zijn', 'maar', 'ook'],
  pl: ['się', 'nie', 'jest', 'że', 'jak', 'ale', 'tego', 'dla'],
  tr: ['bir', 've', 'için', 'bu', 'daha', 'olarak', 'gibi', 'çok'],
  sv: ['och', 'att', 'som', 'inte', 'är', 'jag', 'vi', 'på'],
  no: ['og', 'ikke', 'som', 'det', 'er', 'jeg', 'til', 'på'],
  vi: ['của', 'và', 'là', 'không', 'các', 'một', 'được', 'này'],
  id: ['yang', 'dan', 'ini', 'itu', 'untuk', 'dengan', 'kita', 'adalah'],
};
/** Fewer such words tell no language. */
const FEWEST_WORDS = 5;

function languageOf(cues: readonly Cue[]): Main {
  const text = cues
    .slice(0, 400)
    .map((cue) => cue.text)
    .join('\n');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < ENOUGH) return { script: undefined, language: undefined };
  const script = dominantScript(text);
  const own = cues.filter((cue) => dominantScript(cue.text) === script).length;
  if (own < cues.length * MAIN_SHARE) return { script: undefined, language: undefined };
  return { script, language: script === 'latin' ? latinLanguageOf(text) : undefined };
}

function latinLanguageOf(text: string): string | undefined {
  const counts = new Map<string, number>();
  for (const { 0: word } of text.toLowerCase().matchAll(/\p{L}+/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  let best: { language: string; count: number } | undefined;
  for (const [language, words] of Object.entries(WORDS)) {
    const count = words.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
    if (count >= FEWEST_WORDS && count > (best?.count ?? 0)) best = { language, count };
  }
  return best?.language;
}

/** Whether a phrase is in another script than the talk, or in another language that can be told. */
function isForeign(text: string, language: string, talk: Main): boolean {
  if (talk.script === undefined || language === 'any') return false;
  if (dominantScript(text) !== talk.script) return true;
  return talk.script === 'latin' && talk.language !== undefined && language !== talk.language;
}

/** Whether a cue that looks like a credit is foreign to its talk, and so are not those around it, which may be quoted. */
function isLoneForeigner(
  cues: readonly Cue[],
  { at, stem, talk }: { at: number; stem: string; talk: Main },
): boolean {
  const text = cues[at]?.text ?? '';
  if (!isForeign(text, stem, talk)) return false;
  // A foreign script shows in a word; a language in Latin letters only in what has none of the talk's words.
  if (dominantScript(text) !== talk.script) return isPurely(text, talk.script);
  const own = WORDS[talk.language ?? ''] ?? [];
  return !(text.toLowerCase().match(/\p{L}+/gu) ?? []).some((word) => own.includes(word));
}

/** Whether a text says more than thanks, as guests do in the language of the place; else it must stand alone. */
function isMeant(cues: readonly Cue[], at: number): boolean {
  return !THANKS.test(cues[at]?.text ?? '') || standsAlone(cues, at);
}

/** Whether a text has next to nothing in a script: a talk that quotes has its own words around. */
function isPurely(text: string, without: Script | undefined): boolean {
  return text.split(/\s+/).every((word) => dominantScript(word) !== without);
}

/** Whether a cue stands amid a talk with pauses around it. */
function standsAlone(cues: readonly Cue[], at: number): boolean {
  const [before, cue, next] = [cues[at - 1], cues[at], cues[at + 1]];
  if (before === undefined || cue === undefined || next === undefined) return false;
  if (at >= cues.length - NEAR_END) return false;
  return cue.start - before.end >= PAUSE && next.start - cue.end >= PAUSE;
}
