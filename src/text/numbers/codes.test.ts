import { describe, expect, it } from 'vitest';

import { wrongCode } from './codes.ts';

describe('a name with digits', () => {
  it.each([
    ['A protein called Cas9.', '一种叫 Cas2 的蛋白质。', 'cas9'],
    ['It has a quarter of the CO2.', '它吸收了四分之一的 CO5。', 'co2'],
    ['such as 93.184.216.34', '例如 93.184.216.37', '93.184.216.34'],
    ['It gives 0.30000000000000004.', '结果是 0.30000000000000007。', '0.30000000000000004'],
    ['We moved to Python 3.11.2 then.', '那时我们换到了 Python 3.11.7。', '3.11.2'],
  ])('is told when it has other digits: %s', (source, target, code) => {
    expect(wrongCode(source, target)).toBe(code);
  });

  it.each([
    ['A protein called Cas9.', '一种叫 Cas9 的蛋白质。'],
    ['A protein called cas nine.', '一种叫 Cas9 的蛋白质。'],
    ['The H2O and the CO2.', '水和 CO2。'],
    ['We had v1 and then v2.', '先有 v1，再有 v2。'],
    ['We had v1 and then version two.', '先有 v1，再有 v2。'],
    ['It runs on x86-64.', '它在 x86 上运行。'],
    ['GPT-4 came in 2023.', '2023 年有了 GPT4。'],
  ])('is left alone when it is not: %s', (source, target) => {
    expect(wrongCode(source, target)).toBeUndefined();
  });
});
