import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../../base/errors.ts';
import { SPEECH_MODELS } from '../../speech/models/model-list.ts';
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
    expect(await codeOf(speechFolderNamed(name, home))).toBe('SPEECH_MODEL_ABSENT');
    await install([name]);
    expect(await speechFolderNamed(name, home)).toBe(join(home, folderOf(name)));
  });
  it('a folder among the models, or a path', async () => {
    await install(['my-model']);
    expect(await speechFolderNamed('my-model', home)).toBe(join(home, 'my-model'));
    expect(await speechFolderNamed(join(home, 'my-model'), '/none')).toBe(join(home, 'my-model'));
  });
});

describe('bestSpeechFolder', () => {
  it.each([
    ['de', ['parakeet-110m', 'parakeet-v3', 'whisper-large-v3-turbo'], 'parakeet-v3'],
    ['de', ['parakeet-110m', 'whisper-base'], 'whisper-base'],
    ['en-US', ['parakeet-110m', 'whisper-base'], 'parakeet-110m'],
    ['zh-CN', ['parakeet-v3', 'sense-voice', 'whisper-large-v3-turbo'], 'sense-voice'],
    ['zh', ['parakeet-v3', 'whisper-small'], 'whisper-small'],
    ['ar', ['parakeet-v3', 'sense-voice', 'whisper-base.en', 'whisper-tiny'], 'whisper-tiny'],
    [
      'ar',
      ['whisper-tiny', 'whisper-base', 'whisper-large-v3-turbo', 'whisper-large-v3'],
      'whisper-large-v3-turbo',
    ],
    ['ar', ['parakeet-v3', 'my-arabic-model'], 'my-arabic-model'],
    [undefined, ['sense-voice', 'parakeet-v3', 'speakers'], 'parakeet-v3'],
  ])('%s with %j: %s', async (language, installed, best) => {
    await install(installed);
    expect(basename(await bestSpeechFolder(home, language))).toBe(folderOf(best));
  });
  it('says when there is none, or none for the language', async () => {
    expect(await codeOf(bestSpeechFolder(home, 'en'))).toBe('SPEECH_MODEL_NONE');
    await install(['parakeet-v3']);
    expect(await codeOf(bestSpeechFolder(home, 'ar'))).toBe('SPEECH_LANGUAGE_NONE');
  });
});
