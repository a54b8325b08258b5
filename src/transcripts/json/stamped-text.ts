import type { Cue } from '../../model/transcript.ts';
import { parseTime } from '../../text/timecode.ts';
import type { Draft } from '../cues/draft.ts';
import { readPlain } from '../prose/plain.ts';

/** `[0:0.020,0:2.380,1]  text`, as Tencent writes the lines of a result; the last number is the speaker's. */
const LINE =
  /^\s*\[(\d{1,4}:\d{1,2}(?:\.\d{1,3})?),\s?(\d{1,4}:\d{1,2}(?:\.\d{1,3})?)(?:,\s?(\d{1,3}))?\]\s*(.*)$/;
/** HTML that stands for lines in oTranscribe's files, and the rest of its tags. */
const LINE_END = /<br\s?\/?>|<\/(?:p|div|li)>/gi;
const HTML = /^\s*<(?:p|div|span)[\s>]/i;
const TAG = /<\/?[a-z][^<>]{0,500}>/gi;

/** A text that stands in a JSON as one string: lines with times, a page's HTML, or plain text. */
export function readText(text: string): Draft {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const found = lines.map((line) => LINE.exec(line)).filter((line) => line !== null);
  if (found.length > 0 && found.length === lines.length)
    return { cues: found.map(cueOf), timed: true };
  if (!HTML.test(text)) return readPlain(text);
  return readPlain(text.replace(LINE_END, '\n').replace(TAG, ' '));
}

function cueOf([, from = '', to = '', speaker, text = '']: RegExpExecArray): Cue {
  const start = parseTime(from) ?? 0;
  const end = parseTime(to) ?? start;
  return { start, end, text, speaker: speaker === undefined ? undefined : `Speaker ${speaker}` };
}
