import { describe, expect, it } from 'vitest';

import type { LoadedSettings } from '../settings/load-settings.ts';
import { expectedLanguages, readLanguages } from './languages.ts';

describe('readLanguages', () => {
  it.each([
    ['en zh', 'en', 'zh'],
    ['English, Chinese', 'en', 'zh'],
    ['英语，日语', 'en', 'ja'],
    ['german -> fr', 'de', 'fr'],
    ['zh_CN to English', 'zh-CN', 'en'],
    ['Haitian Creole / zh-Hant', 'ht', 'zh-Hant'],
    ['japanese', 'ja', 'ko'],
    ['日语 译成 英语', 'ja', 'en'],
    ['auto zh', undefined, 'zh'],
  ])('reads "%s"', (text, from, to) => {
    expect(readLanguages(text, 'ko')).toEqual({ from, to });
  });

  it('says which name is none, and what may be meant', () => {
    const read = readLanguages('Germn, zh', 'zh');
    expect(read).toMatchObject({ unknown: 'Germn', hint: { en: 'Did you mean "German"? ' } });
    expect(readLanguages('en zh ja', 'zh')).toMatchObject({ unknown: 'en zh ja' });
    expect(readLanguages('en, klingon', 'zh')).toMatchObject({ unknown: 'klingon' });
  });
});

function loaded(to?: string, from?: string): LoadedSettings {
  return {
    values: { to: to ?? 'zh', from, out: '.', language: 'en' },
    origins: { to: to === undefined ? 'default' : 'file' },
    file: '',
  };
}

describe('expectedLanguages', () => {
  it.each([
    [{ LANG: 'en_US.UTF-8' }, 'en', 'zh'],
    [{ LANG: 'de_DE.UTF-8' }, 'en', 'de'],
    [{ LANG: 'zh_CN.UTF-8' }, 'en', 'zh'],
    [{ LC_ALL: 'zh_TW.UTF-8', LANG: 'de_DE' }, 'en', 'zh-TW'],
    [{ LANG: 'C.UTF-8' }, 'en', 'zh'],
    [{}, 'en', 'zh'],
  ])('takes what is wanted from the system: %o', (env, from, to) => {
    expect(expectedLanguages(loaded(), env)).toEqual({ from, to });
  });

  it('wants no language that talks are in', () => {
    expect(expectedLanguages(loaded(undefined, 'zh'), { LANG: 'zh_CN' }).to).toBe('en');
    expect(expectedLanguages(loaded(undefined, 'ja'), { LANG: 'en_GB' }).to).toBe('zh');
  });

  it('goes by the settings first', () => {
    const env = { LANG: 'de_DE.UTF-8' };
    expect(expectedLanguages(loaded('ja', 'ko'), env)).toEqual({ from: 'ko', to: 'ja' });
  });
});
