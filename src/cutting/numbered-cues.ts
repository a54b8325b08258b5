import { timeLine } from '../formats/cue-blocks.ts';
import { withoutMarkup } from '../formats/markup.ts';
import type { Seconds } from '../model/time.ts';

/** A cue as it stands in a subtitle file. */
export type NumberedCue = {
  /** Its number in the file, else its place in it, from 1. */
  readonly number: number;
  /** Where it appears, in seconds from the start of the media. */
  readonly start: Seconds;
  /** Where it goes, in seconds; never before `start`. */
  readonly end: Seconds;
  /** From top to bottom, without markup and empty lines. */
  readonly lines: readonly string[];
};

type Block = {
  readonly number: number;
  readonly start: Seconds;
  readonly end: Seconds;
  readonly lines: string[];
};

/**
 * Reads SRT, WebVTT, or one line a cue as autocut's compact form has it, with the numbers of the cues and to
 * the letter: unlike a transcript that is to be understood, what a person left in is all there.
 */
export function readNumberedCues(text: string): NumberedCue[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    const times = timeLine(line);
    if (times === undefined) {
      lines.push(line);
      continue;
    }
    const { start, end = start, rest } = times;
    const number = takeNumber(lines) ?? (blocks.at(-1)?.number ?? 0) + 1;
    lines = rest === '' ? [] : [rest];
    blocks.push({ number, start: Math.max(0, start), end: Math.max(0, start, end), lines });
  }
  return blocks.map(cueOf);
}

/** The number above the times is no text of the cue before. */
function takeNumber(lines: string[]): number | undefined {
  const above = lines.at(-1)?.trim() ?? '';
  if (!/^\d{1,9}$/.test(above)) return undefined;
  lines.pop();
  return Number(above);
}

function cueOf({ lines, ...cue }: Block): NumberedCue {
  const plain = withoutMarkup(lines.join('\n')).split('\n');
  return { ...cue, lines: plain.map((line) => line.trim()).filter((line) => line !== '') };
}
