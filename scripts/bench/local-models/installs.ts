/** What is put on a disk: Talkleaf itself as a package, and the engine for language models when it is wanted. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { fetchEngine } from '../../../src/llm/embedded/engine-folder.ts';
import { type Row, time } from '../table.ts';

export async function measureInstalls(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-install-'));
  try {
    const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    const name = packed.trim().split('\n').at(-1) ?? '';
    const own = secondsOf(() => {
      execFileSync('npm', ['install', '--no-audit', '--no-fund', `./${name}`], {
        cwd: folder,
        stdio: 'ignore',
      });
    });
    const began = performance.now();
    const engine = await fetchEngine({ base: join(folder, 'engines'), env: process.env });
    const seconds = (performance.now() - began) / 1000;
    return [
      [
        'Talkleaf installed: time; size',
        `${time(own)}; ${sizeOf(join(folder, 'node_modules'))}`,
        '< 30 s; < 150 MB',
      ],
      ['the engine for language models: time; size', `${time(seconds)}; ${sizeOf(engine)}`, ''],
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function secondsOf(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

/** As the disk counts it. */
function sizeOf(folder: string): string {
  const kilobytes = Number.parseInt(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }), 10);
  return `${Math.round(kilobytes / 1000)} MB`;
}
