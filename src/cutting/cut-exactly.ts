import { join } from 'node:path';

import { AppError } from '../base/errors.ts';
import type { ConcatEntry } from './concat-list.ts';
import type { CutEvent, CutJob } from './cut-job.ts';
import { encodePiece } from './encode-piece.ts';
import { groupsOf, gridOf, secondsOf, segmentsOf, spansOf, ticksOf } from './frame-grid.ts';
import { joinPieces } from './join-pieces.ts';
import { hasIndex } from './packets.ts';
import type { Picture } from './probe-media.ts';
import type { Segment } from './segments.ts';
import { tellShare } from './tell-share.ts';

/** Encoding takes about so many times as long as joining. */
const ENCODING_WEIGHT = 8;

/** Cuts on the frame and encodes all that is kept. Gives the segments as they were cut. */
export async function* cutExactly(job: CutJob): AsyncGenerator<CutEvent, readonly Segment[]> {
  const { facts, folder, run } = job;
  const picture = pictureIn(job);
  const grid = gridOf(picture);
  const spans = spansOf(job.segments, grid);
  if (spans.length === 0) throw new AppError('CUT_NOTHING_KEPT', { path: facts.path });
  const segments = segmentsOf(spans, grid);
  const length = secondsOf(spans, grid);
  const share = tellShare(length * (ENCODING_WEIGHT + 1));
  const pieces: ConcatEntry[] = [];
  const canSeek = hasIndex(facts);
  for (const [index, group] of groupsOf(spans, grid, { canSeek }).entries()) {
    const target = join(folder, `${index}.mp4`);
    const { crf, bitrate, preset } = job;
    const quality = { crf, bitrate, preset };
    const each = {
      path: facts.path,
      stream: picture.index,
      isInterlaced: picture.isInterlaced,
      end: picture.end,
      grid,
      canSeek,
      target,
      run,
      ...quality,
    };
    yield* share.over(encodePiece(group, each), ENCODING_WEIGHT);
    pieces.push({ path: target, duration: secondsOf(group, grid) });
  }
  yield* share.over(joinPieces({ ...job, pieces, segments, ticks: ticksOf(grid) }), 1);
  return segments;
}

/** Cuts what has only sound. Gives the segments as they were cut. */
export async function* cutSoundOnly(job: CutJob): AsyncGenerator<CutEvent, readonly Segment[]> {
  const share = tellShare(job.segments.reduce((sum, { start, end }) => sum + end - start, 0));
  yield* share.over(joinPieces({ ...job, pieces: [] }), 1);
  return job.segments;
}

/** The picture of a job that has one. */
export function pictureIn({ facts: { path, picture } }: CutJob): Picture {
  if (picture) return picture;
  throw new AppError('CUT_MEDIA_BAD', { path, reason: 'it has no picture' });
}
