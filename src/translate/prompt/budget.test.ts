import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ModelInfo } from '../../llm/chat-model.ts';
import { chunkBudget, chunkCount, cutChunks, type SizedSentence } from './budget.ts';

const info: ModelInfo = {
  id: 'test:one',
  host: 'test',
  window: 128_000,
  maxOutput: 16_000,
  family: 'o200k',
  thinking: 'off',
  size: 'large',
  concurrency: 3,
};
const pair = { from: 'en', to: 'zh', overhead: 1100, perLine: 26 };

describe('chunkBudget', () => {
  it('holds a large model to what keeps its quality', () => {
    expect(chunkBudget(info, pair).source).toBe(2000);
    expect(chunkBudget({ ...info, size: 'medium' }, pair).source).toBe(1200);
    expect(chunkBudget({ ...info, size: 'small' }, pair)).toMatchObject({ source: 700, lines: 40 });
  });

  it('fits the answer of a model with short answers', () => {
    const { source } = chunkBudget({ ...info, maxOutput: 2000, family: 'claude' }, pair);
    expect(source).toBeGreaterThanOrEqual(1000);
    expect(source).toBeLessThanOrEqual(1300);
  });

  it('fits tokens a minute, the answer limit counted in', () => {
    const { source } = chunkBudget({ ...info, tokensPerMinute: 6000 }, pair);
    expect(source).toBeGreaterThan(1100);
    expect(source).toBeLessThan(1260);
  });

  it('fits a small window', () => {
    const small = { ...info, window: 4096, maxOutput: 4096 };
    const { source } = chunkBudget(small, pair);
    expect(source * (1 + 1.27) + 1100).toBeLessThan(0.95 * 4096);
    expect(source).toBeGreaterThan(1000);
  });

  it('leaves room for reasoning that cannot be switched off', () => {
    const thinking = { ...info, window: 8192, maxOutput: 8192, thinking: 'always' } as const;
    const budget = chunkBudget(thinking, pair);
    expect(budget.source).toBeLessThan(chunkBudget({ ...thinking, thinking: 'off' }, pair).source);
    expect(budget.maxTokens(500, 20)).toBeGreaterThan(1.5 * 1.27 * 500 + 2000);
  });

  it('refuses a model without room for a useful chunk', () => {
    expect(() => chunkBudget({ ...info, window: 1500, maxOutput: 1500 }, pair)).toThrow(
      expect.objectContaining({ code: 'MODEL_CONTEXT' }),
    );
  });

  it('asks for half as much again as expected, never more than the model gives', () => {
    const budget = chunkBudget(info, pair);
    expect(budget.maxTokens(1000, 40)).toBe(Math.ceil(1.5 * (1270 + 80)) + 200);
    expect(chunkBudget({ ...info, maxOutput: 3000 }, pair).maxTokens(4000, 80)).toBe(3000);
    expect(budget.expectTokens(1000, 40)).toBe(1400);
  });
});

type Part = { tokens: number; pause?: number; speaker?: string; text?: string };

function linesOf(parts: readonly Part[]): SizedSentence[] {
  let at = 0;
  return parts.map(({ tokens, pause = 0, speaker, text }, index) => {
    const start = at + pause;
    at = start + 3;
    return {
      tokens,
      sentence: {
        id: index + 1,
        start,
        end: at,
        text: text ?? `line ${index + 1}`,
        speaker,
        paragraph: false,
      },
    };
  });
}

const sizesOf = (chunks: readonly SizedSentence[][]): number[] =>
  chunks.map((chunk) => chunk.reduce((sum, line) => sum + line.tokens, 0));

