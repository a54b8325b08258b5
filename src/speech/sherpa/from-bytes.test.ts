import { describe, expect, it } from 'vitest';

import { RawHeard } from './engine/protocol.ts';
import { fromBytes } from './from-bytes.ts';

/** Tokens as text, or as single bytes in hexadecimal. */
function heard(tokens: readonly string[]): RawHeard {
  const given = tokens.map((token) => token.replace(/^0x..$/, '{$&}'));
  return RawHeard.parse({
    text: given.join(''),
    tokens: given,
    timestamps: given.map((_, at) => at),
    durations: given.map(() => 0.5),
    ys_log_probs: given.map((_, at) => -at),
  });
}

describe('fromBytes', () => {
  it('puts a character together that several tokens share', () => {
    const raw = fromBytes(heard([' I', ' say', ' ', '0xE4', '0xBD', '0xA0', '好']));
    expect(raw.text).toBe(' I say 你好');
    expect(raw.tokens).toEqual([' I', ' say', ' ', '你', '好']);
    expect(raw.timestamps).toEqual([0, 1, 2, 3, 6]);
    expect(raw.durations).toEqual([0.5, 0.5, 0.5, 1.5, 0.5]);
    expect(raw.ys_log_probs).toEqual([-0, -1, -2, -5, -6]);
  });

  it.each([
    ['four', ['0xF0', '0x9F', '0x98', '0x80'], ['😀']],
    ['two, of several one after the other', ['0xD7', '0xA9', '0xD7', '0x9C'], ['ש', 'ל']],
  ])('shared by %s', (_, tokens, whole) => {
    const raw = fromBytes(heard(tokens));
    expect(raw.tokens).toEqual(whole);
    expect(raw.text).toBe(whole.join(''));
  });

  it('marks bytes that make no character, once', () => {
    expect(fromBytes(heard(['a', '0xE4', '0xBD', ' b'])).text).toBe('a\uFFFD b');
    expect(fromBytes(heard(['0xA0', '0xA0', '0xA0', 'b'])).text).toBe('\uFFFDb');
    expect(fromBytes(heard(['a', '0xE4', '0xBD'])).text).toBe('a\uFFFD');
  });

  it('leaves alone what has no bytes', () => {
    const raw = heard(['{', 'x', '}']);
    expect(fromBytes(raw)).toBe(raw);
  });

  it('has no times where the engine gave none', () => {
    const raw = fromBytes({ ...heard(['0xE4', '0xBD', '0xA0']), timestamps: [], durations: [] });
    expect(raw).toMatchObject({ tokens: ['你'], timestamps: [], durations: [] });
  });
});
