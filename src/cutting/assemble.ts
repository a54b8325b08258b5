import { join } from 'node:path';

import type { CutEvent, CutJob } from './cut-job.ts';
import type { ConcatEntry } from './ffmpeg/concat-list.ts';
import { joinPieces } from './ffmpeg/join-pieces.ts';
import { makeSound } from './ffmpeg/make-sound.ts';
import type { FfmpegRun } from './ffmpeg/run-ffmpeg.ts';
import { lengthOf, type Segment } from './segments/segments.ts';
import { sideBySide } from './side-by-side.ts';
import { type ShareTeller, tellShare } from './tell-share.ts';

/** How long a second of picture takes, where encoding a second of sound takes 1. */
export const WEIGHTS = { encoding: 12, copying: 0.05 } as const;

/** What a new file is made of. */
export type Assembly = {
  /** The segments as they are cut. */
  readonly segments: readonly Segment[];
  /** Ticks a second of the picture's clock. */
  readonly ticks: number;
  /** How long making the pieces takes, in seconds by weight. */
  readonly work: number;
  /** Makes the pieces of picture. */
  readonly makePieces: (
    run: FfmpegRun,
    share: ShareTeller,
  ) => AsyncGenerator<CutEvent, readonly ConcatEntry[]>;
};

/** Makes picture and sound side by side and joins them. */
export async function* assemble(
  job: CutJob,
  { segments, ticks, work, makePieces }: Assembly,
): AsyncGenerator<CutEvent, void> {
  const { facts, folder, run, evenLoudness } = job;
  const length = lengthOf(segments);
  const share = tellShare(work + length * (WEIGHTS.copying + (facts.sound ? 1 : 0)));
  const target = join(folder, 'sound.mp4');
  async function* soundOf(signal: AbortSignal): AsyncGenerator<CutEvent, string | undefined> {
    const { sound } = facts;
    if (!sound) return undefined;
    const own = { facts: { ...facts, sound }, segments, target, evenLoudness };
    yield* share.over(makeSound({ ...own, run: { ...run, signal } }), 1);
    return target;
  }
  const [pieces, sound] = yield* sideBySide(
    run.signal,
    (signal) => makePieces({ ...run, signal }, share),
    soundOf,
  );
  yield* share.over(joinPieces({ ...job, pieces, sound, ticks }), WEIGHTS.copying);
}
