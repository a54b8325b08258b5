import type { Seconds } from '../../model/time.ts';
import { DEINTERLACE } from './encode-piece.ts';
import type { MediaFacts } from './probe-media.ts';

/** What recordings of different make become one as. */
export type MergeShape = {
  /** In pixels, both even; absent when none of them has a picture. */
  readonly size?: { readonly width: number; readonly height: number } | undefined;
  /** Frames a second, as a fraction. */
  readonly rate: readonly [numerator: number, denominator: number];
};

/** What AAC and MP3 in every player take, in hertz. */
const SAMPLE_RATE = 48_000;
/** Without a picture, time is counted in hundredths of a second. */
const NO_RATE = [100, 1] as const;

/** The shape of the first recording with a picture: what does not fit it gets a border. */
export function mergeShape(parts: readonly MediaFacts[]): MergeShape {
  const picture = parts.find((part) => part.picture)?.picture;
  if (!picture) return { rate: NO_RATE };
  return {
    size: { width: even(picture.width), height: even(picture.height) },
    rate: picture.rate,
  };
}

/** H.264 takes even sizes only. */
function even(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}

/** How long a recording lasts in what is joined: whole frames, so that picture and sound keep step over many. */
export function lengthIn({ rate }: MergeShape, { duration }: MediaFacts): Seconds {
  return (Math.max(1, Math.round((duration * rate[0]) / rate[1])) * rate[1]) / rate[0];
}

/**
 * ffmpeg's filter that puts recordings one after another: `[v]` is the picture, where there is one, `[a]` the sound.
 * Each part lasts as long in both; what is missing is black or silent, a last frame stays.
 */
export function mergeFilter(parts: readonly MediaFacts[], shape: MergeShape): string {
  const { size } = shape;
  const lines = parts.flatMap((part, input) => {
    const seconds = lengthIn(shape, part).toFixed(6);
    const sound = soundOf(part, input, seconds);
    return size ? [pictureOf(part, input, { seconds, ...shape, size }), sound] : [sound];
  });
  const all = parts.map((_, input) => (size ? `[v${input}][a${input}]` : `[a${input}]`)).join('');
  const out = size ? '[v][a]' : '[a]';
  return [...lines, `${all}concat=n=${parts.length}:v=${size ? 1 : 0}:a=1${out}`].join(';\n');
}

type PictureShape = Required<MergeShape> & { readonly seconds: string };

function pictureOf(
  { picture }: MediaFacts,
  input: number,
  { seconds, size, rate }: PictureShape & { readonly size: NonNullable<MergeShape['size']> },
): string {
  const { width, height } = size;
  const fps = rate.join('/');
  if (!picture)
    return `color=c=black:s=${width}x${height}:r=${fps}:d=${seconds},setsar=1[v${input}]`;
  return [
    `[${input}:${picture.index}]${picture.isInterlaced ? `${DEINTERLACE},` : ''}fps=${fps}:start_time=0`,
    'tpad=stop_mode=clone:stop=-1',
    `trim=duration=${seconds}`,
    'setpts=PTS-STARTPTS',
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2`,
    `pad=${width}:${height}:-1:-1`,
    `setsar=1,format=yuv420p[v${input}]`,
  ].join(',');
}

function soundOf({ sound }: MediaFacts, input: number, seconds: string): string {
  const layout = `aformat=sample_rates=${SAMPLE_RATE}:channel_layouts=stereo`;
  if (!sound)
    return `anullsrc=r=${SAMPLE_RATE}:cl=stereo,atrim=duration=${seconds},${layout}[a${input}]`;
  return [
    `[${input}:${sound.index}]aresample=async=1:first_pts=0`,
    layout,
    'apad',
    `atrim=duration=${seconds}`,
    `asetpts=PTS-STARTPTS[a${input}]`,
  ].join(',');
}
