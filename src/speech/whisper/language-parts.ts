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
  /** Listens to a part of it. */
  readonly look: (part: AudioSpan) => Promise<Languages>;
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

/** Cuts a window where its language changes, between stretches of speech; one part where it does not. */
export async function languageParts(window: WindowOfSpeech): Promise<LanguagePart[]> {
  const { length, speech, languages } = window;
  const known = window.all.slice(0, WELL_KNOWN);
  const main = languages[0]?.[0] ?? '';
  const second = languages.find(([tag]) => tag !== main && known.includes(tag));
  if (speech.length < 2 || (second?.[1] ?? 0) < SECOND)
    return [{ start: 0, end: length, language: main }];
  const spoken: LanguagePart[] = [];
  for (const stretch of speech) {
    const found = await languageOf(stretch, window);
    const language = found && known.includes(found) ? found : (spoken.at(-1)?.language ?? main);
    spoken.push({ ...stretch, language });
  }
  return joined(spoken, length);
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

/** The language of a stretch where that is clear. */
async function languageOf(
  { start, end }: AudioSpan,
  { length, look }: WindowOfSpeech,
): Promise<string | undefined> {
  if (end - start < SHORTEST) return undefined;
  const part = { start: Math.max(0, start - ROOM), end: Math.min(length, end + ROOM) };
  const [[found, share] = ['', 0]] = await look(part);
  return share >= CLEAR ? found : undefined;
}
