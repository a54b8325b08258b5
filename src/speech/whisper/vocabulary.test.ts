import { describe, expect, it } from 'vitest';

import { Vocabulary } from './vocabulary.ts';

/** Each token in hexadecimal. */
function vocabulary(...tokens: readonly string[]): Vocabulary {
  const lines = tokens.map((token, number) => {
    const base64 = Buffer.from(token, 'hex').toString('base64');
    return `${base64 || '='} ${number}\n`;
  });
  return new Vocabulary(lines.join(''));
}
const hex = (text: string): string => Buffer.from(text).toString('hex');

describe('Vocabulary', () => {
  it('puts characters together that tokens share', () => {
    const shared = vocabulary('e4bd', 'a0', hex(' I'), 'a0e5a5', 'bd');
    expect(shared.decode([2, 0, 1])).toBe(' I你');
    expect(shared.decode([0, 3, 4])).toBe('你好');
  });
  it('marks what makes no character, once', () => {
    const shared = vocabulary('e4bd', 'a0', hex('a'));
    expect(shared.decode([2, 0, 2])).toBe('a\uFFFDa');
    expect(shared.decode([1, 1, 1, 2])).toBe('\uFFFDa');
  });
  it('gives pieces of whole characters, with the tokens they are of', () => {
    const shared = vocabulary('e4bd', 'a0', hex(' I'), 'a0e5a5', 'bd');
    expect(shared.pieces([2, 0, 3, 4, 2])).toEqual([
      { text: ' I', from: 0, to: 1 },
      { text: '你好', from: 1, to: 4 },
      { text: ' I', from: 4, to: 5 },
    ]);
    expect(shared.pieces([2, 0])).toEqual([
      { text: ' I', from: 0, to: 1 },
      { text: '\uFFFD', from: 1, to: 2 },
    ]);
  });
  it('passes over signs and empty tokens', () => {
    expect(vocabulary('', hex('a')).decode([0, 1, 99])).toBe('a');
  });
  it('reads a table with the ends of lines of Windows, and refuses one that is none', () => {
    expect(new Vocabulary('YQ== 0\r\nYg== 1\r\n').decode([0, 1])).toBe('ab');
    expect(() => new Vocabulary('a table\n')).toThrow('no token');
  });
  it('names the tokens of what is heard and not said', () => {
    const tokens = ['[', ' [', 'a', ' ♪♪', ':', '"'].map(hex);
    const known = vocabulary(...tokens, 'e299', '20e299aa');
    expect(known.notSaid().toSorted((a, b) => a - b)).toEqual([0, 1, 3, 6, 7]);
  });
});
