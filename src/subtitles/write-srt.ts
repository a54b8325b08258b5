import { WORD_JOINER } from '../text/characters.ts';
import { srtTime } from '../text/timecode.ts';
import type { SubtitleCue } from './lines/lines.ts';
import { inOrder, writtenLines } from './written-lines.ts';

/** Writes SubRip: numbered, in order of time. Cues without text are left out. */
export function writeSrt(cues: readonly SubtitleCue[]): string {
  const blocks = inOrder(cues)
    .map((cue) => ({ cue, lines: writtenLines(cue.lines, escape) }))
    .filter(({ lines }) => lines.length > 0);
  return blocks
    .map(
      ({ cue, lines }, index) =>
        `${index + 1}\n${srtTime(cue.start)} --> ${srtTime(cue.end)}\n${lines.join('\n')}\n`,
    )
    .join('\n');
}

/** SubRip has no escapes; an invisible joiner keeps what looks like markup or times from being read as such. */
function escape(text: string): string {
  return text
    .replaceAll('->', `-${WORD_JOINER}>`)
    .replace(/[<&\\](?=[\w/#])/g, `$&${WORD_JOINER}`)
    .replaceAll('{\\', `{${WORD_JOINER}\\`);
}
