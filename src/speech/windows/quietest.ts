import { SAMPLE_RATE_HERTZ, type AudioSpan } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';

/** Length of the stretch that is to be quiet, in samples: 0.2 s, longer than the closure of a consonant. */
const STRETCH = SAMPLE_RATE_HERTZ / 5;
/** How far apart stretches are tried, in samples: 10 ms. */
const STEP = SAMPLE_RATE_HERTZ / 100;

/**
 * The middle of the quietest fifth of a second within a span of the samples: the best place to cut speech
 * that has no pause. A span too short to search gives its own middle. Seconds from the first sample.
 */
export function quietestAt(samples: Float32Array, within: AudioSpan): Seconds {
  const first = Math.max(0, Math.round(within.start * SAMPLE_RATE_HERTZ));
  const last = Math.min(samples.length, Math.round(within.end * SAMPLE_RATE_HERTZ)) - STRETCH;
  let best = (within.start + within.end) / 2;
  let least = Infinity;
  for (let at = first; at <= last; at += STEP) {
    const energy = energyOf(samples.subarray(at, at + STRETCH));
    if (energy >= least) continue;
    least = energy;
    best = (at + STRETCH / 2) / SAMPLE_RATE_HERTZ;
  }
  return best;
}

function energyOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum;
}
