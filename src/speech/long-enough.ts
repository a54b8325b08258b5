import { SAMPLE_RATE_HERTZ } from '../model/audio.ts';

/** whisper.cpp passes over anything below 1 s without a word. In samples. */
const FEWEST = 1.1 * SAMPLE_RATE_HERTZ;

/** The samples, with silence after them where Whisper would not listen to so few. */
export function longEnough(samples: Float32Array): Float32Array {
  if (samples.length >= FEWEST) return samples;
  const longer = new Float32Array(FEWEST);
  longer.set(samples);
  return longer;
}
