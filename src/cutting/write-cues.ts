import { writeAss } from '../formats/ass.ts';
import { writeSrt } from '../formats/srt.ts';
import { writeVtt } from '../formats/vtt.ts';
import type { Seconds } from '../model/time.ts';
import type { SubtitleCue } from '../text/lines.ts';
import { joinLines } from '../text/script.ts';
import { srtTime } from '../text/timecode.ts';
import type { NumberedCue } from './numbered-cues.ts';
import { subtitleOf } from './subtitles-beside.ts';
import { type TickListOptions, writeTickList } from './write-tick-list.ts';

/**
 * What cues can be written as. `compact` is autocut's SRT with one line a cue, `md` its tick list, `pieces` the full
 * text of its fork autocut-dev.
 */
export type CueFormat =
  | 'srt'
  | 'compact'
  | 'vtt'
  | 'ass'
  | 'lrc'
  | 'txt'
  | 'md'
  | 'json'
  | 'pieces';

/** What some formats say beside the cues. */
export type WriteOptions = TickListOptions & { readonly title: string };

const WRITERS: Readonly<
  Record<CueFormat, (cues: readonly NumberedCue[], options: WriteOptions) => string>
> = {
  srt: (cues) => writeSrt(subtitles(cues)),
  vtt: (cues) => writeVtt(subtitles(cues)),
  ass: (cues, { title }) => writeAss(subtitles(cues), { title }),
  compact: (cues) => cues.map(compactLine).join(''),
  lrc: (cues) => cues.map(lyric).join(''),
  txt: (cues) => cues.map((cue) => `${joinLines(cue.lines)}\n`).join(''),
  md: (cues, options) =>
    writeTickList(
      cues.map((cue) => ({ ...subtitleOf(cue), number: cue.number })),
      options,
    ),
  pieces: (cues) => piecesOf(cues.map((cue) => joinLines(cue.lines))),
  json: (cues) => `[\n${cues.map(record).join(',\n')}\n]\n`,
};

/** Cues in one format, in order of time. Those without text are left out. */
export function writeCues(
  cues: readonly NumberedCue[],
  format: CueFormat,
  options: WriteOptions,
): string {
  const written = cues.filter((cue) => joinLines(cue.lines) !== '');
  return WRITERS[format](
    written.toSorted((a, b) => a.start - b.start),
    options,
  );
}

function subtitles(cues: readonly NumberedCue[]): SubtitleCue[] {
  return cues.map((cue) => subtitleOf(cue));
}

function compactLine({ start, end, lines }: NumberedCue): string {
  return `${srtTime(start)} --> ${srtTime(end)} ${joinLines(lines)}\n`;
}

/** A piece is closed once it has this many characters, as small enough to be pasted into a chat. */
const PIECE = 1000;
/** What autocut writes where nobody speaks. */
const NO_SPEECH = /^<\s*no speech\s*>$/i;

/** Pieces of a thousand characters, a line each, their sentences joined by commas; the last one is what is left. */
function piecesOf(sentences: readonly string[]): string {
  const pieces: string[][] = [[]];
  let length = 0;
  for (const sentence of sentences) {
    if (NO_SPEECH.test(sentence)) continue;
    if (length > PIECE) {
      pieces.push([]);
      length = 0;
    }
    pieces.at(-1)?.push(sentence);
    length += sentence.length;
  }
  return pieces.map((piece) => `${piece.join(',')}\n`).join('');
}

/** A lyric has no end; an empty one ends it where the next does not follow at once. */
function lyric(
  { start, end, lines }: NumberedCue,
  index: number,
  all: readonly NumberedCue[],
): string {
  const next = all[index + 1]?.start ?? Number.POSITIVE_INFINITY;
  const line = `[${lrcTime(start)}]${joinLines(lines)}\n`;
  return next - end > LRC_PAUSE ? `${line}[${lrcTime(end)}]\n` : line;
}

/** A pause worth an empty lyric, in seconds. */
const LRC_PAUSE = 0.1;

/** `mm:ss.xx`, minutes going on beyond 59 (https://en.wikipedia.org/wiki/LRC_(file_format)). */
function lrcTime(seconds: Seconds): string {
  const hundredths = Math.round(Math.max(0, seconds) * 100);
  const whole = Math.floor(hundredths / 100);
  return `${part(Math.floor(whole / 60))}:${part(whole % 60)}.${part(hundredths % 100)}`;
}

function part(value: number): string {
  return String(value).padStart(2, '0');
}

function record({ number, start, end, lines }: NumberedCue): string {
  return JSON.stringify({ number, start, end, text: lines.join('\n') });
}
