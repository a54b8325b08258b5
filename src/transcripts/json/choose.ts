import type { Fields } from '../../base/json.ts';
import type { Cue } from '../../model/transcript.ts';
import { isSpaceless } from '../../text/sentence-ends/units.ts';
import { letters, marked } from '../cues/cue-text.ts';
import { groupWords } from '../cues/word-groups.ts';
import { cuesOf } from './items.ts';
import { type Everything, everythingIn, type Found } from './lists.ts';
import { wholeWords } from './pieces.ts';
import { speakerIn, type SpeakerNames, speakerNames, type Turn } from './speakers.ts';
import { textIn } from './texts.ts';
import { timesIn } from './times.ts';

/** A list with this share of the longest one's text has the whole talk too. */
const WHOLE_SHARE = 0.8;
/** A list with times but less than this share of the whole text holds highlights or the like. */
const TALK_SHARE = 0.5;

/** Lists of so many words are utterances, and one ends with each. */
const FEWEST_WORDS = 2;

/** Fewer words are said twice in earnest. */
const FEWEST_REPEATED = 4;

type Candidate = {
  readonly lists: Found['lists'];
  /** Count of the items in all lists. */
  readonly count: number;
  readonly timed: boolean;
  /** Count of letters in its texts. */
  readonly length: number;
  readonly areWords: boolean;
  readonly hasSpeakers: boolean;
};

/** The talk in a JSON value: cues with times, or texts without. */
export type Told =
  | { readonly timed: true; readonly cues: readonly Cue[] }
  | { readonly timed: false; readonly cues: readonly Cue[] }
  /** Texts that may have times and names inside. */
  | { readonly timed: false; readonly cues?: undefined; readonly texts: readonly string[] };

/**
 * The talk in a normalised JSON value of any shape. Of the lists of texts one is taken: with times before
 * one without, if it has the whole talk; of those with all of it the one whose speakers are told, in
 * stretches rather than words, in more of them rather than fewer. `undefined` when nothing in it is a text.
 */
export function toldIn(value: unknown): Told | undefined {
  const names = speakerNames(value);
  const everything = everythingIn(value, names);
  const candidates = [...everything.found.values()].map((found) => candidateOf(found, names));
  const timed = candidates.filter((each) => each.timed && each.length > 0);
  const singles = candidateOf({ lists: [everything.singles], timed: true }, names);
  const best = bestOf(timed) ?? (singles.length > 0 ? singles : undefined);
  const whole = longestText(everything);
  const list = bestOf(candidates.filter((each) => !each.timed && each.length > 0));
  const longest = Math.max(whole.length, list?.length ?? 0);
  if (best !== undefined && best.length >= longest * TALK_SHARE)
    return { timed: true, cues: cuesOfBest(best, { everything, names }) };
  if (list !== undefined && list.length >= whole.length * WHOLE_SHARE)
    return { timed: false, cues: cuesOfBest(list, { everything, names }) };
  return whole.length > 0 ? { timed: false, texts: whole.texts } : undefined;
}

function candidateOf(found: Found, names: SpeakerNames): Candidate {
  const lists = withoutRepeat(found.lists);
  const items = lists.flat();
  const texts = items.map((item) => textIn(item) ?? '');
  return {
    lists,
    count: items.length,
    timed: found.timed,
    length: letters(texts.join('')).length,
    areWords: areWords(texts),
    hasSpeakers: items.some((item) => speakerIn(item, names) !== undefined),
  };
}

/** Google repeats all words at the end, with their speakers: a last list that says what all before it say stands for them. */
function withoutRepeat(lists: Found['lists']): Found['lists'] {
  const last = lists.at(-1);
  if (last === undefined || lists.length < 2 || last.length < FEWEST_REPEATED) return lists;
  const isAgain = startOf(lists[0]) === startOf(last);
  return isAgain && lettersOf(lists.slice(0, -1)) === lettersOf([last]) ? [last] : lists;
}

