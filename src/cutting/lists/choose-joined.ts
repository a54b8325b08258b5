import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import type { Listed, Overview } from './overview.ts';
import { readText } from './read-times.ts';
import { cutAmong, isResult } from './results.ts';
import { readTicks } from './tick-list.ts';

/** The overview a recording is ticked in. */
export type Around = Pick<Overview, 'listed'> & {
  /** Its path. */
  readonly path: string;
  readonly encoding?: string | undefined;
};

/**
 * The path of what is joined for a ticked recording. One whose list is done stands for its cut, unless that has a line
 * of its own, where it could have been ticked. Throws MERGE_UNCUT when there is no cut by the list as it is now.
 */
export async function chooseJoined({ name, list }: Listed, around: Around): Promise<string> {
  const { path, listed, encoding } = around;
  const media = join(dirname(path), name);
  if (list === undefined || isResult(name) || !(await isThere(media))) return media;
  const ticks = join(dirname(path), list);
  if (!(await isDone(ticks, encoding))) return media;
  const found = cutAmong(new Set(await readdir(dirname(media))), basename(media));
  const cut = found && join(dirname(media), found);
  if (listed.some((each) => join(dirname(path), each.name) === cut)) return media;
  if (cut && (await changedAt(cut)) >= (await changedAt(ticks))) return cut;
  throw new AppError('MERGE_UNCUT', { path, media, list: ticks });
}

async function isDone(list: string, encoding: string | undefined): Promise<boolean> {
  return (await isThere(list)) && readTicks(await readText(list, encoding)).isDone;
}

async function changedAt(path: string): Promise<number> {
  return (await stat(path)).mtimeMs;
}
