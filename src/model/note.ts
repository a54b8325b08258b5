import type { Seconds } from './time.ts';

/** One statement of the note, and the sentences it rests on. */
export type Claim = {
  readonly text: string;
  /** Sentence IDs, the first being where the statement begins. */
  readonly cites: readonly number[];
  /** What the checks still doubt about it, in a word each. */
  readonly doubts?: readonly string[] | undefined;
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
    /** Share of the talk's time within 20 seconds of a citation, as a ratio from 0 to 1. */
    readonly share: number;
    /** The longest stretch without a citation, in seconds. */
    readonly longestGap: Seconds;
  };
  /** Count of points that were left out because the talk does not support them. */
  readonly dropped: number;
};
