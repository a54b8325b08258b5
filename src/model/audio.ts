import type { Seconds } from './time.ts';

/** Samples of one second of all audio inside Talkleaf, in hertz: what every recogniser takes. */
export const SAMPLE_RATE_HERTZ = 16_000;

/**
 * Sound as a stream of blocks: mono, `SAMPLE_RATE_HERTZ`, each sample from -1 to 1. Blocks may be of any
 * length but 0, and belong to whoever received them.
 */
export type AudioBlocks = AsyncIterable<Float32Array>;

/** A stretch of the media, start inclusive, end exclusive. */
export type AudioSpan = {
  /** Where it starts, in seconds from the start of the media. */
  readonly start: Seconds;
  /** Where it ends, in seconds. */
  readonly end: Seconds;
};

/** A stretch of sound, short enough for one call of a recogniser. */
export type AudioWindow = {
  /** Where its samples stand in the media: one part, or several, one after the other, with the pauses between left out. */
  readonly parts: readonly AudioSpan[];
  /** Mono, `SAMPLE_RATE_HERTZ`, from -1 to 1. */
  readonly samples: Float32Array;
  /** Where speech was found in it, in order, in seconds from its first sample. */
  readonly speech: readonly AudioSpan[];
};
