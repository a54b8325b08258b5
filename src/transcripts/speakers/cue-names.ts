import { isSpeakerName } from './speaker-names.ts';

/** What the line above a cue's times says: its number, a name for it, who speaks. */
export type CueName = {
  readonly index: number | undefined;
  /** What else stands there: a speaker, where it is one. */
  readonly label: string | undefined;
};

/** Longest line that is taken for a name when it may be speech as well, in characters and in words. */
const LONGEST_LABEL = 60;
const MOST_WORDS = 5;
/** A longer line is looked at no further, in characters. */
const LONGEST_NAME = 200;
/** `5  spk3`, `1 - ANN`, `12 | Ann Lee`, Webex's `1 "Ann Lee" (12345678)`. */
const NUMBERED =
  /^[^\p{L}\p{N}]{0,3}(\p{Nd}{1,9})(?:\s{0,9}[|:;,.)\]–—-]{1,2}\s{0,9}|\s{1,9})["“”'([]{0,2}([^"“”]{1,80}?)["“”')\]]{0,2}(?:\s{1,9}\(\d{1,20}\))?$/u;
const NUMBER = /^[^\p{L}\p{N}]{0,3}(\p{Nd}{1,9})[^\p{L}\p{N}]{0,3}$/u;
/** Webex's without a number. */
const QUOTED = /^["“]([^"“”]{1,80})["”](?:\s{1,9}\(\d{1,20}\))?$/;
/** `Ann: 1`, with the number behind. */
const NUMBER_BEHIND = /^(\P{N}{1,60}?)\s?[:|#]\s?(\p{Nd}{1,9})$/u;
const SENTENCE_END = /[.!?…。！？,，、;；:：]["'”’)\]]{0,2}$/u;
/** Whoever is told apart by a number is a speaker, also where it stands once. */
const NUMBERED_SPEAKER =
  /^(?:speaker|spk|spkr|sprecher(?:in)?|locuteur|intervenant|hablante|orador|falante|parlante|говорящий|спикер|说话人|發言人|发言人|講者|讲者|話者|スピーカー|화자|참석자)[\s_:-]?\p{Nd}{1,3}$/iu;
/** Names of cues and not of people: hashes, UUIDs, paths. */
const MACHINE = /^[\da-f-]{6,}(?:[/_-]\d{1,9}){0,3}$|[\d/\\_=#@]{4,}/i;
/** What cues are called, with or without a count of them. */
const GENERIC =
  /^(?:cue|captions?|sub(?:title)?s?|text|title|line|seg(?:ment)?|id|chapter|label|untitled)[\s_.#:-]?\d{0,9}$/i;

/** Reads such a line. */
export function cueName(line: string): CueName {
  const text = line.trim().slice(0, LONGEST_NAME);
  const number = NUMBER.exec(text)?.[1];
  if (number !== undefined) return { index: countOf(number), label: undefined };
  return numberedName(text) ?? { index: undefined, label: QUOTED.exec(text)?.[1] ?? text };
}

/** A number with a name behind it or before. */
function numberedName(text: string): CueName | undefined {
  const [, index = '', label = ''] = NUMBERED.exec(text) ?? [];
  if (/\p{L}/u.test(label)) return { index: countOf(index), label: label.trim() };
  const [, name, count = ''] = NUMBER_BEHIND.exec(text) ?? [];
  return name === undefined ? undefined : { index: countOf(count), label: name.trim() };
}

/** Whether a line can be nothing but the name of a cue, where others in the file have such lines above their times. */
export function isLabel(line: string): boolean {
  const text = line.trim();
  if (text.length > LONGEST_LABEL) return /^\S{1,200}$/.test(text);
  return !SENTENCE_END.test(text) && text.split(/\s+/).length <= MOST_WORDS;
}

/**
 * Who speaks, where the names of cues say so: `speakerOf` gives it for each name. Names that stand
 * above one cue each are not those of people.
 */
export function speakersIn(
  names: readonly (CueName | undefined)[],
): (name: CueName | undefined) => string | undefined {
  const counts = new Map<string, number>();
  for (const label of names.map((name) => name?.label)) {
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const labelled = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const comeAgain = counts.size <= (labelled * 2) / 3;
  return (name) => {
    const label = name?.label;
    if (label === undefined || !isPerson(label)) return undefined;
    const isTold = NUMBERED_SPEAKER.test(label) || name?.index !== undefined;
    return comeAgain || isTold ? label : undefined;
  };
}

/** Fewer cues tell nothing of a file, and nearly all must have a name. */
const FEWEST_CUES = 3;
const NAMED_SHARE = 0.9;

/**
 * Whether the first line of each cue is who speaks, as Premiere writes its text and Teams its copies: a name alone in
 * its line, one of a few, with words below.
 */
export function areFirstLinesNames(texts: readonly (readonly string[])[]): boolean {
  const names = texts.flatMap((lines) => {
    const [first = '', second] = lines.filter((line) => line.trim() !== '');
    return second !== undefined && isSpeakerName(first.trim()) ? [first.trim()] : [];
  });
  const distinct = new Set(names).size;
  const isForm = names.length >= FEWEST_CUES && names.length >= texts.length * NAMED_SHARE;
  return isForm && distinct <= (names.length * 2) / 3;
}

function isPerson(label: string): boolean {
  return (
    /\p{L}/u.test(label) &&
    label.length <= LONGEST_LABEL &&
    !MACHINE.test(label) &&
    !GENERIC.test(label)
  );
}

function countOf(digits: string): number | undefined {
  const number = Number(digits.normalize('NFKC'));
  return Number.isFinite(number) ? number : undefined;
}
