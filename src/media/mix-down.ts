/** The largest value of a signed 16-bit sample, plus one. */
const FULL_SCALE = 32_768;
/** A mix this much weaker than its loudest channel means that the channels cancel each other out, as a ratio of energy. */
const CANCELLED = 0.01;

/**
 * Interleaved 16-bit little-endian samples as one channel from -1 to 1. Each channel counts by its share of the
 * energy, so that a silent one takes nothing from the voice; of channels that cancel each other out, as one
 * with its poles swapped does, the loudest is taken. Drops a partial frame. The same block gives the same mix.
 */
export function mixDown(bytes: Buffer, channels: number): Float32Array {
  const frames = Math.floor(bytes.length / 2 / channels);
  if (channels === 1) return mix(bytes, frames, [1]);
  const energies = energiesOf(bytes, channels);
  const total = energies.reduce((sum, energy) => sum + energy, 0);
  if (total === 0) return new Float32Array(frames);
  const mono = mix(
    bytes,
    frames,
    energies.map((energy) => energy / total),
  );
  const loudest = Math.max(...energies);
  const left = mono.reduce((sum, sample) => sum + sample * sample, 0) * FULL_SCALE * FULL_SCALE;
  if (left >= CANCELLED * loudest) return mono;
  const at = energies.indexOf(loudest);
  return mix(
    bytes,
    frames,
    energies.map((_, channel) => (channel === at ? 1 : 0)),
  );
}

/** The sum of squares of each channel. */
function energiesOf(bytes: Buffer, channels: number): number[] {
  const energies = Array.from({ length: channels }, () => 0);
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const channel = (at / 2) % channels;
    const sample = bytes.readInt16LE(at);
    energies[channel] = (energies[channel] ?? 0) + sample * sample;
  }
  return energies;
}

function mix(bytes: Buffer, frames: number, weights: readonly number[]): Float32Array {
  const mono = new Float32Array(frames);
  const scaled = weights.map((weight) => weight / FULL_SCALE);
  // Of channels without weight nothing is read, and an iterator would be made anew for each of millions of frames.
  const heard = [...scaled.keys()].filter((channel) => scaled[channel] !== 0);
  const step = 2 * weights.length;
  for (const channel of heard) {
    const weight = scaled[channel] ?? 0;
    for (let frame = 0, at = 2 * channel; frame < frames; frame++, at += step) {
      mono[frame] = (mono[frame] ?? 0) + weight * bytes.readInt16LE(at);
    }
  }
  return mono;
}
