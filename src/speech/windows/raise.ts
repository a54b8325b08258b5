/**
 * Speech is seldom quieter at its loudest than this, as a share of full scale (-24 dB): what is all quieter is a recording
 * with little gain, in which the detector hears little. The level is that of the loudest hundredth of the samples, so that
 * a click does not hide it.
 */
const QUIET = 0.063;
/** Raised to this, as normal speech is (-12 dB). */
const WANTED = 0.25;
/** More than this (40 dB) is noise that would be raised. As a factor. */
const MOST = 100;
/** Share of the samples that is louder than the level. */
const LOUDEST = 0.01;
/** Every how many samples are looked at: some thousand a second tell the level, and are sorted in a twentieth of the time. */
const STRIDE = 17;

/** The level of the loudest sound in some samples, as a share of full scale. */
export function levelOf(samples: Float32Array): number {
  const loud = samples
    .filter((_, at) => at % STRIDE === 0)
    .map(Math.abs)
    .toSorted();
  return loud[Math.floor(loud.length * (1 - LOUDEST))] ?? 0;
}

/** The samples of a recording that is quiet throughout, louder: for listening whether somebody speaks. */
export function raised(samples: Float32Array, level: number): Float32Array {
  if (level === 0 || level >= QUIET) return samples;
  const factor = Math.min(MOST, WANTED / level);
  return samples.map((sample) => Math.max(-1, Math.min(1, sample * factor)));
}
