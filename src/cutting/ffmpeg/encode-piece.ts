import type { Seconds } from '../../model/time.ts';
import {
  framesIn,
  nearestFrame,
  timeOfFrame,
  ticksOf,
  type FrameGrid,
  type FrameSpan,
} from '../segments/frame-grid.ts';
import { runFfmpeg, type FfmpegRun } from './run-ffmpeg.ts';

/** How a picture is encoded. */
export type PictureQuality = {
  /** Constant quality of x264, from 0 (no loss) to 51. @default 20, at the edges of a smart cut 18, unless `bitrate` is given */
  readonly crf?: number | undefined;
  /** Bits a second, as ffmpeg writes it: `10m`, `500k`. */
  readonly bitrate?: string | undefined;
  /** x264's trade of time for size: `ultrafast` to `veryslow`. @default 'medium', at the edges of a smart cut 'veryfast' */
  readonly preset?: string | undefined;
};

/** Makes whole pictures of half ones, as many as there were, and leaves the others alone. */
export const DEINTERLACE = 'yadif=deint=interlaced';

/** What is encoded, from where to where. */
export type EncodeJob = PictureQuality & {
  /** The media file. */
  readonly path: string;
  /** Index of the stream of its picture. */
  readonly stream: number;
  /** True when half pictures are to be made whole. */
  readonly isInterlaced: boolean;
  readonly grid: FrameGrid;
  /** False where ffmpeg cannot find key frames; then the file is decoded from its start. */
  readonly canSeek: boolean;
  /** Where the picture ends, in seconds; behind it, its last frame is shown on. Absent when not known. */
  readonly end?: Seconds | undefined;
  /** The file that is written, as MP4. */
  readonly target: string;
  readonly run: FfmpegRun;
};

/** x264's own default is 23; faces and slides look like the source at 20 (https://trac.ffmpeg.org/wiki/Encode/H.264). */
const CRF = 20;
/**
 * Parameter sets of what is encoded have another number than those of nearly every file, so that both can
 * stand in one stream.
 */
const SET_NUMBER = 7;

/**
 * Encodes spans of frames (at most about a hundred), one after another without gaps, as H.264. Whatever frames the source has are put on the
 * grid: where none stands, the one before it is shown on. Yields seconds of output.
 */
export async function* encodePiece(
  spans: readonly FrameSpan[],
  job: EncodeJob,
): AsyncGenerator<Seconds, void> {
  const { path, stream, grid, target, run } = job;
  const first = firstDecoded(spans, job);
  const rate = grid.rate.join('/');
  yield* runFfmpeg(
    [
      // From the key frame before, so that a frame shown since before the start is known.
      job.canSeek ? ['-noaccurate_seek', '-ss', timeOfFrame(first, grid).toFixed(6)] : [],
      ['-protocol_whitelist', 'file', '-i', `file:${path}`, '-map', `0:${stream}`],
      ['-filter:v', filterOf(spans, first, job), '-frames:v', String(framesIn(spans)), '-r', rate],
      ['-c:v', 'libx264', ...qualityFlags(job), '-x264-params', `sps-id=${SET_NUMBER}`],
      ['-an', '-sn', '-dn', '-video_track_timescale', String(ticksOf(grid))],
      ['-f', 'mp4', `file:${target}`],
    ].flat(),
    { ...run, about: path },
  );
}

/** The frame that decoding is begun for; never behind the last one there is. */
function firstDecoded(spans: readonly FrameSpan[], { canSeek, grid, end }: EncodeJob): number {
  const first = spans[0]?.from ?? 0;
  if (!canSeek) return 0;
  return end === undefined ? first : Math.max(0, Math.min(first, nearestFrame(end, grid) - 1));
}

function filterOf(
  spans: readonly FrameSpan[],
  first: number,
  { grid, canSeek, isInterlaced }: EncodeJob,
): string {
  const rate = grid.rate.join('/');
  const count = (spans.at(-1)?.to ?? first) - first;
  return [
    // After a seek, frame `first` stands at 0.
    ...(canSeek ? [] : [`setpts=PTS-${grid.phase}/TB`]),
    ...(isInterlaced ? [DEINTERLACE] : []),
    `fps=fps=${rate}:start_time=0:round=near`,
    // Without an end of its own this never ends with ffmpeg 8: it does not stop a filter that gives nothing more.
    `tpad=stop_mode=clone:stop=-1,trim=end_frame=${count}`,
    `select='${isKept(spans, first)}'`,
    `setpts=N/(${rate})/TB`,
    // H.264 with this pixel format takes even sizes only.
    'pad=ceil(iw/2)*2:ceil(ih/2)*2',
    'format=yuv420p',
  ].join(',');
}

/**
 * Whether frame `n` is in one of the spans, counted from `first`, as an expression of ffmpeg. It halves the spans at
 * each step: ffmpeg refuses sums of more than a hundred terms, and this takes no time to tell.
 */
function isKept(spans: readonly FrameSpan[], first: number): string {
  const middle = spans.length >> 1;
  const [span] = spans;
  if (span && middle === 0) return `between(n,${span.from - first},${span.to - first - 1})`;
  const border = (spans[middle]?.from ?? first) - first;
  const [before, behind] = [spans.slice(0, middle), spans.slice(middle)];
  return `if(lt(n,${border}),${isKept(before, first)},${isKept(behind, first)})`;
}

/** The flags of x264 for a quality. */
export function qualityFlags({ crf, bitrate, preset = 'medium' }: PictureQuality): string[] {
  const amount =
    bitrate !== undefined && crf === undefined
      ? ['-b:v', bitrate]
      : ['-crf', String(crf ?? CRF), ...(bitrate === undefined ? [] : ['-maxrate', bitrate])];
  const buffer = bitrate !== undefined && crf !== undefined ? ['-bufsize', bitrate] : [];
  return ['-preset', preset, ...amount, ...buffer];
}
