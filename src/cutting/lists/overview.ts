import { DONE_MARK } from '../../leaf/cut-list.ts';
import { inlineMarkdown, markdownLink } from '../../leaf/markdown/markdown-escape.ts';
import { taskIn } from '../tasks.ts';

/** The list of a folder's recordings that are to be joined, in autocut's form. */
export type Overview = {
  /** True when its box "done editing" is ticked. */
  readonly isDone: boolean;
  /** Names of the ticked recordings, in the order of the list. */
  readonly ticked: readonly string[];
};

/** One recording as the overview shows it. */
export type OverviewEntry = {
  readonly name: string;
  /** Its tick list, as a path below the folder. */
  readonly list?: string | undefined;
  readonly isEdited: boolean;
};

/** The whole of `[name](link) …`; a name may hold brackets with a backslash before them. */
const LINK = /^\[((?:[^\]\\]|\\.){1,1000})\]\(/;

/** Reads an overview, autocut's or Talkleaf's. */
export function readOverview(text: string): Overview {
  const ticked: string[] = [];
  let isDone = false;
  for (const line of text.split('\n')) {
    const task = taskIn(line);
    if (!task?.isTicked) continue;
    const name = LINK.exec(task.text)?.[1];
    if (name !== undefined) ticked.push(name.replace(/\\(.)/g, '$1'));
    else if (task.isDoneMark) isDone = true;
    // A name written by hand, without a link: left out, nobody would notice that it is missing.
    else if (task.text !== '') ticked.push(task.text);
  }
  return { isDone, ticked };
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
  const { isDone, ticked } = readOverview(before);
  if (isDone || entries.length === 0) return undefined;
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
