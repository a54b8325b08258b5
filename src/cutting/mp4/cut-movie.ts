import { type FileHandle, open } from 'node:fs/promises';

import { AppError } from '../../base/errors.ts';
import { mediaError } from '../../media/media-error.ts';
import type { Seconds } from '../../model/time.ts';
import { lengthOf, type Segment } from '../segments/segments.ts';
import { choosePicture } from './choose-picture.ts';
import { copySamples } from './copy-samples.ts';
import { type Layout, layOut } from './lay-out.ts';
import type { Movie } from './movie/read-movie.ts';
import { timePicture } from './time-samples.ts';
import { timeSound } from './time-sound.ts';
import { writeHead } from './write-head.ts';

/** A cut of a movie, ready to be written. */
export type MovieCut = {
  /** The file whose samples are copied. */
  readonly path: string;
  /** The stretches as they are cut: each from a key frame on. */
  readonly segments: readonly Segment[];
  /** What stands before the samples. */
  readonly head: Buffer;
  readonly layout: Layout;
};

/**
 * Plans how an MP4 is cut without encoding and without another program. `undefined` when it cannot be done so: no place
 * to begin or end near a segment, sound that is not there, a description that is damaged.
 */
export function planMovie(movie: Movie, segments: readonly Segment[]): MovieCut | undefined {
  const spans = choosePicture(movie, segments);
  const picture = spans && timePicture(movie.picture, spans, movie.origin);
  if (!picture) return undefined;
  const sound = movie.sound && timeSound(movie.sound, spans, movie.origin);
  if (movie.sound && !sound) return undefined;
  const layout = layOut(picture, sound);
  const copies = sound ? [picture, sound] : [picture];
  const kept = spans.map(({ start, end }) => ({ start, end }));
  try {
    const head = writeHead({ movie, copies, layout, duration: lengthOf(kept) });
    return { path: movie.path, segments: kept, head, layout };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where a cut is written, and what stops it. */
export type WriteOptions = {
  readonly target: string;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Writes such a cut. Yields seconds of output. Throws CUT_MEDIA_BAD, FILE_UNREADABLE, the signal's reason, and what the
 * file system says of the target.
 */
export async function* writeMovie(
  { path, segments, head, layout }: MovieCut,
  { target, signal }: WriteOptions,
): AsyncGenerator<Seconds, void> {
  signal?.throwIfAborted();
  const duration = lengthOf(segments);
  let source: FileHandle | undefined;
  let file: FileHandle | undefined;
  try {
    source = await open(path, 'r').catch((error: unknown) => {
      throw mediaError(path, error);
    });
    file = await open(target, 'w');
    await file.writeFile(head);
    for await (const done of copySamples(layout.ranges, { source, path, target: file })) {
      signal?.throwIfAborted();
      yield (duration * done) / layout.size;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const values = { path, reason: { en: 'it ends too early', zh: '文件没有写完' } };
    throw new AppError('CUT_MEDIA_BAD', values, { cause: error });
  } finally {
    await file?.close();
    await source?.close();
  }
}
