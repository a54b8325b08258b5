import { describe, expect, it } from 'vitest';

import type { Cue, Transcript } from '../../model/transcript.ts';
import { inSimplified } from './in-simplified.ts';

const transcript = (language: string | undefined, ...cues: Partial<Cue>[]): Transcript => ({
  cues: cues.map((cue, at) => ({ start: at, end: at + 1, text: '', ...cue })),
  timed: true,
  language,
  warnings: [],
});

describe('inSimplified', () => {
  it('writes Chinese in simplified characters, words as well, and says so', async () => {
    const words = [{ text: '語言', start: 0, end: 1 }];
    const { cues, language } = await inSimplified(
      transcript('zh-Hant', { text: '我們說語言', words }),
    );
    expect(cues).toMatchObject([{ text: '我们说语言', words: [{ text: '语言' }] }]);
    expect(language).toBe('zh');
  });
  it('finds out that a text is Chinese', async () => {
    const { cues, language } = await inSimplified(
      transcript(undefined, { text: '這個問題我們說過了。' }),
    );
    expect([cues[0]?.text, language]).toEqual(['这个问题我们说过了。', 'zh']);
  });
  it('leaves every other language alone, Japanese above all', async () => {
    const japanese = transcript(
      'ja',
      { text: '學校の語學' },
      { text: '這個', language: 'zh-Hant' },
    );
    const { cues, language } = await inSimplified(japanese);
    expect(cues).toMatchObject([{ text: '學校の語學' }, { text: '这个', language: 'zh' }]);
    expect(language).toBe('ja');
  });
});
