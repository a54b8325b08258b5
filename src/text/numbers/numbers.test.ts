import { describe, expect, it } from 'vitest';

import {
  missingNumbers,
  numbersIn,
  otherNumber,
  strictNumbersIn,
  unsupportedNumbers,
} from './numbers.ts';

const strictIn = (text: string): number[] =>
  numbersIn(text)
    .filter((number) => number.strict)
    .map((number) => number.values[0] ?? Number.NaN);

describe('numbersIn, what must not get lost', () => {
  it.each<[string, number[]]>([
    ['It has 12 legs.', [12]],
    ['1,234,567 rows', [1_234_567]],
    ['about 0.001 or so', [0.001]],
    ['48,000 customers in 3 tables', [48_000, 3]],
    ['200 million rows', [200e6]],
    ['2.7 billion dollars', [2.7e9]],
    ['a 4.5 trillion market', [4.5e12]],
    ['两亿，也就是 2 亿', [2e8]],
    ['1750 亿个参数', [1750e8]],
    ['5 万多人', [5e4]],
    ['3 千克，5 千米', [3, 5]],
    ['2000 亿马克', [2000e8]],
    ['two hundred thousand people', [200_000]],
    ['ninety-nine of them', [99]],
    ['nineteen eighty four', [1984]],
    ['in twenty twenty-four', [2024]],
    ['two thousand and eight', [2008]],
    ['eighteen hundred meters', [1800]],
    ['two point five times', [2.5]],
    ['one and a half million', [1.5e6]],
    ['one hundred and twenty', [120]],
    ['a thousand worlds', [1000]],
    ['forty five and fifty', [45, 50]],
    ['between twelve, fifteen', [12, 15]],
  ])('%s', (text, values) => {
    expect(strictIn(text)).toEqual(values);
  });

  it.each([
    'one of them',
    'seven levels',
    'the second one',
    'the twenty-first century',
    'his fiftieth birthday',
    'a couple of dozens',
    'hundreds of millions',
    'half of it',
    'Cas9 and CO2',
    'the constructor and toString',
    '一般来说，三心二意',
    'four fifty for a coffee',
  ])('asks for nothing: %s', (text) => {
    expect(strictIn(text)).toEqual([]);
  });
});

describe('missingNumbers', () => {
  it.each([
    ['200 million rows', '2 亿行'],
    ['20 thousand', '2 万'],
    ['20k users', '2 万用户'],
    ['a 7B model', '70 亿参数的模型'],
    ['a 7B model', '7B 模型'],
    ['in the 1990s', '90 年代'],
    ['ninety percent', '百分之九十'],
    ['90 percent', '九成'],
    ['50 percent', '一半'],
    ['0.5 seconds', '半秒'],
    ['3.5 years', '三年半'],
    ['two and a half hours', '两个半小时'],
    ['25,000', '两万五'],
    ['10 to 20 million', '1000 万到 2000 万'],
    ['twelve motors', '十二个电机'],
    ['1,000 times', '一千次'],
    ['thirty-five', '35'],
    ['in 2024', '二〇二四年'],
    ['a hundred times', '一百倍'],
    ['300,000,000 meters', '3 亿米'],
    ['1.234.567 Zeilen', '1,234,567 rows'],
    ['3,5 Prozent', '3.5 %'],
    ['93.184.216.34', '93.184.216.34'],
    ['2023 年 11 月', 'November 2023'],
    ['第 21 个', 'the twenty-first'],
    ['90 年代', 'the nineties'],
    ['3 亿', 'three hundred million'],
    ['1.5 小时', 'one and a half hours'],
  ])('%s = %s', (source, target) => {
    expect(missingNumbers(source, target)).toEqual([]);
  });

  it.each([
    ['200 million rows', '2 万行'],
    ['in 1984', '1948 年'],
    ['12 motors', '电机'],
    ['2.7 billion dollars', '2.7 亿美元'],
    ['forty seconds', '14 秒'],
    ['1,000 times', '一毫秒'],
    ['0.001', '31'],
    ['5 kilometers', '3 公里'],
  ])('%s is not %s', (source, target) => {
    expect(missingNumbers(source, target)).toHaveLength(1);
  });
});

describe('unsupportedNumbers', () => {
  it('finds the numbers of a claim that the source does not hold', () => {
    const source = 'We had two hundred million rows in 2019.';
    expect(unsupportedNumbers('2019 年有 2 亿行', source)).toEqual([]);
    expect(unsupportedNumbers('2020 年有 2 亿行', source).map((number) => number.text)).toEqual([
      '2020',
    ]);
  });
});

const other = (source: string, target: string, from: string, to: string): string | undefined =>
  otherNumber(numbersIn(source, from), numbersIn(target, to))?.text;

describe('otherNumber', () => {
  it.each([
    ['There are two pitfalls.', '这里面有七个坑。', 'en', 'zh', 'two'],
    ['三十分置いてください。', '静置十三分钟。', 'ja', 'zh', '三十'],
    ['Es steht zwei zu eins.', '现在三比一。', 'de', 'zh', 'zwei'],
    ['You write x times eight.', '比如你写 x 乘 1。', 'en', 'zh', 'eight'],
  ])('tells of %s: %s', (source, target, from, to, text) => {
    expect(other(source, target, from, to)).toBe(text);
  });

  it.each([
    ['There are two pitfalls.', '这里面有坑。', 'en', 'zh'],
    ['Wait a second, there are three.', '等一下，有三个。', 'en', 'zh'],
    ['It is worth half at two percent.', '按 2% 算，只值一半。', 'en', 'zh'],
    ['この四時間、ずっと考えていました。', '这四个小时里一直在想。', 'ja', 'zh'],
  ])('leaves alone %s: %s', (source, target, from, to) => {
    expect(other(source, target, from, to)).toBeUndefined();
  });
});

it.each([
  ['四百箱、いや、五百箱送ります。', 'ja', [500]],
  ['40, nein, 50 Leute.', 'de', [50]],
])('asks only for what its speaker stays with: %s', (text, language, values) => {
  expect(strictNumbersIn(text, language).flatMap((number) => number.values)).toEqual(values);
});
