/** (a) The whole hearing path beside the bare engine that is given the same windows. */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';

import { SAMPLE_RATE_HERTZ } from '../../../src/model/audio.ts';
import { findSpeechModel } from '../../../src/speech/sherpa/families/families.ts';
import { writeRepeated, writeWithSilence } from '../../../test/support/sample-sound.ts';
import { time, type Row } from '../table.ts';
import { medianRatio, medianTime, watch, type Watched } from './watch.ts';
import { LONGEST, type Span, windowsOf } from './windows-of.ts';

const HEAVY = resolve('test/fixtures/models/mini-ctc-heavy');
const SECONDS = 600;
const ROUNDS = 7;
/** What the hearing takes for one window. */
const THREADS = Math.min(8, Math.max(2, Math.floor(availableParallelism() / 2)));

export async function measureEngine(folder: string): Promise<Row[]> {
  const dense = join(folder, 'dense.wav');
  const sparse = join(folder, 'sparse.wav');
  await writeRepeated(dense, SECONDS);
  await writeWithSilence(sparse, SECONDS);
  const plan = await planOf(dense, join(folder, 'plan.json'));
  const whole = await wholePlan(join(folder, 'whole.json'));
  const ours: Watched[] = [];
  const bare: Watched[] = [];
  const oursSparse: Watched[] = [];
  const bareSparse: Watched[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await talkleaf(dense, folder, `dense-${round}`));
    bare.push(await engineAlone(dense, plan));
    oursSparse.push(await talkleaf(sparse, folder, `sparse-${round}`));
    bareSparse.push(await engineAlone(sparse, whole));
  }
  return [
    [
      'ten minutes of speech: talkleaf transcribe, bare engine',
      `${time(medianTime(ours))}, ${time(medianTime(bare))}`,
      '',
    ],
    [
      '… ratio of wall time, median of pairs',
      medianRatio('seconds', ours, bare).toFixed(2),
      '≤ 1.05',
    ],
    [
      '… ratio of peak memory, all processes',
      medianRatio('peakMegabytes', ours, bare).toFixed(2),
      '≤ 1.2',
    ],
    [
      'ten minutes, 30 % of it silence: talkleaf transcribe, bare engine on all of it',
      `${time(medianTime(oursSparse))}, ${time(medianTime(bareSparse))}`,
      '',
    ],
    [
      '… ratio of wall time, median of pairs',
      medianRatio('seconds', oursSparse, bareSparse).toFixed(2),
      'well below 1',
    ],
  ];
}

function talkleaf(wav: string, folder: string, name: string): Promise<Watched> {
  const args = ['dist/cli/bin.js', 'transcribe', wav, '--speech', HEAVY, '--quiet'];
  return watch(process.execPath, [...args, '--out', join(folder, name)], {
    PATH: process.env['PATH'],
    TALKLEAF_SETTINGS: '/nonexistent/settings.json',
  });
}

function engineAlone(wav: string, plan: string): Promise<Watched> {
  return watch(process.execPath, ['build/scripts/bench/hearing/bare-engine.js', wav, plan]);
}

/** The windows Talkleaf cuts and the engine's settings, for the ten-line script. */
async function planOf(wav: string, path: string): Promise<string> {
  return await writePlan(path, await windowsOf(wav));
}

/** All of the sound in windows of one length, as without voice activity detection. */
async function wholePlan(path: string): Promise<string> {
  const length = LONGEST * SAMPLE_RATE_HERTZ;
  const end = SECONDS * SAMPLE_RATE_HERTZ;
  const starts = Array.from({ length: Math.ceil(end / length) }, (_, index) => index * length);
  return await writePlan(
    path,
    starts.map((from) => [from, Math.min(end, from + length)]),
  );
}

async function writePlan(path: string, windows: readonly Span[]): Promise<string> {
  const model = await findSpeechModel(HEAVY, { threads: THREADS });
  if (model.decoder === 'whisper') throw new Error(`${HEAVY} is not run by sherpa-onnx`);
  const { modelConfig, ...rest } = model.config();
  const threaded = { ...rest, modelConfig: { ...modelConfig, numThreads: THREADS } };
  await writeFile(path, JSON.stringify({ config: threaded, windows }));
  return path;
}
