import { join } from 'node:path';

import { pictureIn } from './cut-exactly.ts';
import type { CutEvent, CutJob, FallbackReason } from './cut-job.ts';
import { hasTimes } from './ffmpeg/packets.ts';
import type { MediaFacts, Picture } from './ffmpeg/probe-media.ts';
import { runFfmpeg } from './ffmpeg/run-ffmpeg.ts';
import { NO_TIMECODE } from './ffmpeg/tags.ts';
import { planMovie, writeMovie } from './mp4/cut-movie.ts';
import { readMovie } from './mp4/movie/read-movie.ts';
import { lengthOf, type Segment } from './segments/segments.ts';
import { tellShare } from './tell-share.ts';

/** What MP4 holds and players know (ffmpeg, libavformat/movenc.c, `codec_mp4_tags`). */
const PICTURE_CODECS = new Set(['h264', 'hevc', 'av1', 'vp9', 'mpeg4']);
const SOUND_CODECS = new Set(['aac', 'mp3', 'opus', 'ac3', 'eac3', 'flac', 'alac']);
/** So much behind the last segment is enough to find where it may end. In seconds. */
const BEHIND = 2;

/**
 * Cuts what is no plain MP4 (Matroska, QuickTime, fragments, edits, several sounds) without encoding: copied to a plain
 * one, of which then packets are chosen one by one. ffmpeg itself ends a part at the first packet behind its end,
 * whatever else is still to come, and moves sound to where it left off. Gives the segments as they were cut, each
 * from the key frame before it to near its end, or why that cannot be.
 */
export async function* cutFast(
  job: CutJob,
): AsyncGenerator<CutEvent, readonly Segment[] | FallbackReason> {
  const { facts, folder, run, segments, target } = job;
  const picture = pictureIn(job);
  if (!hasTimes(facts)) return 'container';
  if (!PICTURE_CODECS.has(picture.codec)) return 'codec';
  const plain = join(folder, 'plain.mp4');
  const until = (segments.at(-1)?.end ?? 0) + BEHIND;
  const args = [
    ['-protocol_whitelist', 'file', '-i', `file:${facts.path}`, ...streamFlags(picture, facts)],
    ['-map_chapters', '-1', '-strict', '-2', '-t', until.toFixed(3)],
    [...NO_TIMECODE, '-f', 'mp4', `file:${plain}`],
  ].flat();
  const share = tellShare(lengthOf(segments) + Math.min(until, facts.duration));
  yield* share.over(runFfmpeg(args, { ...run, about: facts.path }), 1);
  const movie = await readMovie(plain);
  // Its times are those from the start of the media, also where another track begins before these.
  const plan = movie && planMovie({ ...movie, origin: 0 }, segments);
  if (!plan) return 'key-frames';
  const writing = writeMovie(plan, { target, signal: run.signal });
  yield* share.over(writing, lengthOf(segments) / lengthOf(plan.segments));
  return plan.segments;
}

/** Which streams are copied; sound that MP4 does not hold becomes AAC. */
function streamFlags(picture: Picture, { sound }: MediaFacts): string[] {
  const codec = sound && SOUND_CODECS.has(sound.codec) ? 'copy' : 'aac';
  return [
    ['-map', `0:${picture.index}`, '-c:v', 'copy'],
    sound ? ['-map', `0:${sound.index}`, '-c:a', codec] : [],
  ].flat();
}