describe('cutChunks', () => {
  it('makes chunks of about the same size', () => {
    const lines = linesOf(Array.from({ length: 450 }, () => ({ tokens: 26 })));
    const sizes = sizesOf(cutChunks(lines, { source: 2000, lines: 80 }));
    expect(sizes).toHaveLength(6);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(60);
  });

  it('cuts at the largest pause in the last quarter', () => {
    const parts = Array.from({ length: 60 }, (_, index) => ({
      tokens: 20,
      pause: index === 27 ? 2 : 0.1,
    }));
    const [first] = cutChunks(linesOf(parts), { source: 700, lines: 80 });
    expect(first?.at(-1)?.sentence.id).toBe(27);
  });

  it('does not cut at a pause far from the goal', () => {
    const parts = Array.from({ length: 60 }, (_, index) => ({
      tokens: 20,
      pause: index === 5 ? 9 : 0.1,
    }));
    const [first] = cutChunks(linesOf(parts), { source: 700, lines: 80 });
    expect(first?.length).toBeGreaterThan(20);
  });

  it('does not cut inside a sentence, for whatever pause', () => {
    const parts = Array.from({ length: 60 }, (_, index) => ({
      tokens: 20,
      pause: index === 30 ? 5 : 0.1,
      text: index === 19 || index === 49 ? 'It ends here.' : 'and it goes on',
    }));
    const chunks = cutChunks(linesOf(parts), { source: 700, lines: 80 });
    expect(chunks.map((chunk) => chunk.at(-1)?.sentence.id)).toEqual([20, 50, 60]);
  });

  it('cuts where another speaker begins', () => {
    const parts = Array.from({ length: 60 }, (_, index) => ({
      tokens: 20,
      speaker: index < 26 ? 'A' : 'B',
    }));
    const [first] = cutChunks(linesOf(parts), { source: 700, lines: 80 });
    expect(first).toHaveLength(26);
  });

  it('gives a line of its own chunk when it is larger than the budget', () => {
    const sizes = sizesOf(
      cutChunks(linesOf([{ tokens: 10 }, { tokens: 900 }, { tokens: 10 }]), {
        source: 200,
        lines: 80,
      }),
    );
    expect(sizes).toContain(900);
  });

  it('makes nothing of nothing', () => {
    expect(cutChunks([], { source: 100, lines: 10 })).toEqual([]);
  });

  it('loses no line, keeps their order and stays within the budget', () => {
    const part = fc.record({
      tokens: fc.integer({ min: 1, max: 90 }),
      pause: fc.constantFrom(0, 0.2, 1, 4),
      speaker: fc.constantFrom('A', 'B'),
    });
    const budgets = fc.record({
      source: fc.integer({ min: 150, max: 2000 }),
      lines: fc.integer({ min: 5, max: 80 }),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 300 }), budgets, (parts, budget) => {
        const lines = linesOf(parts);
        const chunks = cutChunks(lines, budget, 3);
        expect(chunks.flat()).toEqual(lines);
        expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= budget.lines)).toBe(
          true,
        );
        expect(Math.max(0, ...sizesOf(chunks))).toBeLessThanOrEqual(budget.source);
        const [total = 0] = sizesOf([lines]);
        const fewest = Math.max(total / budget.source, lines.length / budget.lines);
        expect(chunks.length).toBeLessThanOrEqual(3 + 1.5 * fewest);
      }),
    );
  });
});

describe('chunkCount', () => {
  const budget = { source: 2000, lines: 80 };
  const hour = { tokens: 11_000, lines: 450 };

  it('gives every stream as many chunks as any other', () => {
    expect(chunkCount(hour, budget, { atOnce: 1 })).toBe(6);
    expect(chunkCount(hour, budget, { atOnce: 3 })).toBe(6);
    expect(chunkCount(hour, budget, { atOnce: 8 })).toBe(8);
    expect(chunkCount({ tokens: 110_000, lines: 4500 }, budget, { atOnce: 8 })).toBe(64);
  });

  it('makes work for several streams only where there are lines enough', () => {
    expect(chunkCount(hour, budget, { atOnce: 64 })).toBe(15);
    expect(chunkCount({ tokens: 900, lines: 40 }, budget, { atOnce: 8 })).toBe(1);
    expect(chunkCount({ tokens: 90, lines: 4 }, budget, { atOnce: 8 })).toBe(1);
  });

  it('leaves one of several streams to other requests', () => {
    expect(chunkCount(hour, budget, { atOnce: 8, isShared: true })).toBe(7);
    expect(chunkCount(hour, budget, { atOnce: 3, isShared: true })).toBe(6);
  });

  it('makes as many as the budget wants, whatever else', () => {
    expect(chunkCount(hour, { source: 100, lines: 80 }, { atOnce: 8 })).toBeGreaterThanOrEqual(110);
  });
});
