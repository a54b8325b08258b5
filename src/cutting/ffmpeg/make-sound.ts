import type { Seconds } from '../../model/time.ts';
import { lengthOf, type Segment } from '../segments/segments.ts';
import { cutSound, sampleFormat } from './cut-sound.ts';
import type { MediaFacts, Sound } from './probe-media.ts';
import { runFfmpeg, type FfmpegRun } from './run-ffmpeg.ts';
import { tagFlags, tagInput } from './tags.ts';

/** How sound is written. */
export type SoundQuality = {
  /** Evens the loudness: quiet stretches are raised, as far as noise allows. @default true */
  readonly evenLoudness?: boolean | undefined;
};

/** Whose sound is made, and of what. */
export type SoundJob = SoundQuality & {
  readonly facts: MediaFacts & { readonly sound: Sound };
  /** The stretches of the media whose sound it is. */
  readonly segments: readonly Segment[];
  /** The file that is written: AAC in MP4 where there is a picture, else MP3. */
  readonly target: string;
  readonly run: FfmpegRun;
};

/** AAC is transparent for speech and music at this rate, in two channels (https://trac.ffmpeg.org/wiki/Encode/AAC). */
export const AAC = ['-c:a', 'aac', '-b:a', '160k'];
/** LAME's own scale; 2 is about 190 kbit/s (https://trac.ffmpeg.org/wiki/Encode/MP3). */
export const MP3 = ['-c:a', 'libmp3lame', '-q:a', '2'];
/** At most six times louder, so that a silent room does not roar; within about eight seconds. */
const EVEN = 'dynaudnorm=p=0.9:m=6:g=15';
/** Shorter sound has nothing to even; below about a third of it this filter of ffmpeg 5.1 crashes. In seconds. */
const SHORTEST_EVENED = 1;

/**
 * Packets of sound that wait to be encoded; ffmpeg's own default is 8. Up to version 6 it sleeps for ten milliseconds
 * whenever none waits and it has another input, which doubles the time.
 */
const WAITING = ['-thread_queue_size', '256'];

/** Encodes the sound of some stretches, one after another. Yields seconds of output. */
export async function* makeSound(job: SoundJob): AsyncGenerator<Seconds, void> {
  const { facts, segments, target, run, evenLoudness = true } = job;
  const { sampleRate, channels } = sampleFormat(facts.sound);
  const isEvened = evenLoudness && lengthOf(segments) >= SHORTEST_EVENED;
  const args = [
    [...WAITING, '-f', 'f32le', '-ar', String(sampleRate), '-ac', String(channels)],
    ['-i', 'pipe:0'],
    tagInput(facts),
    ['-map', '0:a:0', ...(isEvened ? ['-af', EVEN] : [])],
    tagFlags({ sound: facts.sound }, 1),
    facts.picture ? [...AAC, '-f', 'mp4'] : [...MP3, '-f', 'mp3'],
    [`file:${target}`],
  ].flat();
  yield* runFfmpeg(args, { ...run, about: facts.path, input: cutSound(facts, segments, run) });
}
