/** (c) Talkleaf's own CPU time and memory for long talks; each length in a process of its own. */
import { execFile, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

import { z } from 'zod';

import { workOn } from '../../src/app/work.ts';
import { drain } from '../../src/base/async.ts';
import { parseJson } from '../../src/base/json.ts';
import { growNursery, tuneEngine } from '../../src/cli/tune-engine.ts';
import { createChatModel } from '../../src/llm/create-model.ts';
import { startSimulatedProvider } from '../../src/testing.ts';
import { goodAnswers } from '../../test/support/good-answers.ts';
import { lecturePairs, talkOf } from '../../test/support/long-talk.ts';
import { handedOver } from './handed-over.ts';
import { median, type Row } from './table.ts';

const Cost = z.object({ cpuSeconds: z.number(), megabytes: z.number(), wallSeconds: z.number() });
type Cost = z.infer<typeof Cost>;

const HOURS = [1, 5, 10] as const;
const RUNS = 3;

export async function measureOwnCost(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const hours of HOURS) {
    const costs: Cost[] = [];
    for (let run = 0; run < RUNS; run++) costs.push(await costOfTalk(hours, 'work'));
    const cpu = median(costs.map((cost) => cost.cpuSeconds));
    const memory = median(costs.map((cost) => cost.megabytes));
    const aim = hours === 10 ? '< 3 s, < 250 MB' : '';
    rows.push([
      `${hours} h: own CPU time, peak memory`,
      `${cpu.toFixed(2)} s, ${memory.toFixed(0)} MB`,
      aim,
    ]);
  }
  const bare: Cost[] = [];
  for (let run = 0; run < RUNS; run++) bare.push(await costOfTalk(10, 'hand-over'));
  const cpu = median(bare.map((cost) => cost.cpuSeconds));
  const memory = median(bare.map((cost) => cost.megabytes));
  rows.push([
    '10 h, answers handed over without HTTP',
    `${cpu.toFixed(2)} s, ${memory.toFixed(0)} MB`,
    '',
  ]);
  return rows;
}

/** `hand-over` leaves out the wire: what it costs beside, the provider packages and streams cost. */
async function costOfTalk(hours: number, mode: 'work' | 'hand-over'): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-bench-'));
  // The provider works in a process of its own, so that its time does not count as ours.
  const provider = fork(import.meta.filename, ['provider'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const url = await new Promise<unknown>((resolve) => provider.once('message', resolve));
    const { stdout } = await promisify(execFile)(process.execPath, [
      import.meta.filename,
      mode,
      String(hours),
      folder,
      String(url),
    ]);
    return Cost.parse(parseJson(stdout));
  } finally {
    provider.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function serve(): Promise<void> {
  const provider = await startSimulatedProvider({ answer: goodAnswers(lecturePairs()) });
  process.send?.(provider.url);
}

type Work = { readonly hours: number; readonly folder: string; readonly url: string };

async function work({ hours, folder, url }: Work, isHandedOver: boolean): Promise<void> {
  // As the command does.
  tuneEngine();
  growNursery();
  const file = join(folder, 'talk.srt');
  await writeFile(file, talkOf(hours, lecturePairs()));
  const wired = createChatModel({
    provider: 'openai',
    key: 'none-needed',
    model: 'gpt-4.1-mini',
    baseUrl: `${url}/v1`,
    limits: { concurrency: 8 },
    window: 1_000_000,
  });
  const model = isHandedOver
    ? handedOver(goodAnswers(lecturePairs()), { ...wired.info, tokensPerMinute: undefined })
    : wired;
  const settings = { to: 'zh', out: folder, language: 'en' as const };
  const began = performance.now();
  await drain(workOn(file, { settings, env: {}, model }));
  const { user, system } = process.cpuUsage();
  const cost: Cost = {
    cpuSeconds: (user + system) / 1_000_000,
    megabytes: process.resourceUsage().maxRSS / 1024,
    wallSeconds: (performance.now() - began) / 1000,
  };
  process.stdout.write(JSON.stringify(cost));
}

const [, script, mode, hours, folder, url] = process.argv;
if (script === import.meta.filename) {
  if (mode === 'provider') await serve();
  else if (mode === 'work' || mode === 'hand-over') {
    const given = { hours: Number(hours), folder: folder ?? '', url: url ?? '' };
    await work(given, mode === 'hand-over');
  } else console.log(await measureOwnCost());
}
