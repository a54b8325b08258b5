/** A module of the source as one file that a Node process of its own can import. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { rolldown } from 'rolldown';

/** Builds it in a new folder inside the package, where what it needs is found; gives its address. */
export async function bundled(module: string): Promise<string> {
  const name = module.replaceAll('/', '-').replace(/\.ts$/, '.mjs');
  const dir = resolve('build', 'test');
  const bundle = await rolldown({
    input: resolve(module),
    platform: 'node',
    external: (id) => !/^[./]/.test(id),
  });
  await bundle.write({ dir, entryFileNames: name, codeSplitting: false });
  await bundle.close();
  return pathToFileURL(join(dir, name)).href;
}
