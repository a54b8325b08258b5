import { SAMPLE_RATE_HERTZ } from '../model/audio.ts';

/**
 * The band that is kept, as a ratio of what the lower of both rates holds; what is above would come back as noise.
 * Speech recognisers hear up to 7.6 kHz.
 */
const BAND = 0.95;
/** Waves of the filter at each side: with these, what is left above the band is too weak for 16 bits of speech. */
const WAVES = 24;

/**
 * Mono sound at another rate as 16 kHz, however its blocks break: each sample is weighed from those around it (a
 * windowed sinc, https://ccrma.stanford.edu/~jos/resample/). Memory does not grow with length.
 */
export async function* resample(
  blocks: AsyncIterable<Float32Array>,
  rateHertz: number,
): AsyncGenerator<Float32Array, void> {
  const filter = filterFor(rateHertz);
  // Silence before the first sample and behind the last one.
  let kept: Float32Array = new Float32Array(filter.reach);
  let [made, dropped] = [0, -filter.reach];
  for await (const block of blocks) {
    kept = joined(kept, block);
    const until = dropped + kept.length - filter.reach;
    const out = filter.over(kept, { from: made, to: countBefore(until, rateHertz), dropped });
    made += out.length;
    const needed = Math.floor((made * rateHertz) / SAMPLE_RATE_HERTZ) - filter.reach;
    kept = kept.slice(needed - dropped);
    dropped = needed;
    if (out.length > 0) yield out;
  }
  const end = countBefore(dropped + kept.length, rateHertz);
  kept = joined(kept, new Float32Array(2 * filter.reach));
  const rest = filter.over(kept, { from: made, to: end, dropped });
  if (rest.length > 0) yield rest;
}

/** Count of samples at 16 kHz that stand before a sample of the source. */
function countBefore(sample: number, rateHertz: number): number {
  return Math.max(0, Math.ceil((sample * SAMPLE_RATE_HERTZ) / rateHertz));
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

type Stretch = {
  /** Numbers of the samples that are made, the last one exclusive. */
  readonly from: number;
  readonly to: number;
  /** Which sample of the source comes first in what is given. */
  readonly dropped: number;
};

type Filter = {
  /** Count of samples of the source that are needed at each side of a moment. */
  readonly reach: number;
  over(source: Float32Array, stretch: Stretch): Float32Array;
};

function filterFor(rateHertz: number): Filter {
  const band = BAND * Math.min(1, SAMPLE_RATE_HERTZ / rateHertz);
  const reach = Math.ceil(WAVES / band);
  // Moments come back to the same place between two samples after so many.
  const phases = SAMPLE_RATE_HERTZ / greatestDivisor(SAMPLE_RATE_HERTZ, rateHertz);
  const weights = Array.from({ length: phases }, (_, phase) =>
    weightsAt(((phase * rateHertz) / SAMPLE_RATE_HERTZ) % 1, { band, reach }),
  );
  return {
    reach,
    over: (source, { from, to, dropped }) => {
      const out = new Float32Array(Math.max(0, to - from));
      for (let index = 0; index < out.length; index++) {
        const number = from + index;
        const first = Math.floor((number * rateHertz) / SAMPLE_RATE_HERTZ) - reach + 1 - dropped;
        const weight = weights[number % phases] ?? new Float32Array(0);
        let sum = 0;
        for (let at = 0; at < weight.length; at++) {
          sum += (weight[at] ?? 0) * (source[first + at] ?? 0);
        }
        out[index] = sum;
      }
      return out;
    },
  };
}

/** How much each sample around a moment counts, which is `past` behind a sample. All together count 1. */
function weightsAt(
  past: number,
  { band, reach }: { readonly band: number; readonly reach: number },
): Float32Array {
  const weights = new Float32Array(2 * reach);
  for (let at = 0; at < weights.length; at++) {
    const distance = at - reach + 1 - past;
    const wave = Math.PI * band * distance;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach);
    weights[at] = (distance === 0 ? 1 : Math.sin(wave) / wave) * window;
  }
  const sum = weights.reduce((total, each) => total + each, 0);
  return weights.map((each) => each / sum);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
