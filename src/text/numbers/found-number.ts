/** A number found in a text. */
export type FoundNumber = {
  /** What it may mean, as a count: `4M` is 4,000,000 or 4; `1,234` is 1234 or 1.234. */
  readonly values: readonly number[];
  /** As it stands in the text. */
  readonly text: string;
  /** True when it must not get lost: digits, or words that are surely a number (`two hundred`, not `one`). */
  readonly strict: boolean;
  /** True when it is said as a number; not of words and phrases that only may mean one. */
  readonly isPlain?: boolean | undefined;
};
