/** The largest value of a signed 16-bit sample, plus one. */
const FULL_SCALE = 32_768;

/** Interleaved 16-bit little-endian samples as one channel from -1 to 1, the channels averaged. Drops a partial frame. */
export function mixDown(bytes: Buffer, channels: number): Float32Array {
  const frames = Math.floor(bytes.length / 2 / channels);
  const mono = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++)
      sum += bytes.readInt16LE((frame * channels + channel) * 2);
    mono[frame] = sum / channels / FULL_SCALE;
  }
  return mono;
}
