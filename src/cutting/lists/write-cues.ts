import type { SubtitleCue } from '../../subtitles/lines/lines.ts';
import { writeAss } from '../../subtitles/write-ass.ts';
import { writeLrc } from '../../subtitles/write-lrc.ts';
import { writeSrt } from '../../subtitles/write-srt.ts';
import { writeVtt } from '../../subtitles/write-vtt.ts';
import { joinLines } from '../../text/languages/script.ts';
import { srtTime, vttTime } from '../../text/timecode.ts';
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
  | 'sbv'
  | 'tsv'
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
  lrc: (cues) => writeLrc(cues),
  sbv: (cues) => cues.map(sbvCue).join('\n'),
  tsv: (cues) => ['start\tend\ttext\n', ...cues.map(tableRow)].join(''),
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

/** YouTube's own form (https://support.google.com/youtube/answer/2734698). */
function sbvCue({ start, end, lines }: NumberedCue): string {
  const [from, to] = [start, end].map((time) => vttTime(time).replace(/^0(?=\d:)/, ''));
  return `${from},${to}\n${lines.join('\n')}\n`;
}

/** Whisper's table: times in whole milliseconds. */
function tableRow({ start, end, lines }: NumberedCue): string {
  const [from, to] = [start, end].map((time) => Math.round(time * 1000));
  return `${from}\t${to}\t${joinLines(lines).replaceAll('\t', ' ')}\n`;
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

/** Times to the millisecond, as subtitles have them: what adding left of a fraction is no part of a time. */
function record({ number, start, end, lines }: NumberedCue): string {
  const [from, to] = [start, end].map((time) => Number(time.toFixed(3)));
  return JSON.stringify({ number, start: from, end: to, text: lines.join('\n') });
}
