import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { outputOf, type FfmpegRun } from './run-ffmpeg.ts';

/** A longer one is read from a file: Windows takes 32,767 characters a command with all its paths. */
const LONGEST = 16_000;
/** From here on any flag's value is read from a file with `-/`; the flag for filters alone is gone in version 9. */
const READS_FILES = 7;

/** The flags that give ffmpeg a filter of any length; `folder` is for its file. Throws what a run of ffmpeg throws. */
export async function filterFlags(
  filter: string,
  folder: string,
  run: FfmpegRun,
): Promise<readonly string[]> {
  if (filter.length <= LONGEST) return ['-filter_complex', filter];
  const file = join(folder, 'filter');
  await writeFile(file, filter);
  const isNew = (await versionOf(run)) >= READS_FILES;
  return [isNew ? '-/filter_complex' : '-filter_complex_script', file];
}

/** The first number of ffmpeg's version; builds between versions have none and count as newest. */
async function versionOf(run: FfmpegRun): Promise<number> {
  let text = '';
  for await (const chunk of outputOf(['-version'], { ...run, about: 'ffmpeg' })) text += chunk;
  return Number(/^ffmpeg version n?(\d+)\./.exec(text)?.[1] ?? Infinity);
}
