import { expect, it } from 'vitest';

import { byteSize } from './byte-size.ts';

it.each([
  [0, '0 kB'],
  [900_000, '900 kB'],
  [999_600, '1 MB'],
  [40_257_283, '40 MB'],
  [999_700_000, '1.00 GB'],
  [2_740_937_888, '2.74 GB'],
  [12_000_000_000, '12.00 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(byteSize(bytes)).toBe(text);
});
