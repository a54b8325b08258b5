import { readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { isThere } from '../base/is-there.ts';

/** Gives a folder whose files are all there its name; files of an older, incomplete one are replaced. */
export async function settle(staging: string, path: string): Promise<void> {
  const names = await readdir(staging);
  if (await isThere(path)) {
    for (const name of names) {
      // A folder takes no other's name while there is something in it.
      await rm(join(path, name), { recursive: true, force: true });
      await rename(join(staging, name), join(path, name));
    }
    await rm(staging, { recursive: true });
  } else await rename(staging, path);
  // Another model may be on its way.
  await rmdir(dirname(staging)).catch(() => undefined);
}
