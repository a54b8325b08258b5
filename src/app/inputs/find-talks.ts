import { isAddress } from '../../sources/web-address.ts';
import type { WorkOptions } from '../settings/work-options.ts';
import { expandInputs } from './expand-inputs.ts';

/** The talks that inputs stand for, one by one: folders, text files of links, playlists and channels opened. */
export async function findTalks(
  inputs: readonly string[],
  options: Pick<WorkOptions, 'settings' | 'env' | 'signal' | 'dryRun'>,
): Promise<string[]> {
  const { talks: paths } = await expandInputs(inputs, options.settings.out);
  if (!paths.some(isAddress)) return [...paths];
  const { expandLists } = await import('./expand-lists.ts');
  return await expandLists(paths, { ...options, isPlan: options.dryRun });
}
