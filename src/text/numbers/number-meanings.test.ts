/** Numbers said in one way in a line and in another in its translation, right and wrong. */
import { describe, expect, it } from 'vitest';

import { missingNumbers, unsupportedNumbers } from './numbers.ts';

const RIGHT: readonly (readonly [source: string, target: string])[] = [
  ['It cost half a million dollars.', '花了 50 万美元。'],
  ['It cost half a million dollars.', '花了五十万美元。'],
  ['a million and a half people came', '来了 150 万人'],
  ['a quarter of a million users', '25 万用户'],
  ['three quarters of a billion', '7.5 亿'],
  ['a dozen eggs', '12 个鸡蛋'],
  ['two dozen people', '24 个人'],
  ['about a decade ago', '大约 10 年前'],
  ['two decades of work', '20 年的工作'],
  ['over two or three years', '两三年间'],
  ['2 or 3 of them', '两三个'],
  ['70 or 80 people', '七八十人'],
  ['in the early 2000s', '21 世纪初'],
  ['in the early 2000s', '2000 年代初'],
  ['in the 1800s', '19 世纪'],
  ['it runs 2x faster', '快了一倍'],
  ['2x', '两倍'],
  ['10x faster', '快了十倍'],
  ['N squared', 'N²'],
  ['N^2 steps', 'N 的平方步'],
  ['It is 1, 1, 9.', '是 119。'],
  ['call nine one one', '拨打 911'],
  ['It was fifty, sorry, sixty thousand dollars.', '是六万美元。'],
  ['we have 50, no, 60 percent of it', '占 60%'],
  ['in 1990, I mean, 1991, it began', '1991 年开始的'],
  ['It is about 20, wait, 25 meters', '大约 25 米'],
  ['３ ＋ ５ 等于 ８', '3 plus 5 is 8'],
  ['3 plus 5 is 8', '３ 加 ５ 等于 ８'],
  ['75 percent of people', '四分之三的人'],
  ['15 minutes', '一刻钟'],
  ['30 minutes', '半小时'],
  ['6 months', '半年'],
  ['open 24/7', '全天候开放'],
  ['100 percent sure', '完全确定'],
  ['an order of magnitude', '10 倍'],
  ['ten to the 9th', '10 的 9 次方'],
  ['20 grand', '2 万'],
  ['it grew by 100%', '增长了一倍'],
  ['there are 365 days', '有三百六十五天'],
  ['Phase 2', '第二阶段'],
  ['1,234.5 units', '1234.5 个单位'],
  ['五十，不对，六十个人', '60 people'],
  ['the 90s', '90 年代'],
  ['a hundred and one', '101'],
  ['one and a half hours', '一个半小时'],
  ['two and a half thousand', '2500'],
  ['fifty fifty', '一半一半'],
  ['50/50', '一半一半'],
  ['There are between 100 and 400 billion stars.', '有 1000 亿到 4000 亿颗恒星。'],
  ['Forty to fifty thousand vehicles cross it.', '每天有四五万辆车经过。'],
  ['Lunch is from noon to half past one.', '午餐时间是 12 点到 1 点半。'],
  ['Be back by a quarter to two.', '请在 1 点 45 分之前回来。'],
  ['We meet at twenty past three.', '我们 3 点 20 分见。'],
  ['A couple hundred others were there.', '一起的还有 200 来人。'],
  ['I mix the two something like seventy thirty.', '我大概七三开。'],
  ['That was fifteen sixteen years ago.', '那是十五六年前的事了。'],
  ['About a quarter of a percent.', '大约是 0.25%。'],
  ['At seven percent it takes ten years.', '7% 的话要十年。'],
];

const WRONG: readonly (readonly [source: string, target: string])[] = [
  ['It has 300 nodes.', '它有 30 个节点。'],
  ['two hundred people', '两千人'],
  ['half a million', '五百万'],
  ['the 1990s', '80 年代'],
  ['25 meters', '52 米'],
  ['We gave 9 to them, 10 to us.', '我们给了 9 个。'],
  ['It takes 1.5 seconds', '要 15 秒'],
  ['20 million', '两百万'],
  ['75 percent', '四分之一'],
  ['1, 1, 9', '118'],
  ['fifty, sixty, seventy', '五十、六十'],
  ['Let me show the prices of the tickets.', '假设有 9 组票价。'],
  ['At seven percent it takes ten years.', '0% 的话要十年。'],
  ['We added two halls with 1,500 seats each.', '我们加了两个厅，各 1,503 个座位。'],
  ['Be back by a quarter to two.', '请在 1 点 35 分之前回来。'],
];

const differing = (source: string, target: string): string[] =>
  [...missingNumbers(source, target), ...unsupportedNumbers(target, source)].map(
    ({ text }) => text,
  );

describe('numbers in a line and its translation', () => {
  it.each(RIGHT)('%s is %s', (source, target) => {
    expect(differing(source, target)).toEqual([]);
  });

  it.each(WRONG)('%s is not %s', (source, target) => {
    expect(differing(source, target)).not.toEqual([]);
  });
});
