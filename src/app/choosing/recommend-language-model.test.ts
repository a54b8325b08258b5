import { expect, it } from 'vitest';

import { recommendLanguageModel } from './recommend-language-model.ts';

it.each([
  [2, undefined],
  [4, 'qwen3.5-2b'],
  [8, 'qwen3.5-4b'],
  [64, 'qwen3.5-4b'],
])('with %i GiB of memory: %s', (gibibytes, name) => {
  const machine = { memory: gibibytes * 1024 ** 3, threads: 4 };
  expect(recommendLanguageModel(machine)?.name).toBe(name);
});
