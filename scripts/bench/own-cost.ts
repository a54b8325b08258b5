/** (c) The command's own CPU time and memory for long talks, the provider answering from another process. */
import { execFile, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { startSimulatedProvider } from '../../src/testing.ts';
import { goodAnswers } from '../../test/support/good-answers.ts';
import { lecturePairs, talkOf } from '../../test/support/long-talk.ts';
import { nodeTime } from './node-itself.ts';
import { median, type Row } from './table.ts';

const Cost = z.object({ cpuSeconds: z.number(), megabytes: z.number() });
type Cost = z.infer<typeof Cost>;

const HOURS = [1, 5, 10] as const;
const RUNS = 3;
/** Loaded before the command: says at its end, as the last line of standard error, what it took. */
const METER = `data:text/javascript,${encodeURIComponent(`
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const cost = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
    process.stderr.write(JSON.stringify(cost));
  });
`)}`;

export async function measureOwnCost(): Promise<Row[]> {
  const rows: Row[] = [];
  const bare: number[] = [];
  let longest = 0;
  for (const hours of HOURS) {
    const costs: Cost[] = [];
    for (let run = 0; run < RUNS; run++) {
      bare.push(nodeTime(), nodeTime(), nodeTime());
      costs.push(await costOfTalk(hours));
    }
    const cpu = median(costs.map((cost) => cost.cpuSeconds));
    const memory = median(costs.map((cost) => cost.megabytes));
    const aim = hours === 10 ? '< 250 MB' : '';
    rows.push([
      `${hours} h: own CPU time, peak memory`,
      `${cpu.toFixed(2)} s, ${memory.toFixed(0)} MB`,
      aim,
    ]);
    longest = cpu;
  }
  // CPU time does not count waiting for a busy machine, and the quickest node waited least.
  rows.push(['… 10 h to node itself', ((longest * 1000) / Math.min(...bare)).toFixed(0), '≤ 40']);
  return rows;
}

async function costOfTalk(hours: number): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-bench-'));
  const provider = fork(import.meta.filename, ['provider'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const url = await new Promise<unknown>((resolve) => provider.once('message', resolve));
    const talk = join(folder, 'talk.srt');
    await writeFile(talk, talkOf(hours, lecturePairs()));
    const { stderr } = await promisify(execFile)(process.execPath, [
      '--import',
      METER,
      'dist/cli/bin.js',
      talk,
      '--out',
      folder,
      '--quiet',
      '--model',
      'local:gpt-4.1-mini',
      '--window',
      '1000000',
      '--concurrency',
      '8',
      '--base-url',
      `${String(url)}/v1`,
    ]);
    return Cost.parse(parseJson(stderr));
  } finally {
    provider.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function serve(): Promise<void> {
  const provider = await startSimulatedProvider({ answer: goodAnswers(lecturePairs()) });
  process.send?.(provider.url);
}

const [, script, mode] = process.argv;
if (script === import.meta.filename) {
  if (mode === 'provider') await serve();
  else console.log(await measureOwnCost());
}
