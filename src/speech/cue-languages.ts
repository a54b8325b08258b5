import type { Seconds } from '../model/time.ts';
import type { Cue } from '../model/transcript.ts';
import { writtenTag } from '../text/languages/detect-language.ts';
import { loadLanguageDetector } from '../text/languages/language-detector.ts';
import { lettersOf, sharesScript } from '../text/languages/writing.ts';

/** A cue, and the language it was heard in where the recogniser says so. */
export type SpokenCue = { readonly cue: Cue; readonly language: string | undefined };

/** What was heard, and in which languages. */
export type InLanguages = {
  /** With the language of each that is not in that of the talk. */
  readonly cues: readonly Cue[];
  /** That of most of the talk, as it is written. */
  readonly language?: string | undefined;
};

/** A language heard for less than this, in seconds, in all of a talk is an error of the recogniser's. */
const LEAST: Seconds = 1;

/**
 * Finds the language of a talk, and which of its cues are in another one. A recogniser may write two languages down in one
 * breath and name one: of those that the talk is in, a cue is in the one its own text is written in, where that is clear.
 */
export async function inLanguages(spoken: readonly SpokenCue[]): Promise<InLanguages> {
  const cues = spoken.map(({ cue }) => cue);
  const lengths = new Map<string, Seconds>();
  for (const { cue, language } of spoken)
    if (language) lengths.set(language, (lengths.get(language) ?? 0) + cue.end - cue.start);
  const [main, ...others] = [...lengths].toSorted((a, b) => b[1] - a[1]);
  if (!main) return { cues };
  const all = [main[0], ...others.filter(([, length]) => length >= LEAST).map(([tag]) => tag)];
  const asWritten = new Map<string, string>();
  const found = all.length > 1 ? await byText(spoken, all) : spoken.map(() => main[0]);
  for (const tag of all) {
    const text = cues.filter((_, at) => found[at] === tag).map((cue) => cue.text);
    asWritten.set(tag, writtenTag(tag, text.join(' ')));
  }
  const own = cues.map((cue, at) => {
    const { language: _, ...rest } = cue;
    const tag = found[at];
    return tag === undefined || tag === main[0] ? rest : { ...rest, language: asWritten.get(tag) };
  });
  return { cues: own, language: asWritten.get(main[0]) };
}

/** The language of each cue, of those the talk is in. */
async function byText(
  spoken: readonly SpokenCue[],
  all: readonly string[],
): Promise<(string | undefined)[]> {
  const isShared = all.some((tag, at) =>
    all.slice(at + 1).some((other) => sharesScript(tag, other)),
  );
  const detect = isShared ? await loadLanguageDetector() : undefined;
  return spoken.map(({ cue, language = all[0] }) => {
    const told = all.includes(language ?? '') ? language : all[0];
    const letters = all.map((tag) => lettersOf(cue.text, tag));
    const most = Math.max(...letters);
    const fitting = all.filter((_, at) => most > 0 && letters[at] === most);
    if (fitting.length === 1) return fitting[0];
    const found = detect?.(cue.text);
    return found?.isSure && fitting.includes(found.language) ? found.language : told;
  });
}
