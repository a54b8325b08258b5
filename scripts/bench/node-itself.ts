/** The unit of what a command takes: what node takes to start and end, which tells fast machines from slow and busy ones. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** How long node with these arguments takes from start to end, in milliseconds; with none it does nothing. */
export function nodeTime(args: readonly string[] = ['-e', '0']): number {
  const began = performance.now();
  spawnSync(process.execPath, args);
  return performance.now() - began;
}
