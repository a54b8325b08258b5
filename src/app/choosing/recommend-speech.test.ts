import { expect, it } from 'vitest';

import { recommendSpeech } from './recommend-speech.ts';

const GIGABYTE = 1024 ** 3;

it.each([
  ['en', 16, 8, 'parakeet-v3'],
  [undefined, 16, 8, 'parakeet-v3'],
  ['en-GB', 2, 2, 'parakeet-110m'],
  ['de', 16, 2, 'parakeet-v3'],
  ['de', 2, 2, 'whisper-base'],
  ['zh', 16, 8, 'sense-voice'],
  ['yue', 4, 2, 'sense-voice'],
  ['ja', 0.75, 2, 'whisper-base'],
  ['hi', 16, 8, 'whisper-large-v3-turbo'],
  ['hi', 16, 2, 'whisper-small'],
  ['hi', 1, 1, 'whisper-base'],
  ['yue', 0.5, 1, 'sense-voice'],
  ['nb', 2, 2, 'whisper-small'],
  ['ug', 4, 2, 'dolphin-small'],
  ['ug', 0.75, 2, 'dolphin-base'],
  ['zu', 4, 2, 'omnilingual'],
])('for %s on %d GB and %d threads', (language, gigabytes, threads, name) => {
  expect(recommendSpeech(language, { memory: gigabytes * GIGABYTE, threads })?.name).toBe(name);
});
