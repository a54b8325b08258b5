import { stat } from 'node:fs/promises';

import { AppError } from '../base/errors.ts';
import type {
  CutEvent,
  CutJob,
  CutManner,
  CutOptions,
  CutResult,
  FallbackReason,
} from './cut-job.ts';
import type { MediaFacts } from './ffmpeg/probe-media.ts';
import { planMovie, writeMovie } from './mp4/cut-movie.ts';
import { type Movie, readMovie } from './mp4/movie/read-movie.ts';
import { lengthOf, type Segment } from './segments/segments.ts';
import { tellShare } from './tell-share.ts';
import { wholeFile } from './whole-file.ts';

/**
 * Cuts a media file: `segments` (in order, not touching) one after another, as MP4 with a picture and MP3 without.
 * The target appears complete or not at all. Throws PROGRAM_MISSING, CUT_MEDIA_BAD, CUT_MEDIA_CHANGED, DISK_FULL,
 * FOLDER_UNWRITABLE, or the signal's reason.
 */
export async function* cutMedia(
  source: MediaFacts | Movie,
  segments: readonly Segment[],
  options: CutOptions,
): AsyncGenerator<CutEvent, CutResult> {
  const { signal, program, probe } = options;
  const manner = source.picture ? (options.manner ?? 'exact') : 'exact';
  const kept = lengthOf(segments);
  const { duration, path } = source;
  yield { type: 'cut-start', manner, segments: segments.length, kept, duration };
  const before = await stampOf(path);
  const made = yield* wholeFile(options.target, async function* ({ part, folder }) {
    const run = { signal, program, probe };
    const job = { ...options, target: part, segments, folder, run };
    const movie = manner === 'fast' ? await movieIn(source) : undefined;
    const pieces = (movie && (yield* cutMovie(movie, job))) ?? (yield* cut(manner, source, job));
    if ((await stampOf(path)) !== before) throw new AppError('CUT_MEDIA_CHANGED', { path });
    signal?.throwIfAborted();
    return pieces;
  });
  yield { type: 'cut-progress', share: 1 };
  return { segments: made, duration: lengthOf(made) };
}

type JobOf = Omit<CutJob, 'facts'>;

async function movieIn(source: MediaFacts | Movie): Promise<Movie | undefined> {
  return 'form' in source ? source : await readMovie(source.path);
}

/** Without ffmpeg. Gives the segments as they were cut, or `undefined` when ffmpeg must do it. */
async function* cutMovie(
  movie: Movie,
  { segments, target, run }: JobOf,
): AsyncGenerator<CutEvent, readonly Segment[] | undefined> {
  const plan = planMovie(movie, segments);
  if (!plan) return undefined;
  const writing = writeMovie(plan, { target, signal: run.signal });
  yield* tellShare(lengthOf(plan.segments)).over(writing, 1);
  return plan.segments;
}

// What works with ffmpeg is loaded only when it is needed: that takes longer than a whole cut without it.
async function* cut(
  manner: CutManner,
  source: MediaFacts | Movie,
  { run: given, ...options }: JobOf,
): AsyncGenerator<CutEvent, readonly Segment[]> {
  const run = { ...given, ...(await options.tools?.()) };
  const { probeMedia } = await import('./ffmpeg/probe-media.ts');
  const facts = 'form' in source ? await probeMedia(source.path, run) : source;
  const job = { ...options, run, facts };
  const { cutExactly, cutSoundOnly } = await import('./cut-exactly.ts');
  if (!facts.picture) return yield* cutSoundOnly(job);
  const made = manner === 'exact' ? undefined : yield* cutWithout(manner, job);
  if (made !== undefined && typeof made !== 'string') return made;
  if (made !== undefined) yield { type: 'cut-fallback', reason: made };
  return yield* cutExactly(job);
}

/** Cuts with less encoding, or gives the reason why that cannot be. */
async function* cutWithout(
  manner: CutManner,
  job: CutJob,
): AsyncGenerator<CutEvent, readonly Segment[] | FallbackReason> {
  if (manner === 'fast') return yield* (await import('./cut-fast.ts')).cutFast(job);
  return yield* (await import('./cut-smart.ts')).cutSmart(job);
}

async function stampOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return `${size} ${mtimeMs}`;
}
