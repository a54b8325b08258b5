import { SAMPLE_RATE_HERTZ, type AudioSpan } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';

/** Loudness is looked at every 10 ms, over 20 ms each; in samples. */
const STEP = SAMPLE_RATE_HERTZ / 100;
const STRETCH = 2 * STEP;
/** Nothing is quieter than this mean square of a sample. */
const SILENCE = 1e-7;
/** What is quiet lies below this ratio of the way from the window's quietest to its loudest, in decibels. */
const QUIET = 0.35;
/** With less between them, in decibels, there is no telling speech from what sounds beside it. */
const LEAST_CONTRAST = 15;
/** A shorter rest is the closure of a consonant, in seconds. */
const SHORTEST_REST: Seconds = 0.08;

/** Stretches of quiet that are longer than any within a word, in seconds, in order of time. */
export function restsIn(samples: Float32Array): AudioSpan[] {
  const loudness = loudnessOf(samples);
  const sorted = loudness.toSorted();
  const [least = 0, most = 0] = [0.05, 0.9].map(
    (share) => sorted[Math.floor(share * sorted.length)],
  );
  if (most - least < LEAST_CONTRAST) return [];
  const limit = least + QUIET * (most - least);
  const rests: AudioSpan[] = [];
  let from = 0;
  for (let at = 0; at <= loudness.length; at++) {
    if ((loudness[at] ?? Infinity) < limit) continue;
    if ((at - from) / 100 >= SHORTEST_REST) rests.push({ start: from / 100, end: at / 100 });
    from = at + 1;
  }
  return rests;
}

/** In decibels, every `STEP` samples. */
function loudnessOf(samples: Float32Array): Float32Array {
  const loudness = new Float32Array(Math.floor(samples.length / STEP));
  for (let step = 0; step < loudness.length; step++) {
    let sum = 0;
    const from = step * STEP - STRETCH / 2;
    for (let at = Math.max(0, from); at < from + STRETCH; at++) sum += (samples[at] ?? 0) ** 2;
    loudness[step] = 10 * Math.log10(sum / STRETCH + SILENCE);
  }
  return loudness;
}

/** Shorter pieces of speech are not cut off, in seconds: they say little by themselves. */
const SHORTEST_PIECE: Seconds = 1.2;

/** A stretch of speech in pieces, cut wherever one of these rests leaves enough on both sides. */
export function betweenRests({ start, end }: AudioSpan, rests: readonly AudioSpan[]): AudioSpan[] {
  const pieces: AudioSpan[] = [];
  let from = start;
  for (const rest of rests) {
    if (rest.start - from < SHORTEST_PIECE || end - rest.end < SHORTEST_PIECE) continue;
    pieces.push({ start: from, end: rest.start });
    from = rest.end;
  }
  return [...pieces, { start: from, end }];
}
