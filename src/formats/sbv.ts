import type { Draft } from './draft.ts';
import { readSrt } from './srt.ts';

const CLOCK = String.raw`\d{1,3}:\d{2}:\d{2}\.\d{1,3}`;
const TIME_LINE = new RegExp(String.raw`^(${CLOCK}),(${CLOCK})[ \t]*$`, 'gm');

/** Whether a text is in YouTube's own caption format: a line of two times with a comma between them near its top. */
export function isSbv(head: string): boolean {
  return head.slice(0, 2000).search(TIME_LINE) !== -1;
}

/** Reads YouTube's SubViewer form (https://support.google.com/youtube/answer/2734698): SRT but for its lines of times. */
export function readSbv(text: string): Draft {
  return readSrt(text.replace(TIME_LINE, '$1 --> $2').replaceAll('[br]', '\n'));
}
