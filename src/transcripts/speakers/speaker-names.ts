import type { Cue } from '../../model/transcript.ts';
import { VOICE } from '../markup/markup.ts';
import { bracketedName, bracketedNames } from './bracketed-names.ts';
import type { Named } from './named.ts';
import { isLabel, isNumberedRole, sparseNames } from './sparse-names.ts';

/** Longest name of a speaker, in characters and in words. */
const LONGEST_NAME = 40;
const MOST_WORDS = 5;
/** Marks that a sentence has and a name has not; what begins with a digit is a date. */
const NO_NAME = /^\d|[!?;,，。！？；、…"“”<>@#|/\\]|\.$/;
/** A name, a colon, and what is said; the name may stand in brackets, as whisperX writes it. */
const PREFIX =
  /^\s*(?:[-–—]\s?|>>\s?|≫)?(?:\[([^[\]:：\n]{1,40})\]|([^\s:：[][^:：\n]{0,40}?))\s?(?:[:：]\s+|：)(?=\S)/;
/** `(speaker 0)`, as whisper.cpp writes it, and `[Speaker 1]`. */
const NUMBERED = /^\s*[([]\s?(speaker[\s_]?(?:\d{1,3}|\?))\s?[)\]]:?\s*(?=\S)/i;
/** A name in capitals: captioners write it where somebody else begins to speak, and there only. */
const CAPITALS =
  /^(?=\P{Ll}+$)(?:\p{Lu}[\p{Lu}\p{M}.'’-]+)(?: [\p{Lu}\d][\p{Lu}\p{M}\d.'’-]*){0,4}$/u;
/** Names stand before so many of the cues, or they are words of the talk: "note: this matters". */
const NAMED_SHARE = 0.8;
const FEWEST_NAMED = 3;

/** Whether a text may be what a speaker is called: `Alice Smith`, `Speaker 1`, `张三`. */
export function isSpeakerName(name: string): boolean {
  if (name.length > LONGEST_NAME || NO_NAME.test(name)) return false;
  return /\p{L}/u.test(name) && !/^\p{Ll}/u.test(name) && name.split(/\s+/).length <= MOST_WORDS;
}

/** Marks that somebody else begins to speak, without saying who. */
const OTHER = /^\s*(?:[>＞]{2,3}|≫|》)/;

/**
 * Takes names off the beginning of cues (`Alice Smith: Hello`, as Zoom writes them) and marks them
 * as speakers, where nearly all cues begin with one of a few names, or where names stand only where
 * somebody else begins to speak (`sparse-names.ts`). Of text without times
 * the beginnings of paragraphs may be enough. Other cues stay as they are.
 */
export function namedSpeakers(cues: readonly Cue[], timed: boolean): readonly Cue[] {
  const isTold = cues.some((cue) => cue.speaker !== undefined || cue.text.includes(VOICE.before));
  const nameIn = isTold ? undefined : namesOf(cues, timed);
  if (nameIn === undefined) return cues;
  let speaker: string | undefined;
  return cues.map((cue) => {
    if (OTHER.test(cue.text)) speaker = undefined;
    const before = speaker;
    const lines = cue.text.split('\n').map((line) => {
      const found = nameIn(line);
      if (found === undefined) {
        if (OTHER.test(line)) speaker = undefined;
        return line;
      }
      speaker = found.name;
      return `${VOICE.before}${found.name}${VOICE.after}${found.rest}`;
    });
    return { ...cue, text: lines.join('\n'), speaker: before };
  });
}

type NameIn = (line: string) => Named | undefined;

function namesOf(cues: readonly Cue[], timed: boolean): NameIn | undefined {
  const paragraphs = timed ? cues : cues.filter((cue) => cue.paragraph === true);
  const names =
    namesThroughout(paragraphs) ??
    namesThroughout(cues) ??
    namesInCapitals(cues) ??
    sparseNames(cues, prefixOf);
  if (names !== undefined) return among(names, prefixOf);
  const inBrackets = bracketedNames(cues);
  return inBrackets && among(inBrackets, bracketedName);
}

function among(names: ReadonlySet<string>, nameIn: NameIn): NameIn {
  return (line) => {
    const found = nameIn(line);
    return found !== undefined && names.has(found.name) ? found : undefined;
  };
}

/** Two or more names in capitals, each of them more than once. */
function namesInCapitals(cues: readonly Cue[]): ReadonlySet<string> | undefined {
  const counts = new Map<string, number>();
  for (const { text } of cues) {
    const name = prefixOf(text)?.name;
    if (name !== undefined && CAPITALS.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const again = [...counts].filter(([, count]) => count > 1);
  return again.length >= 2 ? new Set(counts.keys()) : undefined;
}

function namesThroughout(counted: readonly Cue[]): ReadonlySet<string> | undefined {
  const prefixes = counted.flatMap((cue) => prefixOf(cue.text)?.name ?? []);
  const found = prefixes.filter((name) => isNumberedRole(name) || !isLabel(name));
  const names = new Set(found);
  const isForm = found.length >= FEWEST_NAMED && found.length >= counted.length * NAMED_SHARE;
  return isForm && names.size <= (found.length * 2) / 3 ? names : undefined;
}

function prefixOf(line: string): Named | undefined {
  const head = line.slice(0, LONGEST_NAME + 20);
  const numbered = NUMBERED.exec(head);
  if (numbered?.[1] !== undefined)
    return { name: capitalised(numbered[1]), rest: line.slice(numbered[0].length) };
  const found = PREFIX.exec(head);
  const name = (found?.[1] ?? found?.[2])?.trim();
  if (found === null || name === undefined) return undefined;
  if (!isSpeakerName(name) && !isNumberedRole(name)) return undefined;
  return { name, rest: line.slice(found[0].length) };
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
