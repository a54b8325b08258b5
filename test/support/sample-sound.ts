/** The sample talk as long as it is wanted, as 16-bit WAV. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';

import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import type { Pair } from './long-talk.ts';

const HEADER = 44;
const RATE = 16_000;
const BYTES_A_SECOND = 2 * RATE;

const Script = z.array(z.object({ start: z.number(), end: z.number(), text: z.string() }));

/** What is said in the sample, with its times. */
const said = Script.parse(parseJson(readFileSync('sample/talk.json', 'utf8')));

const Recorded = z.object({ lines: z.record(z.string(), z.string()) });
const recorded = Recorded.parse(parseJson(readFileSync('sample/answers.json', 'utf8')));

/** Its sentences with their recorded translation. */
export const samplePairs: readonly Pair[] = said.map(({ text }, index) => ({
  en: text,
  zh: recorded.lines[String(index + 1)] ?? '',
}));

const pcm = readFileSync('sample/talk.wav').subarray(HEADER);

/** The sample over and over, up to `seconds`. */
export async function writeRepeated(path: string, seconds: number): Promise<void> {
  await write(path, repeated(pcm, seconds));
}

/** The sound of each sentence, up to the middle of the pauses around it. */
const sentences: readonly Buffer[] = said.map((_, index) => {
  const between = (at: number): number => {
    const [end, start] = [said[at - 1]?.end, said[at]?.start];
    if (end === undefined) return 0;
    return start === undefined ? pcm.length : 2 * Math.round((RATE * (end + start)) / 2);
  };
  return pcm.subarray(between(index), between(index + 1));
});
/** Steps through the 25 sentences that meet each once. */
const STRIDES = [1, 7, 11, 3, 13, 17, 9, 19];

/** Whole sentences over and over, each time in another order, so that no two places of the talk are the same. */
export async function writeShuffled(path: string, seconds: number): Promise<void> {
  const parts: Buffer[] = [];
  for (let length = 0, round = 0; length < seconds * BYTES_A_SECOND; round++) {
    const stride = STRIDES[round % STRIDES.length] ?? 1;
    for (let at = 0; at < sentences.length && length < seconds * BYTES_A_SECOND; at++) {
      const part = sentences[(at * stride + round) % sentences.length] ?? Buffer.alloc(0);
      parts.push(part);
      length += part.length;
    }
  }
  await write(path, Buffer.concat(parts));
}

/** The same with a pause of ten seconds after every fifth sentence: 30 % of it is silence. */
export async function writeWithSilence(path: string, seconds: number): Promise<void> {
  const silence = Buffer.alloc(10 * BYTES_A_SECOND);
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = 4; at < said.length; at += 5) {
    const next = said[at + 1]?.start ?? pcm.length / BYTES_A_SECOND;
    const to = 2 * Math.round((RATE * ((said[at]?.end ?? 0) + next)) / 2);
    parts.push(pcm.subarray(from, to), silence);
    from = to;
  }
  await write(path, repeated(Buffer.concat([...parts, pcm.subarray(from)]), seconds));
}

function repeated(sound: Buffer, seconds: number): Buffer {
  const rounds = Math.ceil((seconds * BYTES_A_SECOND) / sound.length);
  const all = Buffer.concat(Array.from({ length: rounds }, () => sound));
  return all.subarray(0, seconds * BYTES_A_SECOND);
}

async function write(path: string, data: Buffer): Promise<void> {
  const header = Buffer.alloc(HEADER);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(HEADER - 8 + data.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(BYTES_A_SECOND, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(data.length, 40);
  await writeFile(path, Buffer.concat([header, data]));
}
