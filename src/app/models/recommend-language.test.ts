import { expect, it } from 'vitest';

import { recommendLanguage } from './recommend-language.ts';

it.each([
  [1.5, false, 'qwen3.5-2b'],
  [3, false, 'qwen3.5-2b'],
  [4.5, false, 'qwen3.5-4b'],
  [16, false, 'qwen3.5-4b'],
  [16, true, 'qwen3.5-9b'],
  [5, true, 'qwen3.5-4b'],
])('with %d GB free, computed fast %s: %s', (gigabytes, isFast, name) => {
  expect(recommendLanguage({ free: gigabytes * 1e9, isFast })?.name).toBe(name);
});
