/** A recording that flashes and beeps together once a second, and what is seen and heard of it after it was cut. */
import { execFileSync } from 'node:child_process';

/** The screen is white, and the tone sounds, for so long from each whole second on. In seconds. */
const FLASH = 0.2;
/** Brighter than this is a flash; the ground is `40 + 8 * second`. From 0 to 255. */
const WHITE = 200;
const EAR_HERTZ = 8000;
const PROBE = 'ffprobe';

/** True where ffmpeg can be run. */
export const hasFfmpeg = ((): boolean => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

export function ffmpeg(...args: readonly string[]): Buffer {
  return execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args], {
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

export type Pattern = {
  /** Frames a second, as ffmpeg writes it. @default '30'; `none`: no picture */
  readonly rate?: string;
  /** In seconds. @default 12 */
  readonly length?: number;
  readonly sound?: boolean;
  /** Flags of the picture's encoder. @default fast x264 with a key frame every second or so */
  readonly picture?: readonly string[];
  /** Filters after the pattern. */
  readonly filter?: string;
  readonly flags?: readonly string[];
};

const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '25'];

/** Writes such a recording. */
export function writePattern(path: string, pattern: Pattern = {}): void {
  const { rate = '30', length = 12, sound = true, picture = X264, filter, flags = [] } = pattern;
  const light = `if(lt(mod(T+0.001,1),${FLASH}),235,40+8*floor(T+0.001))`;
  const seen = `color=black:s=64x36:r=${rate},geq=lum='${light}':cb=128:cr=128,format=yuv420p`;
  const heard = `aevalsrc='0.4*sin(2*PI*1000*t)*lt(mod(t,1),${FLASH})':s=48000`;
  const hasPicture = rate !== 'none';
  ffmpeg(
    ...(hasPicture ? ['-f', 'lavfi', '-i', filter ? `${seen},${filter}` : seen] : []),
    ...(sound ? ['-f', 'lavfi', '-i', heard] : []),
    '-t',
    String(length),
    ...(hasPicture ? picture : []),
    ...flags,
    path,
  );
}

/** Copies a recording as one that is to be shown turned by a quarter. */
export function turn(path: string, target: string): void {
  const ends = ['-c', 'copy', target];
  try {
    // From ffmpeg 6 on.
    ffmpeg('-display_rotation', '90', '-i', path, ...ends);
  } catch {
    ffmpeg('-i', path, '-metadata:s:v', 'rotate=90', ...ends);
  }
}

/** When each frame of a recording is shown, in seconds, and how bright it is. */
export function see(path: string): { time: number; light: number }[] {
  const times = execFileSync(
    PROBE,
    [
      '-v',
      'error',
      '-select_streams',
      'v:0',
      '-show_entries',
      'frame=best_effort_timestamp_time',
      '-of',
      'csv=p=0',
      path,
    ],
    { encoding: 'utf8' },
  )
    .split('\n')
    .map((line) => Number.parseFloat(line))
    .filter((time) => Number.isFinite(time));
  const small = ['-vf', 'scale=1:1:flags=area,format=gray', '-fps_mode', 'passthrough'];
  const lights = ffmpeg('-i', path, '-map', '0:v:0', ...small, '-f', 'rawvideo', '-');
  return times.map((time, index) => ({ time, light: lights[index] ?? 0 }));
}

/** Where flashes begin, in seconds. */
export function flashes(path: string): number[] {
  const frames = see(path);
  return frames
    .filter(
      ({ light }, index) => light > WHITE && index > 0 && (frames[index - 1]?.light ?? 0) <= WHITE,
    )
    .map(({ time }) => time);
}

/** The sound of a recording: loudness in each millisecond, from 0 to 1. */
export function hear(path: string): number[] {
  const layout = ['-af', 'aresample=async=1:first_pts=0', '-ac', '1', '-ar', String(EAR_HERTZ)];
  const pcm = ffmpeg('-i', path, '-map', '0:a:0', ...layout, '-f', 's16le', '-');
  const samples = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.length >> 1);
  const step = EAR_HERTZ / 1000;
  return Array.from({ length: Math.floor(samples.length / step) }, (_, ms) =>
    samples
      .subarray(ms * step, (ms + 1) * step)
      .reduce((most, sample) => Math.max(most, Math.abs(sample) / 32_768), 0),
  );
}

/** Where beeps begin after silence, in seconds. */
export function beeps(path: string): number[] {
  const loud = hear(path).map((level) => level > 0.1);
  const onsets: number[] = [];
  loud.forEach((isLoud, ms) => {
    if (isLoud && ms > 20 && !loud.slice(ms - 20, ms).includes(true)) onsets.push(ms / 1000);
  });
  return onsets;
}

/** Length of the streams of a recording, in seconds. */
export function lengthsOf(path: string): { picture?: number; sound?: number; whole: number } {
  const ask = (entry: string, stream: string[] = []): number =>
    Number.parseFloat(
      execFileSync(
        PROBE,
        ['-v', 'error', ...stream, '-show_entries', entry, '-of', 'csv=p=0', path],
        { encoding: 'utf8' },
      ),
    );
  const of = (kind: string): number => ask('stream=duration', ['-select_streams', kind]);
  const [picture, sound] = [of('v:0'), of('a:0')];
  return {
    whole: ask('format=duration'),
    ...(Number.isFinite(picture) && { picture }),
    ...(Number.isFinite(sound) && { sound }),
  };
}

/** Width and height of a recording's picture as it is shown: `64x36`. */
export function sizeOf(path: string): string {
  const first = ['-frames:v', '1', '-f', 'image2pipe', '-c:v', 'pgm'];
  const [, width, height] =
    /^P5\s(\d+) (\d+)/.exec(ffmpeg('-i', path, ...first, '-').toString('latin1')) ?? [];
  return `${width}x${height}`;
}

/** All that ffprobe says of a recording's streams, tags and chapters. */
export function tagsOf(path: string): string {
  const asked = ['-v', 'error', '-show_streams', '-show_format', '-show_chapters', path];
  return execFileSync(PROBE, asked, { encoding: 'utf8' });
}
