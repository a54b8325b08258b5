import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import { complex, FRAME, transform } from './fourier.ts';

/** Samples from one frame to the next: 10 ms. */
const HOP = 160;
/** Frames of what Whisper hears at once: 30 s, silence where there is less sound (its paper, section 2.2). */
export const FRAMES = 3000;
/** Frequencies of one frame, from 0 to 8 kHz. */
const BINS = FRAME / 2 + 1;
/** Power below this counts as none. */
const FLOOR = 1e-10;
/** What is weaker than the strongest by this many powers of ten is cut off. */
const RANGE = 8;

const HANN = Float64Array.from(
  { length: FRAME },
  (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / FRAME),
);

/**
 * The logarithmic mel spectrogram that Whisper takes, as its own `audio.py` makes it: `bands` rows of `FRAMES`
 * numbers, of mono sound at 16 kHz. Sound beyond 30 s is left out.
 */
export function spectrogramOf(samples: Float32Array, bands: number): Float32Array {
  const filters = filtersFor(bands);
  const spectrogram = new Float32Array(bands * FRAMES);
  // Frames are centred, so that the last reaches half of one beyond the sound.
  const used = Math.min(FRAMES, Math.ceil((samples.length + FRAME / 2) / HOP));
  let strongest = Math.log10(FLOOR);
  for (let frame = 0; frame < used; frame++) {
    // One transform gives the powers of two frames.
    if (frame % 2 === 0) measure(samples, frame);
    const power = POWERS[frame % 2] ?? POWERS[0];
    filters.forEach((filter, band) => {
      const value = Math.log10(Math.max(FLOOR, filtered(power, filter)));
      spectrogram[band * FRAMES + frame] = value;
      strongest = Math.max(strongest, value);
    });
  }
  const silence = Math.log10(FLOOR);
  for (let at = 0; at < spectrogram.length; at++) {
    const value = at % FRAMES < used ? (spectrogram[at] ?? 0) : silence;
    spectrogram[at] = (Math.max(value, strongest - RANGE) + 4) / 4;
  }
  return spectrogram;
}

const windowed = complex(FRAME);
const spectrum = complex(FRAME);
const POWERS = [new Float64Array(BINS), new Float64Array(BINS)] as const;

/** Puts the powers of two frames that follow one another into `POWERS`: one transform gives both, the second as its imaginary part. */
function measure(samples: Float32Array, frame: number): void {
  const from = frame * HOP - FRAME / 2;
  for (let at = 0; at < FRAME; at++) {
    const weight = HANN[at] ?? 0;
    windowed.re[at] = weight * mirrored(samples, from + at);
    windowed.im[at] = weight * mirrored(samples, from + HOP + at);
  }
  transform(windowed, spectrum);
  const { re, im } = spectrum;
  for (let bin = 0; bin < BINS; bin++) {
    const mirror = (FRAME - bin) % FRAME;
    const reOne = re[bin] ?? 0;
    const imOne = im[bin] ?? 0;
    const reTwo = re[mirror] ?? 0;
    const imTwo = im[mirror] ?? 0;
    POWERS[0][bin] = ((reOne + reTwo) ** 2 + (imOne - imTwo) ** 2) / 4;
    POWERS[1][bin] = ((imOne + imTwo) ** 2 + (reTwo - reOne) ** 2) / 4;
  }
}

/** A sample; before the first the sound is mirrored, after the last there is silence. */
function mirrored(samples: Float32Array, at: number): number {
  return samples[Math.abs(at)] ?? 0;
}

/** The weights of one band, from the first frequency that it takes. */
type Filter = { readonly first: number; readonly weights: Float64Array };

function filtered(power: Float64Array, { first, weights }: Filter): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += (weights[at] ?? 0) * (power[first + at] ?? 0);
  return sum;
}

const known = new Map<number, readonly Filter[]>();

/** Triangles of equal area, spaced by Slaney's mel scale (M. Slaney, Auditory Toolbox, 1998), as librosa's default. */
function filtersFor(bands: number): readonly Filter[] {
  const made = known.get(bands);
  if (made) return made;
  const top = melOf(SAMPLE_RATE_HERTZ / 2);
  const edges = Array.from({ length: bands + 2 }, (_, at) => hertzOf((top * at) / (bands + 1)));
  const filters = Array.from({ length: bands }, (_, band) => {
    const [low = 0, middle = 0, high = 0] = edges.slice(band, band + 3);
    const weights = Array.from({ length: BINS }, (__, bin) => {
      const hertz = (bin * SAMPLE_RATE_HERTZ) / FRAME;
      const slope = Math.min((hertz - low) / (middle - low), (high - hertz) / (high - middle));
      return (Math.max(0, slope) * 2) / (high - low);
    });
    const first = Math.max(
      0,
      weights.findIndex((weight) => weight > 0),
    );
    const last = weights.findLastIndex((weight) => weight > 0);
    return { first, weights: Float64Array.from(weights.slice(first, last + 1)) };
  });
  known.set(bands, filters);
  return filters;
}

/** The scale is linear up to 1 kHz, 15 mels, and logarithmic above: 27 mels for a factor of 6.4. */
const LINEAR = { hertz: 1000, mels: 15 };
const STEP = Math.log(6.4) / 27;

function melOf(hertz: number): number {
  if (hertz < LINEAR.hertz) return (hertz * LINEAR.mels) / LINEAR.hertz;
  return LINEAR.mels + Math.log(hertz / LINEAR.hertz) / STEP;
}

function hertzOf(mels: number): number {
  if (mels < LINEAR.mels) return (mels * LINEAR.hertz) / LINEAR.mels;
  return LINEAR.hertz * Math.exp((mels - LINEAR.mels) * STEP);
}
