import { describe, expect, it } from 'vitest';

import { oneRound } from './rounds.ts';

describe('oneRound', () => {
  it.each([
    [Array.from({ length: 199 }, () => 'I see it now.').join(' '), 'I see it now. ×199'],
    ['Yes. No. Yes. No. Yes. No. Yes.', 'Yes. No. ×3'],
    ['嗯'.repeat(1988), '嗯 ×1988'],
    ['我会发现，'.repeat(20), '我会发现， ×20'],
    ['yes '.repeat(4), 'yes ×4'],
    ['I see. I see.', 'I see. I see.'],
    ['one two three one two four', 'one two three one two four'],
    ['', ''],
  ])('of %.30s', (text, round) => {
    expect(oneRound(text)).toBe(round);
  });
});
