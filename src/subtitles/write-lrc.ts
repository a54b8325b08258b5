import type { Seconds } from '../model/time.ts';
import { joinLines } from '../text/languages/script.ts';

/** Words that are sung or said from `start` to `end`, in seconds. */
export type Lyric = {
  readonly start: Seconds;
  readonly end: Seconds;
  readonly lines: readonly string[];
};

/** A pause worth an empty lyric, in seconds. */
const PAUSE = 0.1;

/** Writes LRC, in the order given. A lyric has no end: an empty one ends it where the next does not follow at once. */
export function writeLrc(lyrics: readonly Lyric[]): string {
  const parts = lyrics.map(({ start, end, lines }, index) => {
    const next = lyrics[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const line = `[${lrcTime(start)}]${joinLines(lines)}\n`;
    return next - end > PAUSE ? `${line}[${lrcTime(end)}]\n` : line;
  });
  return parts.join('');
}

/** `mm:ss.xx`, minutes going on beyond 59 (https://en.wikipedia.org/wiki/LRC_(file_format)). */
function lrcTime(seconds: Seconds): string {
  const hundredths = Math.round(Math.max(0, seconds) * 100);
  const whole = Math.floor(hundredths / 100);
  return `${twoDigits(Math.floor(whole / 60))}:${twoDigits(whole % 60)}.${twoDigits(hundredths % 100)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
