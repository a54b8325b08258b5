import { DONE_MARK } from '../../leaf/cut-list.ts';
import { inlineMarkdown, markdownLink } from '../../leaf/markdown/markdown-escape.ts';
import { decodedTarget } from './decoded-target.ts';
import { taskIn } from './tasks.ts';

/** One line of an overview. */
export type Listed = {
  readonly name: string;
  /** The tick list it links to, as a path beside the overview. */
  readonly list?: string | undefined;
  readonly isTicked: boolean;
};

/** The list of a folder's recordings that are to be joined, in autocut's form. */
export type Overview = {
  /** True when its box "done editing" is ticked. */
  readonly isDone: boolean;
  /** In the order of the list. */
  readonly listed: readonly Listed[];
};

/** One recording as the overview shows it. */
export type OverviewEntry = {
  readonly name: string;
  /** Its tick list, as a path below the folder. */
  readonly list?: string | undefined;
  readonly isEdited: boolean;
};

/** `[name](link) …`, the link where it leads to Markdown; a name may hold brackets with a backslash before them. */
const LINK = /^\[((?:[^\]\\]|\\.){1,1000})\]\((?:(.{1,1000}?\.md)\))?/i;

/** Reads an overview, autocut's or Talkleaf's. */
export function readOverview(text: string): Overview {
  const listed: Listed[] = [];
  let isDone = false;
  for (const line of text.split('\n')) {
    const task = taskIn(line);
    if (!task) continue;
    const { isTicked } = task;
    const [, name, link] = LINK.exec(task.text) ?? [];
    if (name !== undefined) {
      const list = link && decodedTarget(link);
      listed.push({ name: name.replace(/\\(.)/g, '$1'), list, isTicked });
    } else if (task.isDoneMark) isDone ||= isTicked;
    // A name written by hand, without a link: left out, nobody would notice that it is missing.
    else if (task.text !== '') listed.push({ name: task.text, isTicked });
  }
  return { isDone, listed };
}

/**
 * The overview of a folder: a box "done editing", and one for each recording that may go into `autocut_merged.mp4`.
 * Ticks of `before` are kept. Gives `undefined` when nothing is to be written: it is marked done, or lists these
 * recordings already.
 */
export function overviewText(
  entries: readonly OverviewEntry[],
  before: string,
): string | undefined {
  const { isDone, listed } = readOverview(before);
  if (isDone || entries.length === 0) return undefined;
  const ticked = listed.filter(({ isTicked }) => isTicked).map(({ name }) => name);
  const tasks = entries.map(({ name, list, isEdited }) => {
    const link = markdownLink(inlineMarkdown(name), encodeURI(list ?? name));
    return `- [${ticked.includes(name) ? 'x' : ' '}] ${link}${isEdited ? ' [Edited]' : ''}`;
  });
  const text = [
    `- [ ] ${DONE_MARK}`,
    '',
    'Select the files that will be used to generate `autocut_merged.mp4`',
    '',
    ...tasks,
    '',
  ].join('\n');
  return text === before ? undefined : text;
}
