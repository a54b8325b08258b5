import { expect, it } from 'vitest';

import { table } from './table.ts';

const rows = [
  ['to', 'zh', 'language of the translation and the note'],
  ['maxCost', '-', '花费达到上限前停下，单位为美元'],
];

it('lines columns up, and leaves the last one as it is where no width is known', () => {
  expect(table(rows)).toBe(
    'to       zh  language of the translation and the note\nmaxCost  -   花费达到上限前停下，单位为美元',
  );
});

it('breaks the last column at the width of a terminal', () => {
  expect(table(rows, 40)).toBe(
    [
      'to       zh  language of the',
      '             translation and the note',
      'maxCost  -   花费达到上限前停下，单位为',
      '             美元',
    ].join('\n'),
  );
});

it('puts it below the others where the screen is narrow', () => {
  expect(table(rows, 30)).toBe(
    [
      'to       zh',
      '    language of the',
      '    translation and the note',
      'maxCost  -',
      '    花费达到上限前停下，单位',
      '    为美元',
    ].join('\n'),
  );
});
