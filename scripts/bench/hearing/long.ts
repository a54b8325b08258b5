/** A recording of twelve hours, nearly all of it silence, in constant memory. */
import { readFile, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';

import { type Row, time } from '../table.ts';
import { watch } from './watch.ts';

const HOURS = 12;
/** Bytes of a second: 16 kHz, 16 bits, one channel. */
const SECOND = 32_000;
const HEADER = 44;
/** The sample's first three sentences, in seconds. */
const SPEECH = 15.5;
/** From one stretch of speech to the next, in seconds. */
const EVERY = 600;

/**
 * Hears twelve hours with the demo's model: speech every ten minutes, silence between, in a file that takes no more
 * room than the speech. Says how much memory the whole took beside the sample's two minutes.
 */
export async function measureLong(folder: string): Promise<Row[]> {
  const long = join(folder, 'long.wav');
  await makeLong(long);
  const short = await hear(resolve('sample/talk.wav'), folder);
  const whole = await hear(long, folder);
  const words = whole.lines.filter(({ text }) => text.includes('"window-heard"')).length;
  const beside = `${short.peakMegabytes.toFixed(0)} MB`;
  return [
    [`${HOURS} h, ${words} windows of speech: time`, time(whole.seconds), 'under 60 s'],
    [
      `${HOURS} h: peak memory; two minutes take ${beside}`,
      `${whole.peakMegabytes.toFixed(0)} MB`,
      'no more than 1.3 times',
    ],
  ];
}

async function hear(path: string, folder: string): ReturnType<typeof watch> {
  const model = resolve('sample/mini-ctc');
  const out = join(folder, 'long-out');
  const args = ['transcribe', path, '--speech', model, '--out', out, '--json', '--force'];
  const env = { PATH: process.env['PATH'], HOME: folder, LANG: 'en_US.UTF-8' };
  return await watch(process.execPath, [resolve('dist/cli/bin.js'), ...args], env);
}

async function makeLong(path: string): Promise<void> {
  const sample = await readFile('sample/talk.wav');
  const speech = sample.subarray(HEADER, HEADER + SPEECH * SECOND);
  const length = HOURS * 3600 * SECOND;
  const header = Buffer.from(sample.subarray(0, HEADER));
  header.writeUInt32LE(length + HEADER - 8, 4);
  header.writeUInt32LE(length, HEADER - 4);
  const file = await open(path, 'w');
  try {
    await file.write(header);
    for (let at = EVERY; at + SPEECH < HOURS * 3600; at += EVERY)
      await file.write(speech, 0, speech.length, HEADER + at * SECOND);
    await file.truncate(HEADER + length);
  } finally {
    await file.close();
  }
}
