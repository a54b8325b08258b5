import { setTimeout as wait } from 'node:timers/promises';

import type { FetchProgress } from '../../sources/source.ts';

/** What happens while something is fetched. */
export type FetchEvent = { readonly type: 'bytes-fetched' } & FetchProgress;

/** Progress is told this often, in milliseconds. */
const PROGRESS_MS = 250;

/** Does something that is told how far it is, and yields that. */
export async function* withProgress<T>(
  begin: (onProgress: (progress: FetchProgress) => void) => Promise<T>,
): AsyncGenerator<FetchEvent, T> {
  let newest: FetchProgress | undefined;
  const fetching = begin((progress) => {
    newest = progress;
  });
  const over = fetching.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([over, wait(PROGRESS_MS, false)]))) {
    if (newest) yield { type: 'bytes-fetched', ...newest };
  }
  return await fetching;
}
