import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';

/** Shorter than any word: 0.1 s, in samples. */
const FEWEST = SAMPLE_RATE_HERTZ / 10;
/** The noise of a 16-bit file that holds nothing: four of its smallest steps, which is -78 dB. */
const FAINTEST = 4 / 32_768;

/**
 * True when there is nothing to be heard in these samples: too few of them for a word, or none of them
 * louder than the noise of silence. Whisper writes down a sentence of its own when it is given such.
 */
export function isSoundless(samples: Float32Array): boolean {
  return samples.length < FEWEST || samples.every((sample) => !(Math.abs(sample) > FAINTEST));
}
