import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { AppError } from '../base/errors.ts';
import { findWavSound, readWav, wavDuration } from './wav.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wav-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Form = {
  channels?: number;
  rate?: number;
  code?: number;
  bits?: number;
  before?: Buffer;
  after?: Buffer;
  /** The length the header claims, in bytes. */
  claimed?: number;
};

function wav(samples: readonly number[], form: Form = {}): Buffer {
  const { channels = 1, rate = 16_000, code = 1, bits = 16 } = form;
  const format = Buffer.alloc(code === 0xfffe ? 40 : 16);
  format.writeUInt16LE(code, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE((rate * channels * bits) / 8, 8);
  format.writeUInt16LE((channels * bits) / 8, 12);
  format.writeUInt16LE(bits, 14);
  if (code === 0xfffe) format.writeUInt16LE(1, 24);
  const sound = Buffer.from(Int16Array.from(samples).buffer);
  const body = [
    Buffer.from('WAVE'),
    form.before ?? Buffer.alloc(0),
    chunk('fmt ', format),
    chunk('data', sound, form.claimed),
    form.after ?? Buffer.alloc(0),
  ];
  return chunk('RIFF', Buffer.concat(body));
}

function chunk(name: string, body: Buffer, claimed = body.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(claimed, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

async function read(bytes: Buffer): Promise<number[] | undefined> {
  const path = join(folder, 'a.wav');
  await writeFile(path, bytes);
  const sound = await findWavSound(path);
  if (!sound) return undefined;
  const samples: number[] = [];
  for await (const block of readWav(path, sound)) samples.push(...block);
  return samples;
}

async function failure(path: string): Promise<unknown> {
  return findWavSound(path).catch((error: unknown) => AppError.find(error)?.code);
}

describe('readWav', () => {
  it('gives samples from -1 to 1', async () => {
    expect(await read(wav([0, 16_384, -32_768]))).toEqual([0, 0.5, -1]);
  });
  it('mixes the channels by their energy', async () => {
    expect(await read(wav([16_384, 16_384, 16_384, -16_384], { channels: 2 }))).toEqual([0.5, 0]);
    // A silent channel takes nothing from the other.
    expect(await read(wav([16_384, 0, -16_384, 0], { channels: 2 }))).toEqual([0.5, -0.5]);
    // Channels with swapped poles would cancel each other out.
    expect(await read(wav([16_384, -16_384, 8192, -8192], { channels: 2 }))).toEqual([0.5, 0.25]);
  });
  it('passes over other chunks, also of odd length', async () => {
    const before = chunk('LIST', Buffer.from('odd'));
    const after = chunk('LIST', Buffer.from('made by nobody'));
    expect(await read(wav([16_384], { before, after }))).toEqual([0.5]);
  });
  it('knows the extensible form', async () => {
    expect(await read(wav([16_384], { code: 0xfffe }))).toEqual([0.5]);
  });
  it.each([0, 1000, 0xffff_ffff])(
    'reads what is there when %i bytes are claimed',
    async (claimed) => {
      expect(await read(wav([16_384, -16_384], { claimed }))).toEqual([0.5, -0.5]);
    },
  );
  it('drops half a frame at the end of a truncated file', async () => {
    const whole = wav([16_384, 16_384, 16_384, 16_384], { channels: 2 });
    expect(await read(whole.subarray(0, whole.length - 3))).toEqual([0.5]);
  });
  it('gives nothing for a file without samples', async () => {
    expect(await read(wav([]))).toEqual([]);
  });
  it.each([
    ['a rate of no sound', wav([1], { rate: 44 })],
    ['eight bits', wav([1], { bits: 8 })],
    ['floating point', wav([1], { code: 3 })],
    ['no channel', wav([1], { channels: 0 })],
    ['only a beginning', wav([1]).subarray(0, 30)],
    ['no sound chunk', chunk('RIFF', Buffer.from('WAVE'))],
    ['an empty file', Buffer.alloc(0)],
    ['something else', Buffer.from('RIFF, said the lion, and WAVEd')],
  ])('leaves %s to ffmpeg', async (_, bytes) => {
    expect(await read(bytes)).toBeUndefined();
  });
  it('gives all of the sample talk in blocks of a second', async () => {
    const sound = await findWavSound('sample/talk.wav');
    if (!sound) throw new Error('not found');
    expect(wavDuration(sound)).toBeCloseTo(116.85, 1);
    let count = 0;
    for await (const block of readWav('sample/talk.wav', sound)) {
      expect(block.length).toBeLessThanOrEqual(16_000);
      count += block.length;
    }
    expect(count * 2 + 44).toBe((await readFile('sample/talk.wav')).length);
  });
  it('stops with the reason of the signal', async () => {
    const sound = await findWavSound('sample/talk.wav');
    if (!sound) throw new Error('not found');
    const reason = new Error('enough');
    const blocks = readWav('sample/talk.wav', sound, { signal: AbortSignal.abort(reason) });
    await expect(blocks.next()).rejects.toBe(reason);
  });
  it('says that a file is missing or a folder', async () => {
    expect(await failure(join(folder, 'none'))).toBe('FILE_MISSING');
    expect(await failure(folder)).toBe('FILE_UNREADABLE');
  });
});
