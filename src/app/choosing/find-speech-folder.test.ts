import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../../base/errors.ts';
import { SPEECH_MODELS } from '../../weights/model-list.ts';
import { bestSpeechFolder, speechFolderNamed } from './find-speech-folder.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'models-'));
});
afterEach(() => rm(home, { recursive: true }));

const folderOf = (name: string): string =>
  SPEECH_MODELS.find((each) => each.name === name)?.folder ?? name;

async function install(names: readonly string[]): Promise<void> {
  for (const name of names) await mkdir(join(home, folderOf(name)));
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => AppError.find(error)?.code,
  );
}

describe('speechFolderNamed', () => {
  it.each(SPEECH_MODELS.map((each) => each.name))('%s, once it is fetched', async (name) => {
    expect(await codeOf(speechFolderNamed(name, home))).toBe('MODEL_ABSENT');
    await install([name]);
    expect(await speechFolderNamed(name, home)).toBe(join(home, folderOf(name)));
  });
  it('a folder among the models, or a path', async () => {
    await install(['my-model']);
    expect(await speechFolderNamed('my-model', home)).toBe(join(home, 'my-model'));
    expect(await speechFolderNamed(join(home, 'my-model'), '/none')).toBe(join(home, 'my-model'));
  });
});

const GIGABYTE = 1024 ** 3;
const LARGE = { memory: 32 * GIGABYTE, threads: 8 };
const SMALL = { memory: 4 * GIGABYTE, threads: 2 };

describe('bestSpeechFolder', () => {
  it.each([
    ['de', ['parakeet-110m', 'parakeet-v3', 'whisper-large-v3-turbo'], 'parakeet-v3'],
    ['de', ['parakeet-110m', 'whisper-base'], 'whisper-base'],
    ['de', ['whisper-base', 'canary-180m'], 'canary-180m'],
    ['it', ['whisper-base', 'canary-180m', 'moonshine-base'], 'whisper-base'],
    ['en-US', ['parakeet-110m', 'whisper-base'], 'parakeet-110m'],
    ['zh-CN', ['parakeet-v3', 'sense-voice', 'whisper-large-v3-turbo'], 'sense-voice'],
    ['zh', ['parakeet-v3', 'whisper-small'], 'whisper-small'],
    [
      'zh',
      ['paraformer', 'qwen3-asr', 'fire-red', 'fire-red-ctc', 'dolphin-small'],
      'fire-red-ctc',
    ],
    ['yue', ['paraformer', 'funasr-nano', 'whisper-base'], 'funasr-nano'],
    ['ar', ['parakeet-v3', 'sense-voice', 'whisper-base.en', 'whisper-tiny'], 'whisper-tiny'],
    [
      'ar',
      ['whisper-tiny', 'whisper-base', 'whisper-large-v3-turbo', 'whisper-large-v3'],
      'whisper-large-v3-turbo',
    ],
    ['ar', ['parakeet-v3', 'my-arabic-model'], 'my-arabic-model'],
    ['ar', ['omnilingual', 'my-arabic-model'], 'my-arabic-model'],
    ['ug', ['whisper-large-v3', 'omnilingual', 'dolphin-base', 'dolphin-small'], 'dolphin-small'],
    ['rw', ['whisper-large-v3', 'omnilingual', 'dolphin-base'], 'omnilingual'],
    ['nb-NO', ['whisper-base', 'omnilingual'], 'whisper-base'],
    ['ja', ['sherpa-onnx-moonshine-base-ja-quantized', 'moonshine-base'], 'moonshine-base-ja'],
    [undefined, ['sense-voice', 'parakeet-v3', 'speakers'], 'parakeet-v3'],
    [undefined, ['sense-voice', 'dolphin-small', 'omnilingual'], 'sense-voice'],
  ])('%s with %j: %s', async (language, installed, best) => {
    await install(installed);
    const { folder } = await bestSpeechFolder(home, language, LARGE);
    expect(basename(folder)).toContain(folderOf(best));
  });
  it('takes one that the machine runs, where there is one', async () => {
    await install(['whisper-large-v3-turbo', 'cohere-transcribe']);
    const alone = await bestSpeechFolder(home, 'ar', SMALL);
    expect(basename(alone.folder)).toBe(folderOf('whisper-large-v3-turbo'));
    await install(['whisper-small']);
    const { folder, why } = await bestSpeechFolder(home, 'ar', SMALL);
    expect(basename(folder)).toBe(folderOf('whisper-small'));
    expect(why.en).toBe(
      `best for Arabic of the 3 speech models here that know it, but for ${folderOf('whisper-large-v3-turbo')}, which takes more than this machine has`,
    );
    expect(why.zh).toContain('本机配置不够');
  });
  it.each([
    ['de', ['parakeet-v3'], 'the only speech model here', '本机只有这个语音模型'],
    [
      'de',
      ['parakeet-v3', 'sense-voice'],
      'the only speech model here that knows German',
      '本机只有它能听写德语',
    ],
    [
      'zh-CN',
      ['sense-voice', 'paraformer', 'parakeet-v3', 'speakers', 'punctuation'],
      'best for Simplified Chinese of the 2 speech models here that know it',
      '本机有 2 个模型能听写简体中文，以它为佳',
    ],
    [
      undefined,
      ['sense-voice', 'parakeet-v3'],
      'best for most languages of the 2 speech models here; none was named (--from)',
      '没有指定语言（--from），在本机 2 个语音模型中最通用',
    ],
  ])('says why: %s with %j', async (language, installed, en, zh) => {
    await install(installed);
    expect((await bestSpeechFolder(home, language, LARGE)).why).toEqual({ en, zh });
  });
  it('says when there is none, or none for the language', async () => {
    expect(await codeOf(bestSpeechFolder(home, 'en'))).toBe('SPEECH_MODEL_NONE');
    await install(['parakeet-v3']);
    expect(await codeOf(bestSpeechFolder(home, 'ar'))).toBe('SPEECH_LANGUAGE_NONE');
  });
});
