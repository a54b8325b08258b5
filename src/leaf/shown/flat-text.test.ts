import { expect, it } from 'vitest';

import { flat } from './flat-text.ts';

it.each([
  ['lines', 'one\ntwo\r\n three', 'one two three'],
  ['control characters', 'o\u0007ne', 'one'],
  ['overrides of direction', 'left \u202Eright\u202C and on', 'left right\u202C and on'],
  ['marks of direction that a text needs', 'שלום\u200F (CPU)\u200E', 'שלום\u200F (CPU)\u200E'],
])('flat, of %s', (_, text, plain) => {
  expect(flat(text)).toBe(plain);
});
