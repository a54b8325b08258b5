import { join } from 'node:path';

import envPaths from 'env-paths';

/** Where Talkleaf keeps programs of its own: in the user's data folder. */
export function toolsFolder(): string {
  return join(envPaths('talkleaf', { suffix: '' }).data, 'tools');
}

/** The lock of whoever fetches a program into it. */
export function lockIn(tools: string, program: string): string {
  return join(tools, `.${program}.lock`);
}
