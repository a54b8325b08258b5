import { describe, expect, it } from 'vitest';

import type { Sentence } from '../../model/sentence.ts';
import { cutWindows } from './windows.ts';

const talk = (count: number, without: readonly number[] = []): Sentence[] =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    start: index * 8,
    end: index * 8 + 7,
    text: 'Words.',
    paragraph: false,
  })).filter(({ id }) => !without.includes(id));

describe('cutWindows', () => {
  it('keeps a talk whole that fits', () => {
    const sentences = talk(30);
    const windows = cutWindows(
      sentences,
      sentences.map(() => 10),
      Infinity,
    );
    expect(windows).toEqual([{ sentences, from: 1, to: 30 }]);
  });

  it('speaks for every sentence once, and overlaps in what is shown', () => {
    const sentences = talk(1000);
    const windows = cutWindows(
      sentences,
      sentences.map(() => 28),
      3000,
    );
    expect(windows.length).toBeGreaterThan(9);
    expect(windows.map(({ from }) => from)).toEqual([
      1,
      ...windows.slice(0, -1).map(({ to }) => to + 1),
    ]);
    expect(windows.at(-1)?.to).toBe(1000);
    for (const { from, sentences: shown } of windows.slice(1))
      expect(shown[0]?.id).toBeLessThan(from);
    for (const { to, sentences: shown } of windows.slice(0, -1))
      expect(shown.at(-1)?.id).toBeGreaterThan(to);
    for (const { sentences: shown } of windows)
      expect(shown.length * 28).toBeLessThanOrEqual(3000 * 1.02);
  });

  it('makes windows of about equal size of uneven lines', () => {
    const sentences = talk(100);
    const tokens = sentences.map(({ id }) => (id <= 10 ? 400 : 10));
    const windows = cutWindows(sentences, tokens, 1500);
    const sizes = windows.map(({ from, to }) =>
      tokens.slice(from - 1, to).reduce((a, b) => a + b, 0),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2000);
    expect(windows.at(-1)?.to).toBe(100);
  });

  it('passes over IDs that are not there', () => {
    const sentences = talk(60, [1, 20, 21, 40, 60]);
    const windows = cutWindows(
      sentences,
      sentences.map(() => 10),
      200,
    );
    expect(windows.at(-1)?.to).toBe(59);
    expect(windows.map(({ from }) => from)).toEqual([
      2,
      ...windows.slice(0, -1).map(({ to }) => to + 1),
    ]);
  });

  it.each([1, 2, 3])('makes at most one window a sentence: %i', (count) => {
    const windows = cutWindows(
      talk(count),
      talk(count).map(() => 5000),
      1000,
    );
    expect(windows.map(({ from }) => from)).toEqual(
      Array.from({ length: count }, (_, at) => at + 1),
    );
  });
});
