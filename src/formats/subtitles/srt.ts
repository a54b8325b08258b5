import { WORD_JOINER } from '../../text/characters.ts';
import { srtTime } from '../../text/timecode.ts';
import { withoutMarkup } from '../cues/markup.ts';
import type { Draft } from '../draft.ts';
import { withoutFurniture } from '../readers/furniture.ts';
import { readBlocks } from './cue-blocks.ts';
import { inOrder, writtenLines, type SubtitleCue } from './subtitle.ts';

/** Reads SubRip. Text above the first time is kept, as a cue that ends where the first one starts, but for what a page or a program says of it. */
export function readSrt(text: string): Draft {
  const { cues, header, moved } = readBlocks(text, { names: false });
  const above = withoutMarkup(withoutFurniture(header).join('\n'));
  const first = { start: 0, end: Math.max(0, cues[0]?.start ?? 0), text: above };
  if (above.trim() === '') return { cues, timed: true, moved };
  return { cues: [first, ...cues], above: first, timed: true, moved };
}

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
