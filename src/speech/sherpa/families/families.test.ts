import { cp, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  CTC,
  FAMILIES,
  findSherpaModel,
  HEAVY,
  SILERO,
  WHISPER,
} from '../../../../test/support/hearing.ts';
import { AppError } from '../../../base/errors.ts';
import { SherpaEngine } from '../engine/engine.ts';
import { sherpaRecognizer } from '../recognizer.ts';
import { sileroVoiceActivity } from '../voice-activity.ts';
import { findSpeechModel } from './families.ts';

let folder = '';
const engine = new SherpaEngine();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'));
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});

async function make(name: string, files: Record<string, string>): Promise<string> {
  const path = join(folder, name);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), text);
  }
  return path;
}

/** The sample model with one file changed. */
async function spoiled(name: string, change: (path: string) => Promise<void>): Promise<string> {
  const path = join(folder, name);
  await cp(CTC, path, { recursive: true });
  await change(path);
  return path;
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  const error = AppError.find(
    await work.then(
      () => undefined,
      (reason: unknown) => reason,
    ),
  );
  return error ? `${error.code} ${error.message}` : 'none';
}

const onnx = (ending: string): string => `\u0008\u0007 graph ${ending}`;
const tokens = 'a 0\nb 1\n';
/** A family as a file's description names it: in a protocol buffer, with its length before it. */
const type = (name: string): string =>
  // The next entry begins with a letter.
  `model_type\u0012${String.fromCharCode(name.length)}${name}r\u000c\n\u0007version`;
let count = 0;

async function idWith(weights: string): Promise<string> {
  const path = join(folder, `weights-${weights}`);
  await cp(join(FAMILIES, 'cohere-transcribe'), path, { recursive: true });
  await writeFile(join(path, 'encoder.onnx.data'), weights);
  return (await findSpeechModel(path)).id;
}

