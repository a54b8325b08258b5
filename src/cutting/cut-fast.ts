import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type ConcatEntry, concatInput, concatList } from './concat-list.ts';
import { pictureIn } from './cut-exactly.ts';
import type { CutEvent, CutJob, FallbackReason } from './cut-job.ts';
import { cutRewritten } from './cut-rewritten.ts';
import { type FastPart, fastParts, MICROSECOND } from './fast-parts.ts';
import { hasIndex } from './packets.ts';
import type { MediaFacts, Picture } from './probe-media.ts';
import { runFfmpeg } from './run-ffmpeg.ts';
import { lengthOf, type Segment } from './segments.ts';
import { NO_TIMECODE, tagFlags, tagInput } from './tags.ts';
import { tellShare } from './tell-share.ts';

/** What MP4 holds and players know (ffmpeg, libavformat/movenc.c, `codec_mp4_tags`). */
const PICTURE_CODECS = new Set(['h264', 'hevc', 'av1', 'vp9', 'mpeg4']);
const SOUND_CODECS = new Set(['aac', 'mp3', 'opus', 'ac3', 'eac3', 'flac', 'alac']);

/**
 * Cuts without encoding: each segment starts at the key frame before it and ends near its end. Gives the segments as
 * they were cut, or why that cannot be.
 */
export async function* cutFast(
  job: CutJob,
): AsyncGenerator<CutEvent, readonly Segment[] | FallbackReason> {
  const { facts, folder, run } = job;
  const picture = pictureIn(job);
  if (!hasIndex(facts)) return 'container';
  if (!PICTURE_CODECS.has(picture.codec)) return 'codec';
  const streams = streamFlags(picture, facts);
  const isLikeMp4 = facts.container.split(',').includes('mp4');
  const share = tellShare(lengthOf(job.segments) + (isLikeMp4 ? facts.duration : 0));
  const made = isLikeMp4 ? yield* cutRewritten(job, { streams, share }) : undefined;
  if (made) return made;
  const parts = await fastParts(facts, job.segments, run);
  if (parts.length === 0) return 'key-frames';
  const list = join(folder, 'parts.txt');
  await writeFile(list, concatList(parts.map((part) => entryOf(part, job))));
  const segments = parts.map(({ start, end }) => ({ start, end }));
  yield* share.over(runFfmpeg(argsOf(list, streams, job), { ...run, about: facts.path }), 1);
  return segments;
}

/** Which streams are copied; sound that MP4 does not hold becomes AAC. */
function streamFlags(picture: Picture, { sound }: MediaFacts): string[] {
  const codec = sound && SOUND_CODECS.has(sound.codec) ? 'copy' : 'aac';
  return [
    ['-map', `0:${picture.index}`, '-c:v', 'copy'],
    sound ? ['-map', `0:${sound.index}`, '-c:a', codec] : [],
  ].flat();
}

function argsOf(list: string, streams: readonly string[], { facts, target }: CutJob): string[] {
  return [
    // So that sound from before the first key frame stays before the start, where players pass over it.
    ['-copyts'],
    concatInput(list),
    tagInput(facts),
    streams,
    tagFlags(facts, 1),
    ['-strict', '-2', ...NO_TIMECODE, '-f', 'mp4', `file:${target}`],
  ].flat();
}

function entryOf({ start, end, outpoint }: FastPart, { facts }: CutJob): ConcatEntry {
  const { path, origin } = facts;
  return {
    path,
    inpoint: start + origin + MICROSECOND,
    outpoint: outpoint === undefined ? undefined : outpoint + origin,
    duration: end - start,
  };
}
