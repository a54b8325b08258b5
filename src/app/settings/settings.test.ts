import { describe, expect, it } from 'vitest';

import { NO_LANGUAGE, Settings } from './settings.ts';

const { to, from } = Settings.shape;

describe('Settings, languages', () => {
  it.each([
    ['zh', 'zh'],
    ['zh_CN', 'zh-CN'],
    ['eng', 'en'],
    ['Japanese', 'ja'],
    ['日语', 'ja'],
    ['中文', 'zh'],
  ])('%s is %s', (name, tag) => {
    expect(to.parse(name)).toBe(tag);
    expect(from.parse(name)).toBe(tag);
  });

  it.each(['cn', 'jp', 'klingonish', '?'])('%s is none', (name) => {
    expect(to.safeParse(name).error?.issues[0]?.message).toBe(NO_LANGUAGE);
    expect(from.safeParse(name).error?.issues[0]?.message).toBe(NO_LANGUAGE);
  });

  it('detects the language spoken where it is to be found out', () => {
    expect(from.parse('auto')).toBeUndefined();
  });
});
