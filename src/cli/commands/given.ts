import type { InterfaceLanguage } from '../../base/errors.ts';
import type { CliIO } from '../terminal/io.ts';
import type { Words } from '../wording/words.ts';

/** What commands are given that are added to the command line. */
export type Given = Words & {
  readonly io: CliIO;
  readonly language: InterfaceLanguage;
  /** Takes the exit status. */
  readonly done: (status: number) => void;
};
