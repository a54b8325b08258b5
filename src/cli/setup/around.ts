import type { Server } from '../../app/choosing/served-models.ts';
import type { LoadedSettings } from '../../app/settings/load-settings.ts';
import type { Environment } from '../../app/settings/settings-file.ts';
import type { AppError, InterfaceLanguage } from '../../base/errors.ts';
import type { Output } from '../terminal/io.ts';
import { SETUP_WORDS, type SetupWords } from '../wording/setup-words.ts';
import type { Dialogue } from './dialogue.ts';

/** What the questions of the setup go by. */
export type Around = {
  readonly env: Environment;
  readonly loaded: LoadedSettings;
  readonly dialogue: Dialogue;
  /** Where progress is drawn. */
  readonly output: Output;
  readonly signal: AbortSignal;
  /** Model servers that are looked for. @default those of this machine */
  readonly servers?: readonly Server[] | undefined;
};

/** The language of the interface. */
export function spokenBy({ loaded }: Pick<Around, 'loaded'>): InterfaceLanguage {
  return loaded.values.language;
}

/** What the setup says, in the language of the interface. */
export function wordsFor(around: Pick<Around, 'loaded'>): SetupWords {
  return SETUP_WORDS[spokenBy(around)];
}

/** A failure as a person reads it: what failed and why, and what next. */
export function failureText(failure: AppError, around: Pick<Around, 'loaded'>): string {
  const { message, hint } = failure.in(spokenBy(around));
  return `${message}\n${hint}`;
}
