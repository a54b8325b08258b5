import { expect, it } from 'vitest';

import { keptJson, keptText } from './kept-text.ts';

it('leaves text as it is', () => {
  const text = 'plain, 存储引擎, 👩‍👩‍👧‍👦, \\u0000 in words';
  expect(keptText(text)).toBe(text);
  expect(JSON.parse(keptJson({ text, list: [1, null, text] }))).toEqual({
    text,
    list: [1, null, text],
  });
});

it('replaces what has no place in a database', () => {
  expect(keptText('a\0b\uD83D')).toBe('a\uFFFDb\uFFFD');
  expect(keptJson({ a: ['\0', { b: '\uDE00' }] })).toBe('{"a":["\uFFFD",{"b":"\uFFFD"}]}');
});
