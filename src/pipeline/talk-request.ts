import type { Edit } from '../model/edit.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Source } from '../model/source.ts';
import type { KeptCue } from '../model/talk.ts';
import type { Term } from '../model/term.ts';
import type { Warning } from '../model/warning.ts';
import type { NoteStyle } from '../notes/asking/prompt.ts';

/** A talk whose sentences are fixed, and what is wanted of it. */
export type TalkRequest = {
  readonly title: string;
  /** What its publisher says of it, title included; shown to the model. @default the title */
  readonly about?: string | undefined;
  readonly source: Source;
  readonly sentences: readonly Sentence[];
  /** The cues it came in, where its subtitles are to keep them. @default laid out anew */
  readonly cues?: readonly KeptCue[] | undefined;
  /** Language spoken. */
  readonly from: string;
  /** Language of the translation and the note. */
  readonly to: string;
  /** False when the text came without times. */
  readonly timed: boolean;
  /** The user's own terms; they win over what the model finds. */
  readonly glossary: readonly Term[];
  /** The user's wishes about style, as one line. */
  readonly style?: string | undefined;
  /** Share of its words whose marks the model is asked for, as a ratio. @default 0 */
  readonly bare?: number | undefined;
  readonly translation: boolean;
  readonly note: boolean;
  /** How points are written. @default 'brief' */
  readonly noteStyle?: NoteStyle | undefined;
  /** Whether the note is judged beside the lines it rests on, by the second model where there is one. @default true */
  readonly verify?: boolean | undefined;
  /** Whether the translation is read once more beside its source, by the second model where there is one. @default false */
  readonly review?: boolean | undefined;
  /** Whether lines that an earlier run marked as doubtful are asked for once more. @default false */
  readonly retriesMarked?: boolean | undefined;
  /** What a person put right in an earlier result. @default nothing */
  readonly edits?: readonly Edit[] | undefined;
  readonly warnings: readonly Warning[];
};
