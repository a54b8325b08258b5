import { describe, expect, it } from 'vitest';

import { displayWidth } from '../../text/languages/script.ts';
import { wrap } from './wrap.ts';

describe('wrap', () => {
  it('breaks English between words', () => {
    expect(wrap('stop cleanly before spending more', 14)).toEqual([
      'stop cleanly',
      'before',
      'spending more',
    ]);
  });

  it('breaks Chinese anywhere but before a sign that closes and after one that opens', () => {
    const lines = wrap('对照原文（逐句）审读，有误的句子重译。完', 9);
    for (const line of lines) {
      expect(displayWidth(line)).toBeLessThanOrEqual(9 + 2);
      expect(line).not.toMatch(/^[，。）]/);
      expect(line).not.toMatch(/（$/);
    }
    expect(lines.join('')).toBe('对照原文（逐句）审读，有误的句子重译。完');
  });

  it('gives a word that is too long a line of its own', () => {
    expect(wrap('as deepseek:deepseek-chat here', 10)).toEqual([
      'as',
      'deepseek:deepseek-chat',
      'here',
    ]);
  });

  it('loses nothing', () => {
    const text = '模型 deepseek-chat（默认）、OpenAI 的 gpt 等，写成 服务商:模型。';
    expect(wrap(text, 12).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });
});
