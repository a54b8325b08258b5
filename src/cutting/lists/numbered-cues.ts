import type { Seconds } from '../../model/time.ts';
import { withoutMarkup } from '../../transcripts/markup/markup.ts';
import { type Block, splitBlocks } from '../../transcripts/subtitles/cue-blocks.ts';
import { likelyEnd } from '../../transcripts/times/timed-lines.ts';

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

/**
 * Reads SRT, WebVTT, or one line a cue as autocut's compact form has it, with the numbers of the cues and to
 * the letter: unlike a transcript that is to be understood, what a person left in is all there.
 */
export function readNumberedCues(text: string): NumberedCue[] {
  const { blocks } = splitBlocks(text, { names: /^\s*WEBVTT(?:\s|$)/.test(text.slice(0, 1000)) });
  let before = 0;
  return blocks.map((block, at) => {
    before = block.index ?? before + 1;
    return cueOf(block, { number: before, next: blocks[at + 1]?.start });
  });
}

function cueOf(
  { start, end: told, lines }: Block,
  { number, next }: { readonly number: number; readonly next: Seconds | undefined },
): NumberedCue {
  const text = withoutMarkup(lines.join('\n'));
  const plain = text.split('\n');
  const end = told ?? likelyEnd({ start, text: text.trim() }, next);
  return {
    number,
    start: Math.max(0, start),
    end: Math.max(0, start, end),
    lines: plain.map((line) => line.trim()).filter((line) => line !== ''),
  };
}