describe('findSpeechModel', () => {
  it('knows a family by its files', async () => {
    expect((await findSpeechModel(CTC)).family).toBe('nemo-ctc');
    const whisper = await findSpeechModel(WHISPER, { language: 'en-US' });
    expect(whisper).toMatchObject({ family: 'whisper', decoder: 'whisper', language: 'en' });
  });
  it('takes int8 where there are several precisions', async () => {
    const files = ['encoder.int8.onnx', 'encoder.onnx', 'decoder.int8.onnx', 'joiner.int8.onnx'];
    const path = await make('transducer', {
      ...Object.fromEntries(files.map((file) => [file, onnx('')])),
      'tokens.txt': tokens,
    });
    const model = await findSherpaModel(path);
    expect(model.family).toBe('nemo-transducer');
    expect(model.config().modelConfig).toMatchObject({
      modelType: 'nemo_transducer',
      transducer: { encoder: join(path, 'encoder.int8.onnx') },
    });
  });
  it('knows SenseVoice by its description, or its tokens', async () => {
    const one = { 'model.int8.onnx': onnx('sense_voice_ctc'), 'tokens.txt': tokens };
    const two = { 'model.onnx': onnx(''), 'tokens.txt': '<|zh|> 0\n' };
    expect((await findSpeechModel(await make('sense-1', one))).family).toBe('sense-voice');
    expect((await findSpeechModel(await make('sense-2', two))).family).toBe('sense-voice');
  });
  it.each([
    ['transducer', 'encoder.onnx decoder.onnx joiner.onnx tokens.txt', type('zipformer2')],
    [
      'transducer',
      'encoder-epoch-99-avg-1.int8.onnx decoder-epoch-99-avg-1.onnx joiner-epoch-99-avg-1.int8.onnx tokens.txt',
      type('conformer'),
    ],
    [
      'nemo-transducer',
      'encoder.onnx decoder.onnx joiner.onnx tokens.txt',
      type('EncDecRNNTBPEModel'),
    ],
    ['canary', 'encoder.int8.onnx decoder.int8.onnx tokens.txt', type('EncDecMultiTaskModel')],
    ['fire-red-asr', 'encoder.int8.onnx decoder.int8.onnx tokens.txt', type('fire-red-asr-aed')],
    ['paraformer', 'model.int8.onnx tokens.txt', type('paraformer')],
    ['zipformer-ctc', 'model.int8.onnx tokens.txt', type('zipformer2_ctc')],
    ['wenet-ctc', 'model.onnx tokens.txt', type('wenet_ctc')],
    ['telespeech-ctc', 'model.int8.onnx tokens.txt', type('telespeech_ctc')],
    ['fire-red-asr-ctc', 'model.int8.onnx tokens.txt', type('fire-red-asr-2-ctc')],
    ['omnilingual', 'model.int8.onnx tokens.txt', type('omnilingual-asr')],
    ['medasr-ctc', 'model.int8.onnx tokens.txt', type('medasr_ctc')],
    ['dolphin', 'model.int8.onnx tokens.txt', 'mean\u0012invstd\u0012'],
    [
      'cohere-transcribe',
      'encoder.int8.onnx decoder.int8.onnx tokens.txt',
      type('cohere-transcribe-03-2026'),
    ],
    ['moonshine-v2', 'encoder_model.onnx decoder_model_merged.onnx tokens.txt', ''],
    [
      'moonshine',
      'preprocess.onnx encode.int8.onnx uncached_decode.int8.onnx cached_decode.int8.onnx tokens.txt',
      '',
    ],
    [
      'qwen3-asr',
      'conv_frontend.onnx encoder.int8.onnx decoder.int8.onnx tokenizer/vocab.json tokenizer/merges.txt',
      '',
    ],
    [
      'funasr-nano',
      'encoder_adaptor.int8.onnx llm.int8.onnx embedding.int8.onnx Qwen3-0.6B/vocab.json Qwen3-0.6B/merges.txt',
      '',
    ],
  ])('knows %s by %s', async (family, names, description) => {
    const files = names
      .split(' ')
      .map((name) => [name, name.includes('onnx') ? onnx(description) : tokens]);
    const path = await make(`${family}-${count++}`, Object.fromEntries(files));
    const model = await findSherpaModel(path);
    expect(model.family).toBe(family);
    const { modelConfig } = model.config();
    const text = JSON.stringify(modelConfig);
    // Every file is named to the engine: by itself, or by the folder of the tokenizer.
    for (const name of names.split(' ').filter((each) => !each.endsWith('merges.txt')))
      expect(text).toContain(JSON.stringify(join(path, name.replace('/vocab.json', ''))));
    expect(modelConfig['tokens']).toBe(
      names.includes('tokens.txt') ? join(path, 'tokens.txt') : undefined,
    );
    expect(model.detectsLanguage).toBe(false);
  });
  it('tells Canary the language spoken, and does not let it translate', async () => {
    const files = {
      'encoder.onnx': onnx(type('EncDecMultiTaskModel')),
      'decoder.onnx': onnx(''),
      'tokens.txt': tokens,
    };
    const path = await make('canary-language', files);
    const told = async (language?: string): Promise<unknown> =>
      (await findSherpaModel(path, { language })).config().modelConfig['canary'];
    expect(await told('de-AT')).toMatchObject({ srcLang: 'de', tgtLang: 'de' });
    expect(await told('zh')).toMatchObject({ srcLang: 'en', tgtLang: 'en' });
  });
  it('gives the second form of Moonshine no more than its decoder takes', async () => {
    expect((await findSpeechModel(join(FAMILIES, 'moonshine-v2'))).longest).toBe(9);
    expect((await findSpeechModel(join(FAMILIES, 'moonshine'))).longest).toBe(26);
  });
  it('takes the form of ONNX Runtime for a model, and nothing else by that name', async () => {
    const files = { 'encoder_model.ort': '....ORTM', 'decoder_model_merged.ort': '....ORTM' };
    const path = await make('ort', { ...files, 'tokens.txt': tokens });
    expect((await findSpeechModel(path)).family).toBe('moonshine-v2');
    await writeFile(join(path, 'encoder_model.ort'), onnx(''));
    expect(await failureOf(findSpeechModel(path))).toMatch(/^SPEECH_MODEL_DAMAGED .*ORT/);
  });
  it('has another ID for other weights beside the same network', async () => {
    expect(await idWith('some')).not.toBe(await idWith('others'));
  });
  it('refuses a streaming model, which the engine would die of', async () => {
    const files = ['encoder.onnx', 'decoder.onnx', 'joiner.onnx'].map((name) => [
      name,
      onnx(`${type('zipformer2')} decode_chunk_len`),
    ]);
    const path = await make('streaming', { ...Object.fromEntries(files), 'tokens.txt': tokens });
    expect(await failureOf(findSpeechModel(path))).toMatch(/^MODEL_UNKNOWN .*streaming/);
  });
  it('never names a language the model does not know', async () => {
    expect(await findSpeechModel(WHISPER, { language: 'tlh' })).not.toHaveProperty('language');
  });
  it('has an ID for the content, whatever the folder is called', async () => {
    const { id } = await findSpeechModel(CTC);
    expect((await findSpeechModel(await spoiled('same', async () => undefined))).id).toBe(id);
    expect((await findSpeechModel(HEAVY)).id).not.toBe(id);
    const whisper = (await findSpeechModel(WHISPER)).id;
    expect((await findSpeechModel(WHISPER, { language: 'en' })).id).not.toBe(whisper);
    expect((await findSpeechModel(WHISPER, { threads: 1 })).id).toBe(whisper);
  });
  it.each([
    ['no folder', 'none', undefined],
    ['nothing', 'nothing', { 'readme.txt': '' }],
    ['no tokens', 'no-tokens', { 'model.onnx': onnx('EncDecCTCModelBPE') }],
    ['half a pair', 'half', { 'encoder.onnx': onnx(''), 'tokens.txt': tokens }],
    ['some other model', 'other', { 'model.onnx': onnx('yolo'), 'tokens.txt': tokens }],
    [
      'some other pair',
      'pair',
      { 'encoder.onnx': onnx('canary'), 'decoder.onnx': onnx(''), 'tokens.txt': tokens },
    ],
  ])('refuses %s', async (_, name, files) => {
    const path = files ? await make(name, files) : join(folder, name);
    expect(await failureOf(findSpeechModel(path))).toMatch(/^MODEL_UNKNOWN .*: .+\.$/);
  });
  it.each([
    ['an empty file', '', 'empty'],
    ['a web page', '<!DOCTYPE html><html>Not found</html>', 'web page'],
    ['a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:0', 'pointer'],
    ['noise', 'noise', 'not an ONNX file'],
  ])('refuses %s', async (name, text, words) => {
    const path = await spoiled(name, (at) => writeFile(join(at, 'model.onnx'), text));
    expect(await failureOf(findSpeechModel(path))).toMatch(
      new RegExp(`^SPEECH_MODEL_DAMAGED .*${words}`),
    );
  });
});

