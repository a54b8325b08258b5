import { AppError } from '../../base/errors.ts';
import { chooseTicked, type KeptCue, type Times } from '../../cutting/lists/choose-kept.ts';
import { findTimes, readText, readTimes } from '../../cutting/lists/read-times.ts';
import { readTicks } from '../../cutting/lists/tick-list.ts';

/** The texts that say what of a recording is kept. */
export type KeptRequest = {
  /** The recording. */
  readonly media: string;
  /** A tick list, subtitles, or both; their suffixes tell which is which. */
  readonly lists: readonly string[];
  /** Encoding of the lists. @default detected */
  readonly encoding?: string | undefined;
};

/** What is kept of a recording. */
export type Kept = Pick<Times, 'areSentences' | 'length'> & {
  readonly cues: readonly KeptCue[];
  /** The file that said so. */
  readonly by: string;
};

/** What a list has ticked, or subtitles have left. Throws USAGE, CUT_NOT_DONE, and what choosing and reading throw. */
export async function readKept({ media, lists, encoding }: KeptRequest): Promise<Kept> {
  const [list, ...otherLists] = lists.filter(isList);
  const [subtitles, ...others] = lists.filter((path) => !isList(path));
  if (lists.length === 0 || otherLists.length + others.length > 0) {
    const problem = {
      en: 'Give one tick list (.md), one subtitle file, or one of each.',
      zh: '请给出一个勾选列表（.md）、一个字幕文件，或两者各一个。',
    };
    throw new AppError('USAGE', { problem });
  }
  if (list === undefined) {
    const { cues, areSentences, length } = await readTimes(subtitles ?? '', { encoding });
    return { cues, areSentences, length, by: subtitles ?? '' };
  }
  const ticks = readTicks(await readText(list, encoding));
  if (!ticks.isDone) throw new AppError('CUT_NOT_DONE', { path: list });
  const times =
    subtitles === undefined
      ? await findTimes(ticks, list, { media, encoding })
      : await readTimes(subtitles, { encoding });
  const cues = chooseTicked(ticks, list, times);
  const { areSentences, length } = times;
  return { cues, areSentences, length, by: list };
}

function isList(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}
