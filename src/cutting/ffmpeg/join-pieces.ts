import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Seconds } from '../../model/time.ts';
import { type ConcatEntry, concatInput, concatList } from './concat-list.ts';
import type { MediaFacts } from './probe-media.ts';
import { runFfmpeg, type FfmpegRun } from './run-ffmpeg.ts';
import { NO_TIMECODE, tagFlags, tagInput } from './tags.ts';

/** What is joined, and into what. */
export type JoinJob = {
  readonly facts: MediaFacts;
  /** Pieces of picture in order. */
  readonly pieces: readonly ConcatEntry[];
  /** The file of their sound; absent where there is none. */
  readonly sound?: string | undefined;
  /** Ticks a second of the picture's clock. */
  readonly ticks: number;
  /** The file that is written, as MP4. */
  readonly target: string;
  /** Folder for files that are needed meanwhile. */
  readonly folder: string;
  readonly run: FfmpegRun;
};

/** Joins pieces of picture, with their sound, without encoding. Yields seconds of output. */
export async function* joinPieces(job: JoinJob): AsyncGenerator<Seconds, void> {
  const { facts, pieces, sound, ticks, target, folder, run } = job;
  const list = join(folder, 'pieces.txt');
  await writeFile(list, concatList(pieces));
  const args = [
    concatInput(list),
    sound === undefined ? [] : ['-protocol_whitelist', 'file', '-i', `file:${sound}`],
    tagInput(facts),
    ['-map', '0:v:0', ...(sound === undefined ? [] : ['-map', '1:a:0']), '-c', 'copy'],
    tagFlags(facts, sound === undefined ? 1 : 2),
    ['-video_track_timescale', String(ticks), ...NO_TIMECODE, '-f', 'mp4', `file:${target}`],
  ].flat();
  yield* runFfmpeg(args, { ...run, about: facts.path });
}
