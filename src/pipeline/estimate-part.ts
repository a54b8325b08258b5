/** What some of the work on a talk is likely to take: requests, and tokens read and written. */
export type Part = { readonly requests: number; readonly input: number; readonly output: number };

/** The instructions of a request beside the talk's text, in tokens. */
export const PROMPT_TOKENS = 400;
/** What is said of a fault and its correction, in tokens. */
export const FAULT_TOKENS = 90;
/** Lines and statements that are found at fault, as a ratio of all. */
export const FAULTS = 0.03;
/** A talk that takes more of the window than this is read in windows, as a ratio. */
export const WHOLE_SHARE = 0.6;

/** Reading the whole talk once, in windows where it does not fit at once. */
export function readingPart(
  tokens: number,
  windowTokens: number,
  { whole, answer }: { readonly whole: number; readonly answer: number },
): Part {
  const requests = tokens <= whole ? 1 : Math.ceil(tokens / windowTokens);
  return { requests, input: tokens + requests * PROMPT_TOKENS, output: requests * answer };
}
