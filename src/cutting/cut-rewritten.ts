import { join } from 'node:path';

import type { CutEvent, CutJob } from './cut-job.ts';
import { planMovie, writeMovie } from './mp4/cut-movie.ts';
import { readMovie } from './mp4/read-movie.ts';
import { runFfmpeg } from './run-ffmpeg.ts';
import { lengthOf, type Segment } from './segments.ts';
import { NO_TIMECODE } from './tags.ts';
import type { ShareTeller } from './tell-share.ts';

/** So much behind the last segment is enough to find where it may end. In seconds. */
const BEHIND = 2;

/** What is rewritten, as flags of ffmpeg: which streams, and how the sound becomes part of an MP4. */
export type Rewriting = { readonly streams: readonly string[]; readonly share: ShareTeller };

/**
 * Cuts what is like MP4 but not plain (QuickTime, fragments, edits, several sounds) without encoding: copied to a plain
 * one, of which then packets are chosen one by one. ffmpeg itself ends a part at the first packet behind its end, and
 * these files hold up to a second of picture, then as much of sound. `undefined` when it cannot be done so.
 */
export async function* cutRewritten(
  { facts, folder, run, segments, target }: CutJob,
  { streams, share }: Rewriting,
): AsyncGenerator<CutEvent, readonly Segment[] | undefined> {
  const plain = join(folder, 'plain.mp4');
  const until = (segments.at(-1)?.end ?? 0) + BEHIND;
  const args = [
    ['-protocol_whitelist', 'file', '-i', `file:${facts.path}`, ...streams],
    ['-map_chapters', '-1', '-strict', '-2', '-t', until.toFixed(3)],
    [...NO_TIMECODE, '-f', 'mp4', `file:${plain}`],
  ].flat();
  yield* share.over(runFfmpeg(args, { ...run, about: facts.path }), 1);
  const movie = await readMovie(plain);
  // Its times are those from the start of the media, also where another track begins before these.
  const plan = movie && planMovie({ ...movie, origin: 0 }, segments);
  if (!plan) return undefined;
  const writing = writeMovie(plan, { target, signal: run.signal });
  yield* share.over(writing, lengthOf(segments) / lengthOf(plan.segments));
  return plan.segments;
}
