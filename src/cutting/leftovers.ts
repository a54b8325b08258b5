import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { fingerprint } from '../base/hash.ts';

const START = '.talkleaf-cut';

/**
 * What the name of a work folder begins with. It tells whose it is: this computer's, so that nobody's work on a shared
 * disk is taken for a leftover, and this process's.
 */
export function workPrefix(pid = process.pid): string {
  return `${START}-${fingerprint(hostname()).slice(0, 8)}-${pid}-`;
}

/** Removes work folders of processes of this computer that are no more. Never fails: what stays is only in the way. */
export async function sweepLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, pid] = /^\.talkleaf-cut-[^-]+-(\d+)-/.exec(name) ?? [];
    const isOurs = pid !== undefined && name.startsWith(workPrefix(Number(pid)));
    if (!isOurs || isAlive(Number(pid))) continue;
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked, but is there.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
