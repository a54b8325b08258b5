import { expect, it } from 'vitest';

import { framesASecond } from './frames-a-second.ts';

it.each([
  ['25', 25],
  ['23.976', 23.976],
  ['30000/1001', 29.970_029_97],
])('%s is a rate', (value, rate) => {
  expect(framesASecond(value)).toBeCloseTo(rate, 6);
});

it.each(['', '0', '-25', '1000', 'fast', '25/0', '1/25'])('%j is none', (value) => {
  expect(() => framesASecond(value)).toThrow('23.976, 25, 30, …');
});
