import { DONE_MARK, taskLine } from '../../leaf/cut-list.ts';
import { inlineMarkdown, markdownLink } from '../../leaf/markdown/markdown-escape.ts';
import { mediaLink } from '../../leaf/shown/time-links.ts';
import type { SubtitleCue } from '../../subtitles/lines/lines.ts';
import { joinLines } from '../../text/languages/script.ts';

/** What a list is about. */
export type TickListOptions = {
  /** Name of the subtitle file whose cues are listed; it lies beside the list. */
  readonly subtitles: string;
  /** Name of the recording, relative to the list. */
  readonly media?: string | undefined;
  /** True when the recording has a picture. @default true */
  readonly hasPicture?: boolean | undefined;
};

/** A cue and its number in the subtitle file. */
export type ListedCue = SubtitleCue & { readonly number: number };

/**
 * Subtitles as a tick list in autocut's form, which autocut and `talkleaf cut` read: a player, and a box for each cue.
 * Both languages of a cue stand on its line with a slash between them.
 */
export function writeTickList(
  cues: readonly ListedCue[],
  { subtitles, media, hasPicture = true }: TickListOptions,
): string {
  const link = mediaLink({ name: subtitles, media: subtitles }) ?? subtitles;
  return [
    `- [ ] ${DONE_MARK}`,
    '',
    ...(media === undefined ? [] : [playerOf(media, hasPicture), '']),
    markdownLink(inlineMarkdown(subtitles), link),
    '',
    ...cues.map(taskOf),
    '',
  ].join('\n');
}

/** HTML, as autocut has it: Markdown editors play it. */
function playerOf(media: string, hasPicture: boolean): string {
  const source = mediaLink({ name: media, media }) ?? '';
  const kind = hasPicture ? 'video' : 'audio';
  return `<${kind} controls src="${source}"></${kind}>`;
}

function taskOf({ number, start, lines }: ListedCue): string {
  const texts = (['source', 'target'] as const).map((role) =>
    joinLines(lines.filter((line) => line.role === role).map((line) => line.text)),
  );
  const shown = texts.filter((text) => text !== '').map((text) => inlineMarkdown(text).trim());
  return taskLine(number, start, shown);
}
