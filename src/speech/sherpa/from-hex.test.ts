import { describe, expect, it } from 'vitest';

import { RawHeard } from './engine/protocol.ts';
import { fromHex } from './from-hex.ts';

/** Tokens by their bytes, given as characters or as a part of one in hexadecimal. */
function heard(tokens: readonly string[]): RawHeard {
  const hex = tokens.map((token) =>
    token.startsWith('0x') ? token.slice(2) : Buffer.from(token).toString('hex'),
  );
  return RawHeard.parse({
    text: hex.join(''),
    tokens: hex,
    segment_texts: [hex.join('')],
    timestamps: hex.map((_, at) => at),
    durations: hex.map(() => 0.5),
    ys_log_probs: hex.map((_, at) => -at),
  });
}

describe('fromHex', () => {
  it('puts a character together that two tokens share', () => {
    const raw = fromHex(heard([' I', ' say', ' ', '0xe4bd', '0xa0', '好']));
    expect(raw.text).toBe(' I say 你好');
    expect(raw.segment_texts).toEqual([' I say 你好']);
    expect(raw.tokens).toEqual([' I', ' say', ' ', '你', '好']);
    expect(raw.timestamps).toEqual([0, 1, 2, 3, 5]);
    expect(raw.durations).toEqual([0.5, 0.5, 0.5, 1, 0.5]);
    expect(raw.ys_log_probs).toEqual([-0, -1, -2, -4, -5]);
  });

  it.each([
    ['three tokens', ['0xf0', '0x9f98', '0x80'], ['😀']],
    ['a token that ends one and begins the next', ['0xe4bd', '0xa0e5a5', '0xbd'], ['你好']],
    ['Hebrew', ['0xd7', '0xa9', '0xd79c'], ['ש', 'ל']],
  ])('shared by %s', (_, tokens, whole) => {
    const raw = fromHex(heard(tokens));
    expect(raw.tokens).toEqual(whole);
    expect(raw.text).toBe(whole.join(''));
  });

  it('marks bytes that make no character, once', () => {
    expect(fromHex(heard(['a', '0xe4bd', ' b'])).text).toBe('a\uFFFD b');
    expect(fromHex(heard(['0xa0', '0xa0', '0xa0', 'b'])).text).toBe('\uFFFDb');
    expect(fromHex(heard(['a', '0xe4bd'])).text).toBe('a\uFFFD');
  });

  it('has no times where the engine gave none', () => {
    const raw = fromHex({ ...heard(['0xe4bd', '0xa0']), timestamps: [], durations: [] });
    expect(raw).toMatchObject({ tokens: ['你'], timestamps: [], durations: [] });
  });
});
