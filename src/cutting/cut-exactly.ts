import { join } from 'node:path';

import { AppError } from '../base/errors.ts';
import { assemble, WEIGHTS } from './assemble.ts';
import type { CutEvent, CutJob } from './cut-job.ts';
import type { ConcatEntry } from './ffmpeg/concat-list.ts';
import { encodePiece } from './ffmpeg/encode-piece.ts';
import { makeSound } from './ffmpeg/make-sound.ts';
import { hasIndex } from './ffmpeg/packets.ts';
import type { Picture } from './ffmpeg/probe-media.ts';
import {
  groupsOf,
  gridOf,
  secondsOf,
  segmentsOf,
  spansOf,
  ticksOf,
} from './segments/frame-grid.ts';
import { lengthOf, type Segment } from './segments/segments.ts';
import { tellShare } from './tell-share.ts';

/** Cuts on the frame and encodes all that is kept. Gives the segments as they were cut. */
export async function* cutExactly(job: CutJob): AsyncGenerator<CutEvent, readonly Segment[]> {
  const { facts, folder, crf, bitrate, preset } = job;
  const picture = pictureIn(job);
  const grid = gridOf(picture);
  const spans = spansOf(job.segments, grid);
  if (spans.length === 0) throw new AppError('CUT_NOTHING_KEPT', { path: facts.path });
  const segments = segmentsOf(spans, grid);
  const canSeek = hasIndex(facts);
  const each = {
    path: facts.path,
    stream: picture.index,
    isInterlaced: picture.isInterlaced,
    end: picture.end,
    grid,
    canSeek,
    crf,
    bitrate,
    preset,
  };
  yield* assemble(job, {
    segments,
    ticks: ticksOf(grid),
    work: secondsOf(spans, grid) * WEIGHTS.encoding,
    makePieces: async function* (run, share) {
      const pieces: ConcatEntry[] = [];
      for (const [index, group] of groupsOf(spans, grid, { canSeek }).entries()) {
        const target = join(folder, `${index}.mp4`);
        yield* share.over(encodePiece(group, { ...each, target, run }), WEIGHTS.encoding);
        pieces.push({ path: target, duration: secondsOf(group, grid) });
      }
      return pieces;
    },
  });
  return segments;
}

/** Cuts what has only sound. Gives the segments as they were cut. */
export async function* cutSoundOnly(job: CutJob): AsyncGenerator<CutEvent, readonly Segment[]> {
  const { facts, segments } = job;
  const { sound } = facts;
  if (!sound) {
    const reason = { en: 'it has no sound', zh: '没有声音' };
    throw new AppError('CUT_MEDIA_BAD', { path: facts.path, reason });
  }
  const making = makeSound({ ...job, facts: { ...facts, sound } });
  yield* tellShare(lengthOf(segments)).over(making, 1);
  return segments;
}

/** The picture of a job that has one. */
export function pictureIn({ facts: { path, picture } }: CutJob): Picture {
  if (picture) return picture;
  const reason = { en: 'it has no picture', zh: '没有画面' };
  throw new AppError('CUT_MEDIA_BAD', { path, reason });
}