function startOf(list: readonly Fields[] | undefined): number | undefined {
  return timesIn(list?.[0] ?? {}).start?.value;
}

function lettersOf(lists: Found['lists']): string {
  return letters(lists.flatMap((list) => list.map((item) => textIn(item) ?? '')).join(''));
}

function bestOf(candidates: readonly Candidate[]): Candidate | undefined {
  const longest = candidates.reduce((most, { length }) => Math.max(most, length), 0);
  const whole = candidates.filter(({ length }) => length >= longest * WHOLE_SHARE);
  const rank = ({ areWords: words, hasSpeakers }: Candidate): number =>
    (hasSpeakers ? 2 : 0) + (words ? 0 : 1);
  return whole.toSorted((a, b) => rank(b) - rank(a) || b.count - a.count)[0];
}

/** The longest text that stands alone, or in parts at one place. */
function longestText({ wholes }: Everything): { texts: readonly string[]; length: number } {
  let best: { texts: readonly string[]; length: number } = { texts: [], length: 0 };
  for (const texts of wholes.values()) {
    const length = letters(texts.join('')).length;
    if (length > best.length) best = { texts, length };
  }
  return best;
}

function cuesOfBest(
  best: Candidate,
  { everything, names }: { everything: Everything; names: SpeakerNames },
): readonly Cue[] {
  const lists = best.lists.map((list) => list.filter((item) => textIn(item) !== undefined));
  const all = cuesOf(lists.flat(), names);
  const told = best.hasSpeakers ? all : withTurns(all, everything.turns);
  if (!best.areWords) return told;
  const words = alike(told, lists).map((part, at) => wholeWords(lists[at] ?? [], part));
  const isUtterances = words.length < best.count / FEWEST_WORDS;
  const marks = withMarks(words.flat(), everything);
  return isUtterances ? alike(marks, words).flatMap(groupWords) : groupWords(marks);
}

/** A list in parts as long as those of another. */
function alike<T>(all: readonly T[], parts: readonly (readonly unknown[])[]): (readonly T[])[] {
  let from = 0;
  return parts.map(({ length }) => {
    from += length;
    return all.slice(from - length, from);
  });
}

/** Who speaks by a list of turns that stands apart. */
function withTurns(cues: readonly Cue[], turns: readonly Turn[]): readonly Cue[] {
  if (turns.length === 0) return cues;
  const told = turns
    .map(({ start, unit, speaker }) => ({ start: start * (unit ?? 1), speaker }))
    .toSorted((a, b) => a.start - b.start);
  const scale = scaleOf(told, cues);
  let at = 0;
  return cues.map((cue) => {
    const middle = (cue.start + cue.end) / 2;
    while (at > 0 && (told[at]?.start ?? 0) * scale > middle) at -= 1;
    while ((told[at + 1]?.start ?? Number.POSITIVE_INFINITY) * scale <= middle) at += 1;
    return { ...cue, speaker: told[at]?.speaker };
  });
}

/** Turns count in milliseconds where they end a thousand times later than the words. */
function scaleOf(turns: readonly { start: number }[], cues: readonly Cue[]): number {
  return (turns.at(-1)?.start ?? 0) > 30 * (cues.at(-1)?.end ?? 0) ? 1e-3 : 1;
}

/** OpenAI, Groq and Vosk give words without the marks of the sentence, and those in the text of the whole. */
function withMarks(words: readonly Cue[], { wholes }: Everything): readonly Cue[] {
  const said = letters(words.map((word) => word.text).join(''));
  for (const texts of wholes.values()) {
    const text = texts.join(' ');
    if (letters(text) === said) return marked(words, text);
  }
  return words;
}

/** Words have no blanks inside, and those of Chinese few characters. */
function areWords(texts: readonly string[]): boolean {
  const apart = texts.filter((text) => {
    const word = text.trim();
    return !/\s/.test(word) && !(isSpaceless(word) && word.length > 4);
  });
  return texts.length > 1 && apart.length > texts.length * 0.9;
}
