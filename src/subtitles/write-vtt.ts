import { WORD_JOINER } from '../text/characters.ts';
import { vttTime } from '../text/timecode.ts';
import type { SubtitleCue } from './lines/lines.ts';
import { inOrder, writtenLines } from './written-lines.ts';

/** Writes WebVTT, in order of time. Cues without text are left out. */
export function writeVtt(cues: readonly SubtitleCue[]): string {
  const blocks = inOrder(cues).flatMap((cue) => {
    const lines = writtenLines(cue.lines, escape, (text, tag) => `<lang ${tag}>${text}</lang>`);
    return lines.length === 0
      ? []
      : [`${vttTime(cue.start)} --> ${vttTime(cue.end)}\n${lines.join('\n')}\n`];
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\\', `\\${WORD_JOINER}`)
    .replaceAll('{', `{${WORD_JOINER}`);
}
