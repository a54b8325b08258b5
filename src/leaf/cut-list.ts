import type { Talk } from '../model/talk.ts';
import type { Seconds } from '../model/time.ts';
import { clock } from '../text/timecode.ts';
import { inlineMarkdown, markdownLink } from './markdown/markdown-escape.ts';
import { shownText } from './shown/marked-source.ts';
import { mediaLink } from './shown/time-links.ts';

/** The task that autocut waits for, word for word (https://github.com/mli/autocut, autocut/utils.py, 2026-11). */
export const DONE_MARK = '<-- Mark if you are done editing.';

/**
 * A tick list of the talk's sentences in autocut's Markdown form: `- [ ] [12,01:05] text / translation`.
 * The number is the sentence ID, the time where it starts. Ticked sentences are to be kept.
 */
export function cutList(talk: Talk): string {
  const media = mediaLink(talk.source);
  const translations = new Map(talk.translation?.map((line) => [line.id, line.text]));
  const tasks = talk.sentences.map((sentence) => {
    const texts = [shownText(sentence), translations.get(sentence.id) ?? ''];
    const shown = texts.map((text) => inlineMarkdown(text).trim()).filter((text) => text !== '');
    return taskLine(sentence.id, sentence.start, shown);
  });
  const link =
    media === undefined ? [] : [markdownLink(inlineMarkdown(talk.source.media ?? ''), media), ''];
  return [`- [ ] ${DONE_MARK}`, '', ...link, ...tasks, ''].join('\n');
}

/** One sentence as a task; both languages stand on its line with a slash between them. */
export function taskLine(number: number, start: Seconds, texts: readonly string[]): string {
  return `- [ ] [${number},${cutTime(start)}] ${texts.join(' / ')}`.trimEnd();
}

/** `01:05`, from an hour on `01:02:03`. */
function cutTime(start: Seconds): string {
  return clock(start)
    .split(':')
    .map((part) => part.padStart(2, '0'))
    .join(':');
}
