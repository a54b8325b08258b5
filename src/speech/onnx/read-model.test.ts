import { statSync } from 'node:fs';

import { expect, it } from 'vitest';

import { WHISPER } from '../../../test/support/hearing.ts';
import { readModel } from './read-model.ts';

const FILE = `${WHISPER}/encoder.int8.onnx`;

it('reads a model where there is memory to take it apart', async () => {
  const { size } = statSync(FILE);
  expect(await readModel(FILE)).toHaveLength(size);
  await expect(readModel(FILE, 2 * size)).rejects.toThrow('too large');
});
