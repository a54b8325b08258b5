import { turned } from '../base/async.ts';
import { SAMPLE_RATE_HERTZ } from '../model/audio.ts';
import { cutOff, type CutOff } from './cut-off.ts';
import { decodeWithFfmpeg, type FfmpegOptions, type SoundEnding } from './ffmpeg.ts';
import type { FoundSound } from './find-sound.ts';
import { resample } from './resample.ts';
import { findWavSound, readWav } from './wav.ts';

/** How a media file is opened. */
export type OpenAudioOptions = Pick<FfmpegOptions, 'signal'> & {
  /** ffmpeg's name on the path, or its file. @default 'ffmpeg' */
  readonly ffmpeg?: string | undefined;
  /** Which of its sounds is read and how long that should be, as `findSound` says. @default the one ffmpeg takes */
  readonly sound?: Pick<FoundSound, 'stream' | 'stated'> | undefined;
  /** Called behind the last block of a sound that ends before the file says so. */
  readonly onCutOff?: ((cut: CutOff) => void) | undefined;
};

/**
 * The sound of a media file as a stream of mono 16 kHz blocks. 16-bit WAV is read directly; everything else by
 * ffmpeg. Nothing is opened before the first block is asked for; leaving early closes all.
 */
export async function* openAudio(
  path: string,
  options: OpenAudioOptions = {},
): AsyncGenerator<Float32Array, void> {
  let samples = 0;
  const ending = yield* turned(soundOf(path, options), function* (block) {
    samples += block.length;
    yield block;
  });
  const cut = cutOff(samples / SAMPLE_RATE_HERTZ, ending, options.sound?.stated);
  if (cut) options.onCutOff?.(cut);
}

async function* soundOf(
  path: string,
  { signal, ffmpeg, sound }: OpenAudioOptions,
): AsyncGenerator<Float32Array, SoundEnding> {
  signal?.throwIfAborted();
  const wav = await findWavSound(path);
  if (!wav) {
    return yield* decodeWithFfmpeg(path, { signal, program: ffmpeg, stream: sound?.stream });
  }
  const blocks = readWav(path, wav, { signal });
  yield* wav.rateHertz === SAMPLE_RATE_HERTZ ? blocks : resample(blocks, wav.rateHertz);
  return 'whole';
}
