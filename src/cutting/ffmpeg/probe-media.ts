import { z } from 'zod';

import { AppError, type Bilingual } from '../../base/errors.ts';
import { execa } from '../../base/execa.ts';
import { parseJson } from '../../base/json.ts';
import { isDecodable, trackOf } from '../../media/probe-sound.ts';
import { programMissing } from '../../media/program/program-missing.ts';
import { chooseTrack, type TrackWish } from '../../media/sound-track.ts';
import type { Seconds } from '../../model/time.ts';
import { parseTime } from '../../text/timecode.ts';
import { runFfmpeg, type FfmpegRun } from './run-ffmpeg.ts';

/** The picture of a media file. */
export type Picture = {
  /** Index of its stream in the file. */
  readonly index: number;
  readonly codec: string;
  readonly pixelFormat: string;
  /** As it is shown, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames a second, as a fraction: 30000/1001. */
  readonly rate: readonly [numerator: number, denominator: number];
  /** False when frames come at any time, as telephones and screen recorders write them. */
  readonly isConstant: boolean;
  /** True when it is to be shown turned. */
  readonly isTurned: boolean;
  /** True when each frame is two half pictures of different moments, as television has them. */
  readonly isInterlaced: boolean;
  /** Where its first frame stands, in seconds from the start of the media. */
  readonly start: Seconds;
  /** Where it ends, in seconds from the start of the media; absent when the file does not say. */
  readonly end?: Seconds | undefined;
};

/** The sound of a media file. */
export type Sound = {
  /** Index of its stream in the file. */
  readonly index: number;
  readonly codec: string;
  /** Count of channels. */
  readonly channels: number;
  /** Samples a second, in hertz. */
  readonly sampleRate: number;
};

/** What must be known of a media file to cut it. At least one of picture and sound is there. */
export type MediaFacts = {
  readonly path: string;
  readonly duration: Seconds;
  /** Names of its container as ffmpeg has them: `mov,mp4,m4a,3gp,3g2,mj2`. */
  readonly container: string;
  /** The time stamp its start has in the file, in seconds. */
  readonly origin: Seconds;
  readonly picture?: Picture | undefined;
  readonly sound?: Sound | undefined;
};

const Stream = z.object({
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  pix_fmt: z.string().optional(),
  field_order: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  r_frame_rate: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  start_time: z.string().optional(),
  duration: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  sample_rate: z.string().optional(),
  channels: z.number().optional(),
  disposition: z.record(z.string(), z.number()).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
});
type Stream = z.infer<typeof Stream>;
const Answer = z.object({
  streams: z.array(Stream),
  format: z.object({
    format_name: z.string().optional(),
    duration: z.string().optional(),
    start_time: z.string().optional(),
  }),
});

/** How the sound of a file with several is chosen. */
export type ProbeMediaOptions = FfmpegRun & Pick<TrackWish, 'track'>;

/** Asks ffprobe for the streams of a media file. Throws PROGRAM_MISSING, CUT_MEDIA_BAD, TRACK_UNKNOWN. */
export async function probeMedia(path: string, run: ProbeMediaOptions): Promise<MediaFacts> {
  const { format, streams } = await ask(path, run);
  const origin = numberIn(format.start_time) ?? 0;
  const video = streams.find(
    (each) => each.codec_type === 'video' && each.disposition?.['attached_pic'] !== 1,
  );
  const audio = chosenSound(path, streams, run);
  if (!video && !audio) throw bad(path, NOTHING_IN_IT);
  return {
    path,
    container: format.format_name ?? '',
    origin,
    duration: numberIn(format.duration) ?? (await measure(path, run)),
    picture: video && pictureOf(video, origin),
    sound: audio && {
      index: audio.index,
      codec: audio.codec_name ?? '',
      channels: audio.channels ?? 1,
      sampleRate: numberIn(audio.sample_rate) ?? 48_000,
    },
  };
}

/** Of several, the one that is heard when the same is asked for. */
function chosenSound(
  path: string,
  streams: readonly Stream[],
  { track }: Pick<TrackWish, 'track'>,
): Stream | undefined {
  const sounds = streams.filter((each) => each.codec_type === 'audio');
  const all = sounds.map((stream, at) => trackOf(stream, at + 1));
  const playable = all.filter((_, at) => isDecodable(sounds[at] ?? {}));
  const taken = chooseTrack(path, playable, { track });
  return sounds.find(({ index }) => index === taken?.index);
}

