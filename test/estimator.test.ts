import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';

import { estimateTokens } from '../src/text/tokens.ts';
import { PARALLEL } from './support/parallel.ts';

/** Lines as requests send them, forty at a time. */
function chunksOf(lines: readonly string[]): string[] {
  const chunks: string[] = [];
  for (let at = 0; at + 40 <= lines.length; at += 40) {
    chunks.push(lines.slice(at, at + 40).join('\n'));
  }
  return chunks;
}

describe('estimateTokens for o200k', () => {
  it.each(['en', 'zh'] as const)(
    'is within 8 %% of the real tokenizer in each chunk: %s',
    (side) => {
      const chunks = chunksOf(PARALLEL.map((pair) => pair[side]));
      expect(chunks.length).toBeGreaterThan(7);
      for (const chunk of chunks) {
        // A line break is a token to the tokenizer and nothing to the estimate, which counts lines apart.
        const real = countTokens(chunk.replaceAll('\n', ' '));
        expect(Math.abs(estimateTokens(chunk, 'o200k') / real - 1)).toBeLessThan(0.08);
      }
    },
  );

  it('knows what a line number costs', () => {
    const lines = PARALLEL.slice(0, 40).map((pair) => pair.en);
    const bare = countTokens(lines.join('\n'));
    const marked = countTokens(lines.map((line, index) => `${index + 100}|${line}`).join('\n'));
    expect((marked - bare) / lines.length).toBeCloseTo(2, 0);
  });
});
