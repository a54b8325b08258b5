import { SAMPLE_RATE_HERTZ } from '../model/audio.ts';
import type { Seconds } from '../model/time.ts';
import { decodeWithFfmpeg, probeDuration, type FfmpegOptions } from './ffmpeg.ts';
import { resample } from './resample.ts';
import { findWavSound, readWav, wavDuration } from './wav.ts';

/** How a media file is opened. */
export type OpenAudioOptions = Pick<FfmpegOptions, 'signal'> & {
  /** ffmpeg's name on the path, or its file. @default 'ffmpeg' */
  readonly ffmpeg?: string | undefined;
};

/**
 * The sound of a media file as a stream of mono 16 kHz blocks. 16-bit WAV is read directly; everything else by
 * ffmpeg. Nothing is opened before the first block is asked for; leaving early closes all.
 */
export async function* openAudio(
  path: string,
  options: OpenAudioOptions = {},
): AsyncGenerator<Float32Array, void> {
  options.signal?.throwIfAborted();
  const wav = await findWavSound(path);
  if (wav?.rateHertz === SAMPLE_RATE_HERTZ) yield* readWav(path, wav, options);
  else if (wav) yield* resample(readWav(path, wav, options), wav.rateHertz);
  else yield* decodeWithFfmpeg(path, { signal: options.signal, program: options.ffmpeg });
}

/** How long a media file is by its own account, or `undefined` when that is not cheap to know. */
export async function audioDuration(
  path: string,
  options: Pick<OpenAudioOptions, 'signal'> = {},
): Promise<Seconds | undefined> {
  const wav = await findWavSound(path);
  return wav ? wavDuration(wav) : probeDuration(path, options);
}
