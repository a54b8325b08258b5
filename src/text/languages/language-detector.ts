import { primaryTag } from '../../model/language.ts';

/** Tells what language a text is in, and how well it fits another: from 0 to 1, as ratios. */
export type LanguageDetector = (text: string) => {
  readonly language: string;
  readonly isSure: boolean;
  readonly scoreOf: (tag: string) => number;
};

/** Loads the detector, a megabyte that takes 60 MB of memory. */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  const { eld } = await import('eld/extrasmall');
  return (text) => {
    const found = eld.detect(text);
    const scores = found.getScores();
    return {
      language: found.language,
      isSure: found.isReliable(),
      scoreOf: (tag) => scores[primaryTag(tag)] ?? 0,
    };
  };
}
