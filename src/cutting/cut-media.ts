import { stat } from 'node:fs/promises';

import { AppError } from '../base/errors.ts';
import { cutExactly, cutSoundOnly } from './cut-exactly.ts';
import { cutFast } from './cut-fast.ts';
import type { CutEvent, CutJob, CutManner, CutOptions, CutResult } from './cut-job.ts';
import { cutSmart } from './cut-smart.ts';
import type { MediaFacts } from './probe-media.ts';
import { lengthOf, type Segment } from './segments.ts';
import { wholeFile } from './whole-file.ts';

/**
 * Cuts a media file: `segments` (in order, not touching) one after another, as MP4 with a picture and MP3 without.
 * The target appears complete or not at all. Throws PROGRAM_MISSING, CUT_MEDIA_BAD, CUT_MEDIA_CHANGED, DISK_FULL,
 * FOLDER_UNWRITABLE, or the signal's reason.
 */
export async function* cutMedia(
  facts: MediaFacts,
  segments: readonly Segment[],
  options: CutOptions,
): AsyncGenerator<CutEvent, CutResult> {
  const { signal, program, probe } = options;
  const manner = facts.picture ? (options.manner ?? 'exact') : 'exact';
  const kept = lengthOf(segments);
  const { duration } = facts;
  yield { type: 'cut-start', manner, segments: segments.length, kept, duration };
  const before = await stampOf(facts.path);
  const made = yield* wholeFile(options.target, async function* ({ part, folder }) {
    const run = { signal, program, probe };
    const job = { ...options, target: part, facts, segments, folder, run };
    const pieces = yield* cut(manner, job);
    if ((await stampOf(facts.path)) !== before) {
      throw new AppError('CUT_MEDIA_CHANGED', { path: facts.path });
    }
    signal?.throwIfAborted();
    return pieces;
  });
  yield { type: 'cut-progress', share: 1 };
  return { segments: made, duration: lengthOf(made) };
}

async function* cut(manner: CutManner, job: CutJob): AsyncGenerator<CutEvent, readonly Segment[]> {
  if (!job.facts.picture) return yield* cutSoundOnly(job);
  if (manner === 'exact') return yield* cutExactly(job);
  const made = yield* manner === 'fast' ? cutFast(job) : cutSmart(job);
  if (typeof made !== 'string') return made;
  yield { type: 'cut-fallback', reason: made };
  return yield* cutExactly(job);
}

async function stampOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return `${size} ${mtimeMs}`;
}
