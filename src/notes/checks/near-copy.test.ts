import { describe, expect, it } from 'vitest';

import { isNearCopy } from './near-copy.ts';

describe('isNearCopy', () => {
  const said = '新引擎把许多序列打包进写后不改的段，备份只需复制新增的段。';
  it.each([
    ['the same', said, true],
    ['the same but for marks', '新引擎把许多序列打包进写后不改的段、备份只需复制新增的段', true],
    ['part of what is said', '备份只需复制新增的段。', true],
    ['a word more', '新引擎把许多序列打包进写后不改的段，因此备份只需复制新增的段。', true],
    ['something else', '迁移工具会先检查每个段的校验和。', false],
    ['nothing', '', false],
  ])('%s', (_, text, isCopy) => {
    expect(isNearCopy(text, ['另一个要点。', said])).toBe(isCopy);
  });

  it('keeps a longer one that says what was said and more', () => {
    const more = `${said}恢复时按时间顺序读回各段，中断后从最后一个完整的段继续，不必从头开始。`;
    expect(isNearCopy(more, [said])).toBe(false);
  });

  it('keeps statements that differ in their figures alone', () => {
    const one = '在 2019 年的基准测试中，查询耗时的中位数是 90 毫秒，内存占用是 4 GB。';
    expect(isNearCopy(one.replace('90', '11'), [one])).toBe(false);
  });

  it('works on English', () => {
    expect(
      isNearCopy('The new engine packs series into segments', [
        'the new engine packs series into segments.',
      ]),
    ).toBe(true);
  });
});
