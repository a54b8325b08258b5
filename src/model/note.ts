import type { Seconds } from './time.ts';

/**
 * Why a statement of the note is doubtful. The first six are told by code, the last three by a model that read the
 * statement beside its lines: they say only part of it, nothing of it, or the opposite.
 */
export const CLAIM_DOUBTS = [
  'cite',
  'number',
  'name',
  'comment',
  'length',
  'language',
  'partly',
  'unsupported',
  'contrary',
] as const;
export type ClaimDoubt = (typeof CLAIM_DOUBTS)[number];

/** One statement of the note, and the sentences it rests on. */
export type Claim = {
  readonly text: string;
  /** Sentence IDs, the first being where the statement begins. */
  readonly cites: readonly number[];
  /** What the checks still doubt about it. */
  readonly doubts?: readonly ClaimDoubt[] | undefined;
  /** What the model that read it beside its lines found wrong, in the note's language. */
  readonly why?: string | undefined;
};

/** A detailed point, with its sub-points. */
export type Point = Claim & {
  /** Which of its section's parts it belongs to, as a 0-based index; absent in a section without parts. */
  readonly part?: number | undefined;
  readonly sub: readonly Claim[];
};

/** A stretch of the talk about one subject. */
export type Section = {
  readonly title: string;
  /** Sentence ID of its first sentence. */
  readonly from: number;
  /** Sentence ID of its last sentence, inclusive. */
  readonly to: number;
  /** Only greetings, logistics, sponsorship or silence. */
  readonly skip: boolean;
  /** Titles of its distinct parts; empty when it is one piece. */
  readonly parts: readonly string[];
  readonly points: readonly Point[];
  /** Sentence IDs worth quoting word for word. */
  readonly quotes: readonly number[];
  /** True when no usable points could be had for it. */
  readonly missing?: boolean | undefined;
};

/** The note of a talk. */
export type Note = {
  readonly title: string;
  /** Three to five sentences with the talk's main claims. */
  readonly summary: readonly Claim[];
  readonly sections: readonly Section[];
  /** How much of the talk the points rest on. */
  readonly coverage: {
    /** Share of the talk's time within 20 seconds of a citation, skipped sections left out, as a ratio from 0 to 1. */
    readonly share: number;
    /** The longest stretch without a citation, in seconds. */
    readonly longestGap: Seconds;
  };
  /** Count of points that were left out because the talk does not support them. */
  readonly dropped: number;
  /** What came of reading it beside its lines once more; absent when that was not done. */
  readonly verified?: Verified | undefined;
};

/** How a model judged the statements and titles of a note beside the lines they rest on. */
export type Verified = {
  /** The model, as the user writes it. */
  readonly model: string;
  /** Count of statements and titles it gave a verdict on. */
  readonly claims: number;
  /** Count of those that were put right after its verdict. */
  readonly corrected: number;
  /** Count of those it gave no verdict on. */
  readonly unread: number;
};
