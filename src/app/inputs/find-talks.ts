import { isAddress } from '../../sources/web-address.ts';
import type { WorkOptions } from '../settings/work-options.ts';
import { expandInputs } from './expand-inputs.ts';

/** The talks that inputs stand for, and files of folders that are none of them. */
export type FoundTalks = {
  readonly talks: readonly string[];
  readonly passedOver: readonly string[];
};

/** Opens folders, text files of links, playlists and channels. */
export async function findTalks(
  inputs: readonly string[],
  options: Pick<WorkOptions, 'settings' | 'env' | 'signal' | 'dryRun'>,
): Promise<FoundTalks> {
  const found = await expandInputs(inputs, options.settings.out);
  if (!found.talks.some(isAddress)) return found;
  const { expandLists } = await import('./expand-lists.ts');
  const talks = await expandLists(found.talks, { ...options, isPlan: options.dryRun });
  return { ...found, talks };
}
