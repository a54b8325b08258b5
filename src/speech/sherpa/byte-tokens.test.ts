import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { hasFfmpeg } from '../../../test/support/flash-and-beep.ts';
import {
  CTC,
  findSherpaModel,
  samplesOf,
  TALK,
  TONES,
  WHISPER,
} from '../../../test/support/hearing.ts';
import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import { SherpaEngine } from './engine/engine.ts';
import { RawHeard } from './engine/protocol.ts';
import { findSpeechModel } from './families/families.ts';
import { fromBytes } from './from-bytes.ts';
import { sherpaRecognizer } from './recognizer.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-bytes-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A model with each of its tokens replaced. */
async function withTokens(model: string, change: (number: number) => string): Promise<string> {
  const path = await mkdtemp(join(folder, 'model-'));
  await cp(model, path, { recursive: true });
  const table = await readFile(join(model, 'tokens.txt'), 'utf8');
  const changed = table.replace(/^(\S+) (\d+)$/gm, (line, token: string, number: string) =>
    // The engine asks for signs such as that of a blank by their names.
    token.startsWith('<') ? line : `${change(Number(number))} ${number}`,
  );
  await writeFile(join(path, 'tokens.txt'), changed);
  return path;
}

const byte = (number: number): string => number.toString(16).toUpperCase().padStart(2, '0');

describe('a model with a token for each byte', () => {
  it('loses no character that its bytes make', async () => {
    await using engine = new SherpaEngine();
    const samples = (await samplesOf(TALK)).subarray(0, 8 * SAMPLE_RATE_HERTZ);
    const hear = async (path: string): Promise<RawHeard> => {
      const config = (await findSherpaModel(path, { threads: 1 })).config();
      return RawHeard.parse(
        await engine.ask({ kind: 'recognise', config, samples }, { name: path }),
      );
    };
    const plain = await hear(await withTokens(CTC, (number) => `t${number}`));
    const numbers = plain.tokens.map((token) => Number(token.slice(1)));
    expect(numbers.length).toBeGreaterThan(20);
    const shared = await withTokens(CTC, (number) =>
      number < 256 ? `<0x${byte(number)}>` : `t${number}`,
    );
    const heard = fromBytes(await hear(shared));
    const written = Buffer.concat(
      numbers.map((number) => (number < 256 ? Buffer.of(number) : Buffer.from(`t${number}`))),
    );
    expect(heard.text).toBe(written.toString('utf8').replace(/\uFFFD+/g, '\uFFFD'));
  });
});

/** The end of one 你 and the beginning of the next: no token has a whole character. */
const SHARED = Buffer.from('a0e4bd', 'hex').toString('base64');

describe.skipIf(!hasFfmpeg)('a Whisper model whose tokens share all characters', () => {
  it('loses none of them', async () => {
    await using engine = new SherpaEngine();
    const sound = (await samplesOf(TONES)).subarray(0, 8 * SAMPLE_RATE_HERTZ);
    const plain = sherpaRecognizer(await findSpeechModel(WHISPER, { threads: 1 }), engine);
    expect((await plain.recognise(sound)).cues.length).toBeGreaterThan(0);
    const path = await withTokens(WHISPER, () => SHARED);
    const shared = sherpaRecognizer(await findSpeechModel(path, { threads: 1 }), engine);
    const { cues } = await shared.recognise(sound);
    const text = cues.map((cue) => cue.text).join('');
    expect(text).toMatch(/^\uFFFD?你{8,}\uFFFD?/);
    expect(text.replaceAll(/[你\uFFFD]/g, '')).toBe('');
  });
});
