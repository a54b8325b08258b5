import type { Bilingual } from '../../base/errors.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';

/** What is looked at, in the order it is told. */
export type Subject =
  | 'settings'
  | 'programs'
  | 'speech'
  | 'model'
  | 'keys'
  | 'servers'
  | 'network'
  | 'disk';

/** One thing that was looked at. */
export type Finding = {
  readonly subject: Subject;
  readonly name: string;
  /** `ok`; `note`: can be done without, or was not tried; `bad`: something cannot be done until it is mended. */
  readonly state: 'ok' | 'note' | 'bad';
  readonly about: Bilingual;
  /** What to type or do. */
  readonly todo?: Bilingual | undefined;
};

/** What the looking goes by. */
export type Surroundings = {
  readonly env: Environment;
  readonly settings: Settings;
  /** Whether keys are tried, by a request that costs nothing. */
  readonly asks: boolean;
  readonly signal?: AbortSignal | undefined;
};

/** A text that is the same in every language, such as a version. */
export function plain(text: string): Bilingual {
  return { en: text, zh: text };
}
