import { describe, expect, it } from 'vitest';

import { languageName } from './language.ts';

describe('languageName', () => {
  it('calls each language as the tables of Unicode do', () => {
    const unicode = new Intl.DisplayNames(['en'], { type: 'language' });
    for (const tag of ['en', 'zh-Hans', 'zh-Hant', 'de', 'pt-BR']) {
      expect(languageName(tag)).toBe(unicode.of(tag));
    }
  });

  it.each([
    ['zh', 'Simplified Chinese'],
    ['zh-CN', 'Simplified Chinese'],
    ['zh-TW', 'Traditional Chinese'],
    ['en-GB', 'British English'],
    ['not a tag', 'not a tag'],
  ])('calls %s %s', (tag, name) => {
    expect(languageName(tag)).toBe(name);
  });

  it('knows the names in Chinese', () => {
    expect(languageName('en', 'zh')).toBe('英语');
  });
});
