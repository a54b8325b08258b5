/** (d) How long the command takes to show its help, and to find that everything is done already. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { startSimulatedProvider } from '../../src/testing.ts';
import { goodAnswers } from '../../test/support/good-answers.ts';
import { lecturePairs, talkOf } from '../../test/support/long-talk.ts';
import { nodeTime } from './node-itself.ts';
import { median, type Row } from './table.ts';

const COMMAND = 'dist/cli/bin.js';
const RUNS = 11;

export async function measureStart(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-bench-'));
  const pairs = lecturePairs();
  const provider = await startSimulatedProvider({ answer: goodAnswers(pairs) });
  try {
    const file = join(folder, 'hour.srt');
    await writeFile(file, talkOf(1, pairs));
    const flags = [
      '--out',
      folder,
      '--model',
      'local:gpt-4.1-mini',
      '--window',
      '1000000',
      '--quiet',
    ];
    const args = [COMMAND, file, ...flags, '--base-url', `${provider.url}/v1`];
    // The provider answers from this process, which spawnSync would block.
    await run(args);
    const asked = provider.requests.length;
    const times = { bare: [] as number[], help: [] as number[], cached: [] as number[] };
    // One after another, so that what else the machine does falls on all of them.
    for (let each = 0; each < RUNS; each++) {
      times.bare.push(nodeTime());
      times.help.push(nodeTime([COMMAND, '--help']));
      times.cached.push(await run(args));
    }
    if (provider.requests.length !== asked) throw new Error('a cached run asked the provider');
    const [bare, help, cached] = [median(times.bare), median(times.help), median(times.cached)];
    return [
      ['node itself, start to end', `${bare.toFixed(0)} ms`, ''],
      ['talkleaf --help', `${help.toFixed(0)} ms`, ''],
      ['… to node itself', (help / bare).toFixed(2), '≤ 1.5'],
      ['one hour again, everything known', `${cached.toFixed(0)} ms`, ''],
      ['… to node itself', (cached / bare).toFixed(1), '≤ 6'],
    ];
  } finally {
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(args: readonly string[]): Promise<number> {
  const { spawn } = await import('node:child_process');
  const began = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`talkleaf ended with ${String(code)}`);
  return performance.now() - began;
}

if (process.argv[1] === import.meta.filename) console.log(await measureStart());
