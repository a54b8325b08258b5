import { describe, expect, it } from 'vitest';

import { scriptFixer } from './chinese-script.ts';

async function fix(text: string, language: string): Promise<string> {
  const fixer = scriptFixer(language);
  await fixer.ready(text);
  return fixer.fix(text);
}

describe('scriptFixer', () => {
  it.each([
    ['zh-Hant', '设想一张有 2 亿行的表。', '設想一張有 2 億行的表。'],
    ['zh-TW', '大家早上好，我们开始吧。', '大家早上好，我們開始吧。'],
    ['zh-HK', '这里的数据', '這裏的數據'],
    ['zh-TW', '这里的数据', '這裡的數據'],
    ['zh', '設想一張有 2 億行的表。', '设想一张有 2 亿行的表。'],
    ['zh-Hans', '她的頭髮很長，皇后走在後面。', '她的头发很长，皇后走在后面。'],
    ['zh-CN', '著名的學者', '著名的学者'],
    ['zh-Hant', '理发师的头发', '理髮師的頭髮'],
  ])('%s: %s becomes %s', async (language, text, right) => {
    expect(await fix(text, language)).toBe(right);
  });

  it.each([
    ['zh-Hant', '大家早安，皇后說：公里是里程的單位。'],
    ['zh-TW', '只有三台機器，他才能出發。'],
    ['zh', '大家早上好，这是一张有 2 亿行的表，著名的乾坤。'],
    ['zh', 'Only Latin words, 123.'],
    ['ja', '学習率を変えると、国際会議で発表した論文と違う。'],
    ['yue-HK', '佢哋话呢张表有两亿行。'],
    ['en', '我们'],
  ])('%s: %s stays', async (language, text) => {
    expect(await fix(text, language)).toBe(text);
  });

  it('puts a slip right without touching the words around it', async () => {
    expect(await fix('皇后對乾隆說：這个數據庫很穩定。', 'zh-Hant')).toBe(
      '皇后對乾隆說：這個數據庫很穩定。',
    );
    expect(await fix('这個数据库很稳定，干净。', 'zh')).toBe('这个数据库很稳定，干净。');
  });

  it('loads nothing for texts in the right script', async () => {
    const fixer = scriptFixer('zh');
    await fixer.ready('我们开始吧。');
    // What was not made ready for goes through.
    expect(fixer.fix('我們')).toBe('我們');
    await fixer.ready('我們');
    expect(fixer.fix('我們')).toBe('我们');
  });
});
