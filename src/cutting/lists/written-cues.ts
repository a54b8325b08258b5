import { AppError } from '../../base/errors.ts';
import type { Cue } from '../../model/transcript.ts';
import { areTimed } from '../../transcripts/cues/cue-times.ts';
import { settle } from '../../transcripts/cues/settle.ts';
import { readText } from '../../transcripts/read.ts';
import { type NumberedCue, readNumberedCues } from './numbered-cues.ts';

/**
 * The cues of a text, to the letter where it is a file of subtitles: where a transcript that is to be understood
 * loses notes of music, and cues are split at them, what is cut or converted has all its cues, lines and times. Reads and
 * refuses what is read and refused as a transcript. Throws CUT_UNTIMED, and what reading a text throws.
 */
export function writtenCues(
  text: string,
  { name, fps }: { readonly name: string; readonly fps?: number | undefined },
): NumberedCue[] {
  const draft = readText(text, { name, fps });
  if (draft.blocks !== undefined) {
    const above = draft.above === undefined ? [] : [numbered(draft.above, 0)];
    return [...above, ...readNumberedCues(draft.blocks)];
  }
  const cues = draft.isCopy === true ? settle(draft).cues : draft.cues.filter(hasText);
  if (cues.length === 0) throw new AppError('FILE_EMPTY', { path: name });
  if (!draft.timed || !areTimed(draft.cues)) throw new AppError('CUT_UNTIMED', { path: name });
  return cues.map((cue, index) => numbered(cue, index + 1));
}

function numbered({ start, end, text }: Cue, number: number): NumberedCue {
  const lines = text.split('\n').map((line) => line.trim());
  return {
    number,
    start: Math.max(0, start),
    end: Math.max(0, start, end),
    lines: lines.filter((line) => line !== ''),
  };
}

function hasText({ text }: Cue): boolean {
  return text.trim() !== '';
}
