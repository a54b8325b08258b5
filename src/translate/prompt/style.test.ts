import { describe, expect, it } from 'vitest';

import { translationSystem } from './prompt.ts';
import { styleOf } from './style.ts';

const systemFor = (to: string): string =>
  translationSystem({ from: 'en', to, context: { topic: '', speakers: [], terms: [] } });

describe('the style of a target language', () => {
  it.each([
    ['zh', '800 亿'],
    ['zh-TW', '「」'],
    ['ja', 'です・ます throughout'],
    ['ko', '합니다체'],
    ['de', '„Sie“ throughout'],
    ['fr', '« vous » throughout'],
    ['es-MX', '«ustedes» throughout'],
  ])('is told for %s', (to, rule) => {
    expect(systemFor(to)).toContain(rule);
    // Bullet lines, between the general ones and the format.
    expect(
      styleOf(to)
        .trimEnd()
        .split('\n')
        .every((row) => row.startsWith('- ')),
    ).toBe(true);
  });

  it('is left to the model for others', () => {
    expect(styleOf('sw')).toBe('');
    expect(systemFor('sw')).toContain('use its renderings every time.');
  });
});
