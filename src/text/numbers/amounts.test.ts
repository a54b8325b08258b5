import { describe, expect, it } from 'vitest';

import { wrongAmount } from './amounts.ts';

describe('wrongAmount', () => {
  it.each([
    ["you'll pay $214 to get there", '你得付 214 元人民币。'],
    ['It is 5 miles from here.', '离这里 5 公里。'],
    ['It takes 30 seconds.', '要 30 分钟。'],
    ['He weighs 150 pounds.', '他重 150 公斤。'],
    ['It was 90 degrees Fahrenheit.', '当时 90 摄氏度，也就是 90 °C。'],
    ['a 12-inch screen', '12 厘米的屏幕'],
    ['花了 300 元人民币。', 'It cost 300 dollars.'],
    ['用了 20 GB 的内存', 'It took 20 MB of memory.'],
  ])('sees another unit: %s, %s', (source, target) => {
    expect(wrongAmount(source, target)).toBeDefined();
  });

  it.each([
    ["you'll pay $214 to get there", '你得付 214 美元。'],
    ["you'll pay $214 to get there", '你得付 214 块。'],
    ['It is 5 miles from here.', '离这里 8 公里。'],
    ['It is 5 miles, or 8 kilometers.', '是 5 英里，也就是 8 公里。'],
    ['It took 3 years and 3 months.', '花了 3 年零 3 个月。'],
    ['It takes 30 minutes.', '要半小时。'],
    ['It lasts 24 hours.', '持续一天，24 小时。'],
    ['2 pounds of bread cost 2 pounds sterling', '2 磅面包要 2 英镑'],
    ['In 2 weeks', '2 周后'],
    ['about 100 meters', '大约 100 米'],
    ['a 5 year plan of 5 people', '5 个人的 5 年计划'],
    ['it is 100 ms', '是 100 毫秒'],
    ['MIT 6.824 in 2020', '2020 年的 MIT 6.824'],
  ])('lets right ones be: %s, %s', (source, target) => {
    expect(wrongAmount(source, target)).toBeUndefined();
  });
});
