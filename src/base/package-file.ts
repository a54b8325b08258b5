import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The package finds itself by its name, wherever in it this code has been bundled to. */
const ROOT = dirname(createRequire(import.meta.url).resolve('talkleaf/package.json'));

/** The absolute path of what comes with the package; `path` is from its root, with forward slashes. */
export function packageFile(path: string): string {
  return join(ROOT, path);
}
