import { expect, it } from 'vitest';

import { filesForParts, knowsLanguage } from './model-entry.ts';
import { SPEECH_MODELS } from './model-list.ts';

it('has each name and folder once, checksums of the right form, and somebody to name', () => {
  const names = SPEECH_MODELS.flatMap(({ name, folder: at }) => [name, at]);
  expect(new Set(names).size).toBe(names.length);
  for (const { kind, files = [], credit, licence, parts } of SPEECH_MODELS) {
    expect(credit && licence).not.toBe('');
    const table = parts.find((part) => part === 'tokens' || part === 'tokenizer');
    expect([kind, table !== undefined]).toEqual([kind, kind === 'speech']);
    expect(parts.length + files.length).toBeGreaterThan(0);
    for (const { sha256 } of files) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});

it.each([
  ['parakeet-v3', 'bg en uk', 'zh ar'],
  ['sense-voice', 'zh-Hant yue ja', 'de'],
  ['whisper-base', 'zh nb fil jv', 'yue ug'],
  ['whisper-base.en', 'en-GB', 'de'],
  ['whisper-large-v3-turbo', 'yue', 'ug'],
  ['dolphin-small', 'ug yue fil cmn', 'en'],
  ['qwen3-asr', 'fil mk', 'ug'],
  ['cohere-transcribe', 'el pt-BR', 'ru'],
  ['omnilingual', 'rw en', ''],
])('%s knows %s, not %s', (name, known, unknown) => {
  const model = SPEECH_MODELS.find((each) => each.name === name) ?? { languages: [] };
  for (const tag of known.split(' ')) expect([tag, knowsLanguage(model, tag)]).toEqual([tag, true]);
  for (const tag of unknown.split(' ').filter((each) => each !== ''))
    expect([tag, knowsLanguage(model, tag)]).toEqual([tag, false]);
});

it('finds the parts in a listing as the hub gives it', () => {
  const names = ['.gitattributes', 'tiny-encoder.onnx', 'tiny-encoder.int8.onnx', 'x/model.onnx'];
  const more = ['tiny-decoder.int8.onnx', 'tiny-tokens.txt', '../tokens.txt'];
  expect(filesForParts([...names, ...more], ['encoder', 'decoder', 'tokens'])).toEqual([
    'tiny-encoder.int8.onnx',
    'tiny-decoder.int8.onnx',
    'tiny-tokens.txt',
  ]);
  expect(filesForParts(names, ['model', 'tokens'])).toBeUndefined();
});

/** What the hub lists of the models whose files are not called as most are. */
const LISTED: Readonly<Record<string, readonly string[]>> = {
  'moonshine-base': [
    'preprocess.onnx',
    'encode.int8.onnx',
    'uncached_decode.int8.onnx',
    'cached_decode.int8.onnx',
    'tokens.txt',
  ],
  'cohere-transcribe': [
    'encoder.int8.onnx',
    'encoder.int8.onnx.data',
    'decoder.int8.onnx',
    'tokens.txt',
  ],
  'qwen3-asr': [
    'conv_frontend.onnx',
    'encoder.int8.onnx',
    'decoder.int8.onnx',
    'tokenizer/merges.txt',
    'tokenizer/tokenizer_config.json',
    'tokenizer/vocab.json',
  ],
  'funasr-nano': [
    'encoder_adaptor.int8.onnx',
    'llm.int8.onnx',
    'embedding.int8.onnx',
    'Qwen3-0.6B/merges.txt',
    'Qwen3-0.6B/tokenizer.json',
    'Qwen3-0.6B/vocab.json',
  ],
};

it.each(Object.entries(LISTED))('takes all files of %s, and no others', (name, files) => {
  const parts = SPEECH_MODELS.find((each) => each.name === name)?.parts ?? [];
  const others = [
    'README.md',
    'test_wavs/0.wav',
    '../speech/tokenizer/vocab.json',
    '.x/merges.txt',
  ];
  expect(filesForParts([...files, ...others], parts)).toEqual(files);
  for (const lost of files.filter((each) => !/tokenizer(?:_config)?\.json$/.test(each)))
    expect(
      filesForParts(
        files.filter((each) => each !== lost),
        parts,
      ),
    ).toBeUndefined();
});
