/** Names given to a transducer, by the real engine: what they change, and what happens when it refuses them. */
import { access, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { recognizerContract } from '../../../test/contracts/recognizer.ts';
import {
  ears,
  findSherpaModel,
  heardWords,
  inBlocks,
  noisySentence,
  samplesOf,
  script,
  scriptWords,
  TALK,
  TRANSDUCER,
} from '../../../test/support/hearing.ts';
import { drain } from '../../base/async.ts';
import { transcribe } from '../transcribe.ts';
import { SherpaEngine } from './engine/engine.ts';
import type { SpeechModel } from './families/families.ts';
import { sherpaRecognizer } from './recognizer.ts';

recognizerContract('a transducer with names', async () => {
  const engine = new SherpaEngine();
  const model = await findSherpaModel(TRANSDUCER, { threads: 1, names: ['Tidemark'] });
  return { recognizer: sherpaRecognizer(model, engine), close: () => engine.stop() };
});

const engine = new SherpaEngine();
let talk: Float32Array = new Float32Array();
let noisy: Float32Array = new Float32Array();
beforeAll(async () => {
  talk = await samplesOf(TALK);
  noisy = noisySentence(talk);
});
afterAll(() => engine.stop());

async function hear(model: SpeechModel, samples = noisy): Promise<string> {
  const { cues } = await sherpaRecognizer(model, engine).recognise(samples);
  return cues.map((cue) => cue.text).join(' ');
}

describe('names given to a transducer', () => {
  it('are heard where the sound alone does not say enough, and only those', async () => {
    const without = await findSherpaModel(TRANSDUCER);
    const others = await findSherpaModel(TRANSDUCER, { names: ['Miramar', 'kept'] });
    const dropped = await findSherpaModel(TRANSDUCER, { names: ['dropped'] });
    expect(await hear(without)).not.toContain('dropped');
    expect(await hear(others)).toBe(await hear(without));
    expect(await hear(dropped)).toBe('Support questions dropped by half.');
  });
  it('change the ID, for they change what is heard; those that cannot be written do not', async () => {
    const { id } = await findSherpaModel(TRANSDUCER);
    const one = await findSherpaModel(TRANSDUCER, { names: ['Tidemark'] });
    const two = await findSherpaModel(TRANSDUCER, { names: ['Mira'] });
    const none = await findSherpaModel(TRANSDUCER, { names: ['Ωmega'] });
    expect(new Set([id, one.id, two.id]).size).toBe(3);
    expect(none).toMatchObject({ id, hotWords: undefined });
  });
  it('leave a whole talk as it is, with its times', async () => {
    const names = ['Tidemark', 'Mira', 'October', 'Kubernetes'];
    const model = await findSherpaModel(TRANSDUCER, { names });
    const { voiceActivity } = await ears(engine);
    const recognizer = sherpaRecognizer(model, engine);
    const heard = await drain(transcribe(inBlocks(talk), { recognizer, voiceActivity }));
    const words = heardWords(heard.cues);
    // The miniature cannot write a letter twice.
    const doubled = { biggest: 'bigest', error: 'eror', missed: 'mised' };
    const written = new Map<string, string>(Object.entries(doubled));
    expect(words).toEqual(scriptWords.map((word) => written.get(word) ?? word));
    const starts = heard.cues.flatMap((cue) => cue.words ?? []).map((word) => word.start);
    let at = 0;
    for (const sentence of script) {
      expect(Math.abs((starts[at] ?? Infinity) - sentence.start)).toBeLessThan(0.3);
      at += sentence.text.split(/\s+/).length;
    }
  });
  it('are left aside when a window has to be heard otherwise', async () => {
    const model = await findSherpaModel(TRANSDUCER, { names: ['dropped'] });
    const { cues } = await sherpaRecognizer(model, engine).recognise(noisy, { isOtherWay: true });
    expect(heardWords(cues)).not.toContain('dropped');
  });
});

describe('an engine that refuses the names', () => {
  it.each([
    ['a vocabulary that is none', { phrases: 'dropped\n', vocabulary: 'nonsense\n' }],
    ['a score that is none', { phrases: 'drop :x\n', vocabulary: '▁d\t-1\nro\t-1\np\t-1\n' }],
  ])('hears without them, and says so once: %s', async (_, hotWords) => {
    await using own = new SherpaEngine();
    const found = await findSherpaModel(TRANSDUCER);
    let refused = 0;
    const onNamesRefused = (): void => void refused++;
    const recognizer = sherpaRecognizer({ ...found, hotWords }, own, { onNamesRefused });
    const plain = await hear(found);
    const all = await Promise.all([1, 2, 3].map(() => recognizer.recognise(noisy)));
    expect(all.map(({ cues }) => cues.map((cue) => cue.text).join(' '))).toEqual(
      Array.from({ length: 3 }, () => plain),
    );
    expect(refused).toBe(1);
    const { pid } = own;
    await recognizer.recognise(noisy);
    expect(own.pid).toBe(pid);
  });
  it('is not blamed for a model that is damaged anyhow', async () => {
    await using own = new SherpaEngine();
    const model = await findSherpaModel(TRANSDUCER, { names: ['dropped'] });
    const broken: typeof model = {
      ...model,
      config: () => {
        const config = model.config();
        return { ...config, modelConfig: { ...config.modelConfig, tokens: '/none' } };
      },
    };
    const work = sherpaRecognizer(broken, own).recognise(noisy);
    await expect(work).rejects.toMatchObject({ code: 'SPEECH_MODEL_DAMAGED' });
  });
});

describe('the files of the names', () => {
  it('are there while the engine runs and gone when it is stopped', async () => {
    const own = new SherpaEngine();
    const path = await own.keep('one\n');
    expect(await own.keep('one\n')).toBe(path);
    expect(dirname(await own.keep('two\n'))).toBe(dirname(path));
    await access(path);
    await own.stop();
    const left = await readdir(tmpdir());
    expect(left).not.toContain(dirname(path).split(/[/\\]/).at(-1));
    await expect(own.keep('three\n')).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
