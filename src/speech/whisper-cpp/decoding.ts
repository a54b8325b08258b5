/** Ten minutes for one window: a large model on a slow core stays below. */
export const TIME_LIMIT_MS = 600_000;
/** A window is tried so often before its death counts: the process may have been killed by chance. */
export const ATTEMPTS = 2;

/** How a window is decoded, each a number as both programs take it. */
export type Decoding = {
  readonly temperature: string;
  /** What the temperature rises by when the program's own checks refuse what it heard. */
  readonly step: string;
  /** Count of samples at a temperature above zero, the likeliest of which is taken. */
  readonly bestOf: string;
  /** Count of beams at a temperature of zero. */
  readonly beams: string;
  /** The most text before the window, in tokens. */
  readonly context: string;
};

/** Half of Whisper's text window, which is all it has for a prompt, in tokens. */
const PROMPT_TOKENS = '224';

/**
 * The usual decoding, with five beams as `whisper-cli` has by itself; or one warm from the start, which is what it
 * answers to a loop that its own checks let pass. No text is carried from one pass to the next, the cause of most loops.
 * But with no room for text the programs leave out the prompt as well; and a window is one pass.
 */
export function decodingOf(prompt: string | undefined, isOtherWay = false): Decoding {
  return {
    temperature: isOtherWay ? '0.4' : '0',
    step: '0.4',
    bestOf: '5',
    beams: '5',
    context: prompt ? PROMPT_TOKENS : '0',
  };
}
