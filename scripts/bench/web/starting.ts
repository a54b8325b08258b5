/** How long `talkleaf serve` takes to tell its address, and what it holds in memory when nothing is to be done. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { median, type Row } from '../table.ts';
import { serveLibrary, withLibrary } from './serving.ts';

const RUNS = 5;
const REST_MS = 10_000;

export async function measureStarting(): Promise<Row[]> {
  const [first, later, resident]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < RUNS; run++) {
    await withLibrary(async (folder) => {
      const library = join(folder, 'library');
      const fresh = await serveLibrary(library);
      first.push(fresh.startedMs / 1000);
      await fresh.close();
      const again = await serveLibrary(library);
      later.push(again.startedMs / 1000);
      if (run === 0) {
        await setTimeout(REST_MS);
        resident.push(await megabytesOf(again.pid));
      }
      await again.close();
    });
  }
  return [
    ['first start, until the address is told', `${median(first).toFixed(2)} s`, '< 3 s'],
    ['later start', `${median(later).toFixed(2)} s`, '< 1 s'],
    ['memory after 10 s at rest', `${median(resident).toFixed(0)} MB`, '< 250 MB'],
  ];
}

/** What a process holds, as Linux counts it. */
async function megabytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}
