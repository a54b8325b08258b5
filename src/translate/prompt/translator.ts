import { languageName } from '../../model/language.ts';
import { renderingOf, type Term } from '../../model/term.ts';

/** One text for a model that does nothing but translate. */
export type TranslatorText = {
  /** Tag of the language it is translated into. */
  readonly to: string;
  readonly text: string;
  readonly terms: readonly Term[];
  /** What was said just before, as background; empty where none is to be shown. */
  readonly before: readonly string[];
};

/**
 * Asks for the translation of one text in the forms that Tencent's translators were taught (the table in the README of
 * Tencent-Hunyuan/Hy-MT2); other translators understand them too. No system text, no ID: they know of neither.
 */
export function translatorPrompt({ to, text, terms, before }: TranslatorText): string {
  const language = languageName(to);
  const parts: string[] = [];
  if (terms.length > 0) {
    const rows = terms.map((term) => `${term.source} translates to ${renderingOf(term)}`);
    parts.push(`Reference the following translations:\n${rows.join('\n')}`);
  }
  if (before.length > 0) {
    parts.push(
      `[Background Information]\n${before.join('\n')}`,
      `Please translate the following text into ${language}, taking the provided background information into consideration. Only output the translated result.`,
      `[Source Text]\n${text}`,
    );
  } else {
    parts.push(
      `Translate the following text into ${language}. Note that you should only output the translated result without any additional explanation:`,
      text,
    );
  }
  return parts.join('\n\n');
}
