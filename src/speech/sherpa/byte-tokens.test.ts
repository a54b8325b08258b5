import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { hasFfmpeg } from '../../../test/support/flash-and-beep.ts';
import { samplesOf, TONES, WHISPER } from '../../../test/support/hearing.ts';
import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import { SherpaEngine } from './engine/engine.ts';
import { findSpeechModel } from './families/families.ts';
import { sherpaRecognizer } from './recognizer.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-bytes-'));
  await cp(WHISPER, folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

/** The end of one 你 and the beginning of the next: no token has a whole character. */
const SHARED = Buffer.from('a0e4bd', 'hex').toString('base64');

describe.skipIf(!hasFfmpeg)('a Whisper model whose tokens share all characters', () => {
  it('loses none of them', async () => {
    const tokens = await readFile(join(WHISPER, 'tokens.txt'), 'latin1');
    await writeFile(join(folder, 'tokens.txt'), tokens.replace(/^\S+(?= \d+$)/gm, SHARED));
    const engine = new SherpaEngine();
    try {
      const sound = (await samplesOf(TONES)).subarray(0, 8 * SAMPLE_RATE_HERTZ);
      const plain = sherpaRecognizer(await findSpeechModel(WHISPER, { threads: 1 }), engine);
      expect((await plain.recognise(sound)).cues.length).toBeGreaterThan(0);
      const shared = sherpaRecognizer(await findSpeechModel(folder, { threads: 1 }), engine);
      const { cues } = await shared.recognise(sound);
      const text = cues.map((cue) => cue.text).join('');
      expect(text).toMatch(/^\uFFFD?你{8,}\uFFFD?/);
      expect(text.replaceAll(/[你\uFFFD]/g, '')).toBe('');
    } finally {
      await engine.stop();
    }
  });
});
