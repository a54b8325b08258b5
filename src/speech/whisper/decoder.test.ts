import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { hasFfmpeg } from '../../../test/support/flash-and-beep.ts';
import { samplesOf, TONES, WHISPER } from '../../../test/support/hearing.ts';
import { readGraph, writeGraph } from '../onnx/graph-file.ts';
import { scaledByRow } from '../onnx/row-scales.ts';
import { Session } from '../onnx/session.ts';
import type { EncodedSound } from './decoder.ts';
import { Decoding } from './decoding.ts';
import { WhisperModel } from './whisper-model.ts';

const [ENCODER, DECODER] = ['encoder', 'decoder'].map((part) => `${WHISPER}/${part}.int8.onnx`);
const FILES = {
  encoder: ENCODER ?? '',
  decoder: DECODER ?? '',
  tokens: `${WHISPER}/tokens.txt`,
  threads: 1,
};
/** Added up in another order, a number on the edge of two steps is rounded to the other: some hundredths come of that. */
const ROUNDED = 0.3;

/** A graph in one piece, rounding as it does in two. */
async function inOnePiece(file: string): Promise<Session> {
  const graph = scaledByRow(readGraph(await readFile(file)));
  return Session.load(writeGraph(graph), { threads: 1 });
}

/** The most that two lists of logits differ. */
function difference(one: Float32Array | undefined, other: Float32Array | undefined): number {
  if (!one || one.length !== other?.length) return Infinity;
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? 0))), 0);
}

describe.skipIf(!hasFfmpeg)('Decoder', () => {
  let model: WhisperModel;
  let sound: EncodedSound;
  let head: number[] = [];
  beforeAll(async () => {
    model = await WhisperModel.load(FILES);
    sound = await model.listen((await samplesOf(TONES)).subarray(0, 20 * 16_000));
    const { start, languages, transcribe } = model.signs;
    head = [start, languages.get('en') ?? 0, transcribe];
  });
  afterAll(() => {
    sound.release();
    model.release();
  });

  it('gives the same in two graphs as in one, however much room it needs', async () => {
    const [one, encoder] = [await inOnePiece(FILES.decoder), await inOnePiece(FILES.encoder)];
    const { Tensor } = await import('../onnx/tensor.ts');
    const { FRAMES, spectrogramOf } = await import('./spectrogram.ts');
    const samples = (await samplesOf(TONES)).subarray(0, 20 * 16_000);
    const { bands } = model.signs;
    const mel = Tensor.floats([1, bands, FRAMES], spectrogramOf(samples, bands));
    const whole = new Decoding({ session: one, signs: model.signs }, await encoder.run([mel]));
    const apart = model.decoder.decoding(sound);
    expect([whole.isTree, apart.isTree]).toEqual([false, true]);
    const tokens = [...head, model.signs.firstTime];
    for (let count = 0; count < 90; count++) {
      const given = count === 0 ? tokens : [400 + count];
      const [is, should] = [await apart.step(given), await whole.step(given)];
      expect(difference(is.at(-1), should.at(-1))).toBeLessThan(ROUNDED);
    }
    whole.release();
    apart.release();
    one.release();
    encoder.release();
  });

  it('follows several texts at once, each as if it were alone', async () => {
    const together = model.decoder.decoding(sound);
    await together.step(head);
    const [root] = [together.length - 1];
    await together.step([500, 600, 700], [root, root, root]);
    const both = await together.step([501, 601], [root + 1, root + 2]);
    const copies = both.map((logits) => logits.slice());
    for (const [at, text] of [
      [500, 501],
      [600, 601],
    ].entries()) {
      const alone = model.decoder.decoding(sound);
      await alone.step(head);
      await alone.step(text.slice(0, 1));
      const [logits] = await alone.step(text.slice(1));
      expect(difference(copies[at], logits)).toBeLessThan(ROUNDED);
      alone.release();
    }
    expect(difference(copies[0], copies[1])).toBeGreaterThan(3 * ROUNDED);
    together.release();
  });

  it('gives the same for many tokens at once as for one after the other, beyond the room for them', async () => {
    const text = Array.from({ length: 60 }, (_, at) => 400 + at);
    const [once, singly] = [model.decoder.decoding(sound), model.decoder.decoding(sound)];
    await once.step([...head, ...text]);
    const together = (await once.step([450, 451, 452, 453])).at(-1);
    let alone: Float32Array | undefined;
    for (const token of [...head, ...text, 450, 451, 452, 453])
      alone = (await singly.step([token])).at(-1);
    expect(difference(together, alone)).toBeLessThan(ROUNDED);
    once.release();
    singly.release();
  });

  it('tells where it looks, as far as there is sound', async () => {
    const looks = await model.decoder.looks(sound, [...head, 500, 501]);
    expect(looks).toHaveLength(head.length + 2);
    expect(looks?.[0]).toHaveLength(1000);
    const sums = looks?.map((look) => look.reduce((sum, weight) => sum + weight, 0)) ?? [];
    // Each of the heads in its upper half of layers gives all its weight away, some of it to the silence behind.
    for (const sum of sums) expect(sum).toBeGreaterThan(0.2);
  });
});
