import { writeFile } from 'node:fs/promises';

import type { Seconds } from '../model/time.ts';
import { type ConcatEntry, concatInput, concatList } from './concat-list.ts';
import { cutSound, sampleFormat } from './cut-sound.ts';
import type { MediaFacts, Sound } from './probe-media.ts';
import { runFfmpeg, type FfmpegRun } from './run-ffmpeg.ts';
import type { Segment } from './segments.ts';
import { NO_TIMECODE, tagFlags, tagInput } from './tags.ts';

/** How sound is written. */
export type SoundQuality = {
  /** Evens the loudness: quiet stretches are raised, as far as noise allows. @default true */
  readonly evenLoudness?: boolean | undefined;
};

/** What is joined, and into what. */
export type JoinJob = SoundQuality & {
  readonly facts: MediaFacts;
  /** Pieces of picture in order; none where there is only sound. */
  readonly pieces: readonly ConcatEntry[];
  /** The stretches of the media whose sound belongs to them. */
  readonly segments: readonly Segment[];
  /** Ticks a second of the picture's clock. @default as its pieces have */
  readonly ticks?: number | undefined;
  /** The file that is written: MP4 with picture, MP3 without. */
  readonly target: string;
  /** Folder for files that are needed meanwhile. */
  readonly folder: string;
  readonly run: FfmpegRun;
};

/** AAC is transparent for speech and music at this rate, in two channels (https://trac.ffmpeg.org/wiki/Encode/AAC). */
export const AAC = ['-c:a', 'aac', '-b:a', '160k'];
/** LAME's own scale; 2 is about 190 kbit/s (https://trac.ffmpeg.org/wiki/Encode/MP3). */
export const MP3 = ['-c:a', 'libmp3lame', '-q:a', '2'];
/** At most six times louder, so that a silent room does not roar; within about eight seconds. */
const EVEN = 'dynaudnorm=p=0.9:m=6:g=15';

/** Joins pieces of picture with the sound of the same stretches. Yields seconds of output. */
export async function* joinPieces(job: JoinJob): AsyncGenerator<Seconds, void> {
  const { facts, pieces, segments, target, folder, run } = job;
  const { sound } = facts;
  const list = `${folder}/pieces.txt`;
  await writeFile(list, concatList(pieces));
  const picture = pieces.length > 0;
  const args = [
    picture ? concatInput(list) : [],
    sound ? soundInput(sound) : [],
    tagInput(facts),
    picture ? pictureFlags(job) : [],
    sound ? soundFlags(job, picture) : [],
    tagFlags(facts, Number(picture) + Number(sound !== undefined)),
    picture ? [...NO_TIMECODE, '-f', 'mp4'] : ['-f', 'mp3'],
    [`file:${target}`],
  ].flat();
  const input = sound ? cutSound({ ...facts, sound }, segments, run) : undefined;
  yield* runFfmpeg(args, { ...run, about: facts.path, input });
}

function pictureFlags({ ticks }: JoinJob): string[] {
  const clock = ticks === undefined ? [] : ['-video_track_timescale', String(ticks)];
  return ['-map', '0:v:0', '-c:v', 'copy', ...clock];
}

function soundFlags({ evenLoudness = true }: JoinJob, picture: boolean): string[] {
  const even = evenLoudness ? ['-af', EVEN] : [];
  return ['-map', picture ? '1:a:0' : '0:a:0', ...even, ...(picture ? AAC : MP3)];
}

function soundInput(sound: Sound): string[] {
  const { sampleRate, channels } = sampleFormat(sound);
  return ['-f', 'f32le', '-ar', String(sampleRate), '-ac', String(channels), '-i', 'pipe:0'];
}
