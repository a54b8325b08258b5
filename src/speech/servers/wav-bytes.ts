import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';

/** Bytes of the header: RIFF, its format chunk and the head of its data chunk, in their plainest form. */
const HEADER_BYTES = 44;
const SAMPLE_BYTES = 2;
/** The format code of plain samples (Multimedia Programming Interface 1.0, 1991). */
const PCM = 1;

/**
 * A whole WAV file, mono, 16 bits, `SAMPLE_RATE_HERTZ`, from samples of -1 to 1. What is louder is cut to
 * the loudest, what is not a number becomes silence.
 */
export function wavBytes(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES + samples.length * SAMPLE_BYTES);
  const view = new DataView(bytes.buffer);
  const name = (text: string, at: number): void => {
    for (let index = 0; index < text.length; index++)
      view.setUint8(at + index, text.charCodeAt(index));
  };
  name('RIFF', 0);
  view.setUint32(4, bytes.length - 8, true);
  name('WAVE', 8);
  name('fmt ', 12);
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLE_RATE_HERTZ, true);
  view.setUint32(28, SAMPLE_RATE_HERTZ * SAMPLE_BYTES, true);
  view.setUint16(32, SAMPLE_BYTES, true);
  view.setUint16(34, SAMPLE_BYTES * 8, true);
  name('data', 36);
  view.setUint32(40, samples.length * SAMPLE_BYTES, true);
  samples.forEach((sample, index) => {
    const loudness = Math.min(1, Math.max(-1, sample || 0));
    view.setInt16(HEADER_BYTES + index * SAMPLE_BYTES, Math.round(loudness * 0x7f_ff), true);
  });
  return bytes;
}
