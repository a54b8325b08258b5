import { AppError } from '../base/errors.ts';
import type { Seconds } from '../model/time.ts';
import type { CutEvent } from './cut-job.ts';
import { type PictureQuality, qualityFlags } from './ffmpeg/encode-piece.ts';
import { filterFlags } from './ffmpeg/filter-flags.ts';
import { AAC, MP3 } from './ffmpeg/make-sound.ts';
import { lengthIn, mergeFilter, mergeShape } from './ffmpeg/merge-filter.ts';
import type { MediaFacts } from './ffmpeg/probe-media.ts';
import { runFfmpeg, type FfmpegRun } from './ffmpeg/run-ffmpeg.ts';
import { tellShare } from './tell-share.ts';
import { wholeFile } from './whole-file.ts';

/** How recordings are joined. */
export type MergeOptions = FfmpegRun &
  PictureQuality & {
    /** The file that is written: MP4, or MP3 where none of them has a picture. */
    readonly target: string;
  };

/**
 * Joins recordings, one after another, also where their sizes, frame rates or codecs differ: all take the shape of
 * the first with a picture. Gives where each begins, in seconds, and at the end where the last one ends. The target
 * appears complete or not at all. Throws PROGRAM_MISSING, CUT_MEDIA_BAD, DISK_FULL, or the signal's reason.
 */
export async function* mergeMedia(
  parts: readonly MediaFacts[],
  options: MergeOptions,
): AsyncGenerator<CutEvent, readonly Seconds[]> {
  const shape = mergeShape(parts);
  const starts = [0];
  for (const part of parts) starts.push((starts.at(-1) ?? 0) + lengthIn(shape, part));
  const duration = starts.at(-1) ?? 0;
  const count = { segments: parts.length, kept: duration, duration };
  yield { type: 'cut-start', manner: 'exact', ...count };
  const { target, signal, program, probe } = options;
  const run = { signal, program, probe };
  const tried = parts.reduce((sum, part) => sum + Math.min(TRIED, part.duration), 0);
  const share = tellShare(duration + tried);
  for (const part of parts) yield* share.over(tryToDecode(part, run), 1);
  yield* wholeFile(target, async function* ({ part, folder }) {
    const filter = await filterFlags(mergeFilter(parts, shape), folder, run);
    // Newer versions of ffmpeg forget the rate where pictures are joined, and take 25.
    const picture = ['-map', '[v]', '-r', shape.rate.join('/'), '-c:v', 'libx264'];
    const inputs = parts.flatMap(({ path }) => [
      '-protocol_whitelist',
      'file',
      '-i',
      `file:${path}`,
    ]);
    const args = [
      [...inputs, ...filter],
      shape.size ? [...picture, ...qualityFlags(options)] : [],
      ['-map', '[a]', ...(shape.size ? AAC : MP3)],
      ['-map_metadata', '-1', '-f', shape.size ? 'mp4' : 'mp3', `file:${part}`],
    ].flat();
    const about = parts[0]?.path ?? target;
    const working = runFfmpeg(args, { ...run, about });
    yield* share.over(toTheEnd(working, duration, about), 1);
    signal?.throwIfAborted();
  });
  yield { type: 'cut-progress', share: 1 };
  return starts;
}

/** So much of each recording is tried before all are joined, in seconds. */
const TRIED = 5;

/** What cannot be decoded would be silent or without a picture in what is joined. Yields seconds that are tried. */
async function* tryToDecode(
  { path, picture, sound }: MediaFacts,
  run: FfmpegRun,
): AsyncGenerator<Seconds, void> {
  const input = ['-t', String(TRIED), '-protocol_whitelist', 'file', '-i', `file:${path}`];
  for (const stream of [picture, sound]) {
    if (!stream) continue;
    const args = [...input, '-map', `0:${stream.index}`, '-f', 'null', '-'];
    yield* runFfmpeg(args, { ...run, about: path });
  }
}

/** What is joined may be shorter than it should be by frames and packets, in seconds. */
const MISSING = 0.5;

/** Of a recording that cannot be decoded ffmpeg complains, leaves others out as well, and ends as if all were well. */
async function* toTheEnd(
  working: AsyncGenerator<Seconds, void>,
  duration: Seconds,
  path: string,
): AsyncGenerator<Seconds, void> {
  let reached = 0;
  for await (const seconds of working) {
    reached = seconds;
    yield seconds;
  }
  if (reached >= duration - MISSING) return;
  const reason = {
    en: 'it, or another one that is joined to it, cannot be decoded',
    zh: '它或与它拼接的另一个文件无法解码',
  };
  throw new AppError('CUT_MEDIA_BAD', { path, reason });
}
