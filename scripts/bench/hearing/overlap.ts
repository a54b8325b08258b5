/** (c) From the recording to the note, with translation while it is heard. */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';

import { z } from 'zod';

import { parseJson } from '../../../src/base/json.ts';
import { startSimulatedProvider } from '../../../src/testing.ts';
import { goodAnswers } from '../../../test/support/good-answers.ts';
import { samplePairs, writeShuffled } from '../../../test/support/sample-sound.ts';
import { time, type Row } from '../table.ts';
import { watch, type Watched } from './watch.ts';

const HEAVY = resolve('test/fixtures/models/mini-ctc-heavy');
const SECONDS = 600;
const SPEED = { firstTokenMs: 600, tokensPerSecond: 80 };
/** Beyond the longer of both, in seconds. */
const AIM_S = 10;

const Event = z.object({ type: z.string() });

export async function measureOverlap(folder: string): Promise<Row[]> {
  const provider = await startSimulatedProvider({ answer: goodAnswers(samplePairs), speed: SPEED });
  try {
    const wav = join(folder, 'overlap.wav');
    await writeShuffled(wav, SECONDS);
    const server = ['--base-url', `${provider.url}/v1`, '--model', 'local:sim'];
    const asking = [...server, '--window', '1000000', '--concurrency', '8'];
    const hearing = await talkleaf(['transcribe', wav, '--out', join(folder, 'heard')]);
    const transcript = await subtitlesIn(join(folder, 'heard'));
    const model = await talkleaf([transcript, ...asking, '--out', join(folder, 'asked')]);
    const whole = await talkleaf([wav, ...asking, '--json', '--out', join(folder, 'whole')]);
    const longer = Math.max(hearing.seconds, model.seconds);
    return [
      ['ten minutes of talk: hearing alone', time(hearing.seconds), ''],
      ['… translation and note alone', time(model.seconds), ''],
      ['… from the recording to the note', time(whole.seconds), ''],
      ['… beyond the longer of both', time(whole.seconds - longer), `≤ ${AIM_S} s`],
      [
        '… first sentence translated, from the start of the command',
        time(firstLine(whole)),
        '≤ 10 s',
      ],
    ];
  } finally {
    await provider.close();
  }
}

function talkleaf(args: readonly string[]): Promise<Watched> {
  return watch(process.execPath, ['dist/cli/bin.js', ...args, '--speech', HEAVY], {
    PATH: process.env['PATH'],
    NO_PROXY: '127.0.0.1',
    TALKLEAF_SETTINGS: '/nonexistent/settings.json',
  });
}

async function subtitlesIn(out: string): Promise<string> {
  const [name = ''] = await readdir(out);
  return join(out, name, 'talk.en.srt');
}

const isLine = (text: string): boolean =>
  Event.safeParse(parseJson(text)).data?.type === 'line-translated';

/** From the start of the command to the first accepted line, in seconds. */
function firstLine({ lines }: Watched): number {
  return lines.find(({ text }) => isLine(text))?.at ?? Infinity;
}