async function ask(path: string, { signal, probe }: FfmpegRun): Promise<z.infer<typeof Answer>> {
  signal?.throwIfAborted();
  const args = ['-v', 'error', '-protocol_whitelist', 'file', '-of', 'json'];
  const found = await execa(
    probe ?? 'ffprobe',
    [...args, '-show_streams', '-show_format', `file:${path}`],
    { stdin: 'ignore', reject: false, ...(signal && { cancelSignal: signal }) },
  );
  signal?.throwIfAborted();
  if (found.code === 'ENOENT') throw programMissing('ffmpeg');
  const answer = Answer.safeParse(parseJson(found.stdout));
  if (found.failed || !answer.success) {
    const said = found.stderr.trim().split('\n').at(-1)?.replace(`file:${path}: `, '');
    throw bad(path, said || UNKNOWN);
  }
  return answer.data;
}

/** Recordings that were never finished say nothing of their length; then all of the file is read. */
async function measure(path: string, run: FfmpegRun): Promise<Seconds> {
  let duration = 0;
  const args = ['-i', `file:${path}`, '-map', '0', '-c', 'copy', '-f', 'null', '-'];
  for await (const time of runFfmpeg(args, { ...run, about: path })) duration = time;
  if (duration <= 0) throw bad(path, NO_LENGTH);
  return duration;
}

/** Rates beyond this are no real rates, but time bases. In frames a second. */
const HIGHEST_RATE = 240;
/** Pictures slower than this are slides: cut on their frames, sound would be cut elsewhere than asked. */
const LOWEST_RATE = 10;
/** Frames of what has no constant rate are put on a grid at least this fine, in frames a second. */
const GRID_RATE = 30;
/** … and at most this fine. */
const HIGHEST_GRID = 60;
/** Rates this much apart, as a ratio, are different ones: rounding of time stamps stays far below. */
const SAME_RATE = 0.01;

function pictureOf(stream: Stream, origin: Seconds): Picture {
  const start = Math.max(0, (numberIn(stream.start_time) ?? origin) - origin);
  const length = numberIn(stream.duration);
  return {
    ...rateOf(stream),
    index: stream.index,
    codec: stream.codec_name ?? '',
    pixelFormat: stream.pix_fmt ?? '',
    ...sizeOf(stream),
    isInterlaced: /^(?:tt|bb|tb|bt)$/.test(stream.field_order ?? ''),
    isTurned: stream.side_data_list?.some((each) => (each.rotation ?? 0) !== 0) ?? false,
    start,
    // Matroska has the time of the end, the others the length.
    end: length === undefined ? parseTime(stream.tags?.['DURATION'] ?? '') : start + length,
  };
}

function sizeOf({
  width = 0,
  height = 0,
  side_data_list: data,
}: Stream): Pick<Picture, 'width' | 'height'> {
  const isSideways = data?.some(({ rotation = 0 }) => Math.abs(rotation % 180) === 90) ?? false;
  return isSideways ? { width: height, height: width } : { width, height };
}

function rateOf(stream: Stream): Pick<Picture, 'rate' | 'isConstant'> {
  const nominal = fractionIn(stream.r_frame_rate) ?? [0, 1];
  const average = fractionIn(stream.avg_frame_rate) ?? nominal;
  const high = nominal[0] / nominal[1];
  const mean = average[0] / average[1];
  const isReal = high >= LOWEST_RATE && high <= HIGHEST_RATE;
  const isConstant = isReal && Math.abs(high - mean) <= high * SAME_RATE;
  const grid = Math.min(HIGHEST_GRID, Math.max(GRID_RATE, Math.ceil(mean)));
  return { rate: isReal && (isConstant || high <= HIGHEST_GRID) ? nominal : [grid, 1], isConstant };
}

function fractionIn(text: string | undefined): [number, number] | undefined {
  const [top = 0, bottom = 0] = (text ?? '').split('/').map(Number);
  return top > 0 && bottom > 0 ? [top, bottom] : undefined;
}

function numberIn(text: string | undefined): number | undefined {
  const number = Number(text);
  return text !== undefined && Number.isFinite(number) ? number : undefined;
}

const NOTHING_IN_IT = { en: 'it has neither picture nor sound', zh: '既没有画面也没有声音' };
const UNKNOWN = { en: 'ffprobe does not know what it is', zh: 'ffprobe 无法识别它' };
const NO_LENGTH = { en: 'its length cannot be told', zh: '无法得知它的时长' };

function bad(path: string, reason: string | Bilingual): AppError {
  return new AppError('CUT_MEDIA_BAD', { path, reason });
}
