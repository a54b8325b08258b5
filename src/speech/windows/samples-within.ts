import { SAMPLE_RATE_HERTZ, type AudioSpan } from '../../model/audio.ts';

/** The samples of a span in seconds from the first one: the same memory, not a copy. */
export function samplesWithin(samples: Float32Array, { start, end }: AudioSpan): Float32Array {
  return samples.subarray(
    Math.max(0, Math.round(start * SAMPLE_RATE_HERTZ)),
    Math.round(end * SAMPLE_RATE_HERTZ),
  );
}
