import { WORD_JOINER } from '../../text/characters.ts';
import { vttTime } from '../../text/timecode.ts';
import type { Draft } from '../draft.ts';
import { readBlocks } from './cue-blocks.ts';
import { inOrder, writtenLines, type SubtitleCue } from './subtitle.ts';

/** Reads WebVTT (https://www.w3.org/TR/webvtt1/), also without its blank lines. Takes the language from the header of YouTube's files. */
export function readVtt(text: string): Draft {
  const { cues, header, moved } = readBlocks(text, { names: true });
  const language = header
    .map((line) => /^Language:\s*([\w-]{2,20})\s*$/i.exec(line)?.[1])
    .find((tag) => tag !== undefined);
  return { cues, timed: true, language, moved };
}

/** Writes WebVTT, in order of time. Cues without text are left out. */
export function writeVtt(cues: readonly SubtitleCue[]): string {
  const blocks = inOrder(cues).flatMap((cue) => {
    const lines = writtenLines(cue.lines, escape);
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
