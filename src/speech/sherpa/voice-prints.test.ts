/** Speakers told apart by the real engine, with a miniature speaker model that knows two voices. */
import { copyFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  CTC,
  ears,
  inBlocks,
  joined,
  otherVoice,
  samplesOf,
  script,
  SILERO,
  TALK,
  VOICES,
} from '../../../test/support/hearing.ts';
import { drain } from '../../base/async.ts';
import { AppError } from '../../base/errors.ts';
import { volatileMemory } from '../../base/memory.ts';
import type { VoicePrints } from '../speakers/voice-prints.ts';
import { type HeardTalk, transcribe } from '../transcribe.ts';
import { SherpaEngine } from './engine/engine.ts';
import { sherpaVoicePrints } from './voice-prints.ts';

const engine = new SherpaEngine();
let folder = '';
/** Three sentences, one in the other voice, three sentences. */
let dialogue: Float32Array = new Float32Array();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'voices-'));
  const talk = await samplesOf(TALK);
  const part = (from: number, to: number): Float32Array =>
    talk.slice(
      ((script[from]?.start ?? 0) - 0.3) * 16_000,
      ((script[to]?.end ?? 0) + 0.3) * 16_000,
    );
  dialogue = joined([part(0, 2), otherVoice(part(3, 4)), part(5, 7)]);
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});

function counting(real: VoicePrints): VoicePrints & { calls: number } {
  return {
    ...real,
    calls: 0,
    printsOf(stretches, options) {
      this.calls++;
      return real.printsOf(stretches, options);
    },
  };
}

async function hear(voicePrints: VoicePrints, memory = volatileMemory()): Promise<HeardTalk> {
  const { recognizer, voiceActivity } = await ears(engine);
  return await drain(
    transcribe(inBlocks(dialogue), {
      recognizer,
      voiceActivity,
      memory,
      speakers: { voicePrints },
    }),
  );
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => 'none',
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
}

describe('sherpaVoicePrints', () => {
  it('tells two voices apart in a talk, and knows the first again', async () => {
    const { cues } = await hear(await sherpaVoicePrints(VOICES, engine));
    const turns = cues.map((cue) => cue.speaker).filter((each, at, all) => each !== all[at - 1]);
    expect(turns).toEqual(['Speaker 1', 'Speaker 2', 'Speaker 1']);
    const other = cues.filter((cue) => cue.speaker === 'Speaker 2');
    const from = (script[2]?.end ?? 0) - (script[0]?.start ?? 0) + 0.6;
    expect(other[0]?.start).toBeGreaterThan(from - 1);
    expect(other[0]?.start).toBeLessThan(from + 1.5);
  });
  it('takes no print twice', async () => {
    const memory = volatileMemory();
    const first = counting(await sherpaVoicePrints(VOICES, engine));
    const heard = await hear(first, memory);
    expect(first.calls).toBeGreaterThan(0);
    const second = counting(await sherpaVoicePrints(VOICES, engine));
    expect(await hear(second, memory)).toEqual(heard);
    expect(second.calls).toBe(0);
  });
  it('takes prints of what is short, silent or nothing', async () => {
    const prints = await sherpaVoicePrints(VOICES, engine);
    expect(await prints.printsOf([])).toEqual([]);
    const found = await prints.printsOf([new Float32Array(1), new Float32Array(16_000)]);
    expect(found.map((print) => print.length)).toEqual([2, 2]);
  });
  it('does not lose the talk when the engine dies of a voice', async () => {
    const dying: VoicePrints = {
      id: 'dying',
      printsOf: () => Promise.reject(new AppError('SPEECH_ENGINE_DIED', { reason: '' })),
    };
    const { cues } = await hear(dying);
    expect(cues.length).toBeGreaterThan(5);
    expect(cues.every((cue) => cue.speaker === undefined)).toBe(true);
  });
  it.each([
    ['a speech model', join(CTC, 'model.onnx')],
    ['the voice activity model', SILERO],
  ])('refuses %s', async (name, file) => {
    const path = await mkdtemp(join(folder, 'foreign-'));
    await copyFile(file, join(path, 'speakers.onnx'));
    expect(await codeOf(sherpaVoicePrints(path, engine))).toBe('MODEL_UNKNOWN');
    expect(name).not.toBe('');
  });
  it('refuses a folder without a model, and names a damaged one', async () => {
    expect(await codeOf(sherpaVoicePrints(join(folder, 'none'), engine))).toBe('MODEL_UNKNOWN');
    const path = await mkdtemp(join(folder, 'damaged-'));
    const file = join(path, 'nemo.onnx');
    await writeFile(file, '');
    expect(await codeOf(sherpaVoicePrints(path, engine))).toBe('SPEECH_MODEL_DAMAGED');
    await writeFile(file, `\u0008\u0007 framework output_dim `);
    const noise = await sherpaVoicePrints(path, engine);
    expect(await codeOf(noise.printsOf([new Float32Array(16_000)]))).toBe('SPEECH_MODEL_DAMAGED');
    await copyFile(join(VOICES, 'nemo_en_titanet_small.onnx'), file);
    await truncate(file, 1000);
    expect(await codeOf(sherpaVoicePrints(path, engine))).toMatch(/MODEL_UNKNOWN|DAMAGED|none/);
  });
});
