import { SAMPLE_RATE_HERTZ } from '../model/audio.ts';
import { mixDown } from './mix-down.ts';

/** The header of a WAV stream without any extra: RIFF, `fmt ` of 16 bytes, `data`. */
const HEADER_BYTES = 44;
const CHANNELS_AT = 22;

/**
 * The sound of a 16-bit, 16 kHz WAV that comes as a stream, mixed down to blocks of one second, however its
 * pieces break: blocks of one length make the same mix every time. Throws `TypeError` on what is no WAV.
 */
export async function* readWavStream(
  stream: AsyncIterable<Buffer>,
): AsyncGenerator<Float32Array, void> {
  let bytes: Buffer = Buffer.alloc(0);
  let channels = 0;
  for await (const piece of stream) {
    bytes = bytes.length > 0 ? Buffer.concat([bytes, piece]) : piece;
    if (channels === 0) {
      if (bytes.length < HEADER_BYTES) continue;
      channels = bytes.readUInt16LE(CHANNELS_AT);
      if (bytes.toString('latin1', 0, 4) !== 'RIFF' || channels === 0) {
        throw new TypeError('this is no WAV stream');
      }
      bytes = bytes.subarray(HEADER_BYTES);
    }
    const blockBytes = SAMPLE_RATE_HERTZ * 2 * channels;
    for (; bytes.length >= blockBytes; bytes = bytes.subarray(blockBytes)) {
      yield mixDown(bytes.subarray(0, blockBytes), channels);
    }
  }
  const rest = channels > 0 ? mixDown(bytes, channels) : new Float32Array(0);
  if (rest.length > 0) yield rest;
}