async function hear(path: string): Promise<unknown> {
  return sherpaRecognizer(await findSpeechModel(path), engine).recognise(new Float32Array(16_000));
}

describe('a model that looks right and is not', () => {
  it.each([
    ['truncated', (at: string) => truncate(join(at, 'model.onnx'), 500_000)],
    [
      'with foreign tokens',
      (at: string) => writeFile(join(at, 'tokens.txt'), 'one\ntwo two two\n'),
    ],
    [
      'with noise inside',
      (at: string) => writeFile(join(at, 'model.onnx'), onnx('EncDecCTCModel')),
    ],
  ])('is named: %s', async (name, change) => {
    // The end of a truncated file no longer says what it is, so it may be refused before.
    expect(await failureOf(hear(await spoiled(name, change)))).toMatch(
      /^(?:SPEECH_MODEL_DAMAGED|MODEL_UNKNOWN) .*: .+/,
    );
  });
  it('is named when it is of another kind', async () => {
    const model = await findSherpaModel(CTC);
    const config = model.config();
    const modelConfig = { ...config.modelConfig, nemoCtc: { model: SILERO } };
    const foreign = { ...model, config: () => ({ ...config, modelConfig }) };
    const work = sherpaRecognizer(foreign, engine).recognise(new Float32Array(16_000));
    expect(await failureOf(work)).toMatch(/^SPEECH_MODEL_DAMAGED/);
  });
  it('is named when it is the voice activity model', async () => {
    const path = join(CTC, 'model.onnx');
    const silero = await sileroVoiceActivity(path, engine);
    expect(await failureOf(silero.findSpeech(new Float32Array(16_000)))).toMatch(
      /^SPEECH_MODEL_DAMAGED/,
    );
    expect(await failureOf(sileroVoiceActivity(join(CTC, 'tokens.onnx'), engine))).toMatch(
      /^SPEECH_MODEL_DAMAGED/,
    );
  });
  it('leaves the engine working for others', async () => {
    expect(await hear(CTC)).toEqual({ cues: [] });
  });
});
