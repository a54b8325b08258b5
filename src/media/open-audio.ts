import { turned } from '../base/async.ts';
import { SAMPLE_RATE_HERTZ } from '../model/audio.ts';
import type { Seconds } from '../model/time.ts';
import { decodeWithFfmpeg, type FfmpegOptions, type SoundEnding } from './ffmpeg.ts';
import type { FoundSound } from './find-sound.ts';
import type { Media } from './media.ts';
import { resample } from './resample.ts';
import { findWavSound, readWav } from './wav.ts';

/** How a media file is opened. */
export type OpenAudioOptions = Pick<FfmpegOptions, 'signal'> & {
  /** ffmpeg's name on the path, or its file. @default 'ffmpeg' */
  readonly ffmpeg?: string | undefined;
  /** Which of its sounds is read, as `findSound` says. @default the one ffmpeg takes */
  readonly sound?: Pick<FoundSound, 'stream'> | undefined;
  /** Called behind the last block, with the length of the sound in seconds: `cutOff` tells whether it is all there should be. */
  readonly onEnd?: ((end: Seconds, ending: SoundEnding) => void) | undefined;
};

/**
 * The sound of a media file as a stream of mono 16 kHz blocks. 16-bit WAV is read directly; everything else by
 * ffmpeg. Of a file that is still coming in what is there is read, and the rest waited for. Nothing is opened before the first
 * block is asked for; leaving early closes all.
 */
export async function* openAudio(
  media: Media,
  options: OpenAudioOptions = {},
): AsyncGenerator<Float32Array, void> {
  let samples = 0;
  const ending = yield* turned(soundOf(media, options), function* (block) {
    samples += block.length;
    yield block;
  });
  options.onEnd?.(samples / SAMPLE_RATE_HERTZ, ending);
}

async function* soundOf(
  media: Media,
  { signal, ffmpeg, sound }: OpenAudioOptions,
): AsyncGenerator<Float32Array, SoundEnding> {
  signal?.throwIfAborted();
  const wav = await findWavSound(media, signal);
  if (!wav) {
    return yield* decodeWithFfmpeg(media, { signal, program: ffmpeg, stream: sound?.stream });
  }
  const blocks = readWav(media, wav, { signal });
  yield* wav.rateHertz === SAMPLE_RATE_HERTZ ? blocks : resample(blocks, wav.rateHertz);
  return 'whole';
}
