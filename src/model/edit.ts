import type { ClaimDoubt } from './note.ts';
import type { Line, LineFlag } from './translation.ts';

/** What of a talk a person may put right. */
export const EDIT_KINDS = [
  'source',
  'translation',
  'term',
  'point',
  'heading',
  'title',
  'speaker',
] as const;

/** Something a person put right in a finished talk. Later runs keep it as long as what it was put right in is there. */
export type Edit = {
  readonly kind: (typeof EDIT_KINDS)[number];
  /** The sentence, for `source` and `translation`. */
  readonly id?: number | undefined;
  /** What it was put right in: the sentence as heard, or the term; absent where `was` says it. */
  readonly of?: string | undefined;
  /** As it was shown. */
  readonly was: string;
  readonly text: string;
  /** The language it was put right in; absent for what all of them share. */
  readonly target?: string | undefined;
  /** How it was marked before: what a person has read is not doubted any more, unless it is taken back. */
  readonly marks?: EditMarks | undefined;
  /** When, in ISO 8601. */
  readonly at: string;
};

/** The marks of a line or of a statement of the note. */
export type EditMarks = {
  readonly status?: Line['status'] | undefined;
  readonly flags?: readonly LineFlag[] | undefined;
  readonly doubts?: readonly ClaimDoubt[] | undefined;
  readonly why?: string | undefined;
};
