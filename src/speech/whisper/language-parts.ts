import type { AudioSpan } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';

/** A part of a window in one language. */
export type LanguagePart = AudioSpan & { readonly language: string };

/** How likely each language is, as a ratio, the likeliest first. */
export type Languages = readonly (readonly [tag: string, share: number])[];

/** What is known of a window. */
export type WindowOfSpeech = {
  /** In seconds. */
  readonly length: Seconds;
  readonly speech: readonly AudioSpan[];
  /** What was found in all of it. */
  readonly languages: Languages;
  /** All languages of the model, in its own order. */
  readonly all: readonly string[];
  /** Listens to a part of it, which may be in one of these languages, the window's own first. */
  readonly look: (part: AudioSpan, likely: readonly string[]) => Promise<Languages>;
  /** Takes stretches of speech apart at the short rests in them. */
  readonly divide: (speech: readonly AudioSpan[]) => readonly AudioSpan[];
};

/**
 * Whisper lists its languages by how much it heard of them. Behind the twentieth come those for which it takes an
 * accent, above all Welsh, Latin, Norwegian Nynorsk and Māori.
 */
const WELL_KNOWN = 20;
/**
 * A second language this likely, as a ratio, may be spoken in a part of the window. Whisper base, of windows of one
 * language: 30 % are looked into for it (44 of 146), none was cut; of windows with two languages in turn: all (6).
 */
const SECOND = 0.002;
/** A stretch is in another language when that is as likely there, as a ratio. */
const CLEAR = 0.8;
/** A shorter stretch says little of its language, in seconds. */
const SHORTEST: Seconds = 0.8;
/** Sound around a stretch that belongs to it, in seconds; detectors are late by as much. */
const ROOM: Seconds = 0.1;

/** Languages that may be spoken in a window, its own first, by what was found in all of it. */
function candidates({ languages, all }: WindowOfSpeech): string[] {
  const known = all.slice(0, WELL_KNOWN);
  return languages
    .filter(([tag, share], at) => at === 0 || (share >= SECOND && known.includes(tag)))
    .map(([tag]) => tag);
}

/** Cuts a window where its language changes, between pieces of speech; one part where it does not. */
export async function languageParts(window: WindowOfSpeech): Promise<LanguagePart[]> {
  const { length, speech } = window;
  const likely = candidates(window);
  const [main = ''] = likely;
  if (likely.length < 2) return [{ start: 0, end: length, language: main }];
  const spoken: LanguagePart[] = [];
  for (const piece of window.divide(speech)) {
    const language = await languageOf(piece, window, likely);
    spoken.push({ ...piece, language: language ?? spoken.at(-1)?.language ?? main });
  }
  return spoken.length > 1 ? joined(spoken, length) : [{ start: 0, end: length, language: main }];
}

/** Stretches of speech with the pauses between them, those of one language as one. */
function joined(spoken: readonly LanguagePart[], length: Seconds): LanguagePart[] {
  const parts: LanguagePart[] = [];
  let before: Seconds = 0;
  for (const { start, end, language } of spoken) {
    const last = parts.at(-1);
    if (last?.language !== language) {
      const cut = last ? (before + start) / 2 : 0;
      if (last) parts[parts.length - 1] = { ...last, end: cut };
      parts.push({ start: cut, end: length, language });
    }
    before = end;
  }
  return parts;
}

/** The language of a piece of speech where that is clear. */
async function languageOf(
  { start, end }: AudioSpan,
  { length, look }: WindowOfSpeech,
  likely: readonly string[],
): Promise<string | undefined> {
  if (end - start < SHORTEST) return undefined;
  const part = { start: Math.max(0, start - ROOM), end: Math.min(length, end + ROOM) };
  const [[tag, share] = ['', 0]] = await look(part, likely);
  return share >= CLEAR && likely.includes(tag) ? tag : undefined;
}
