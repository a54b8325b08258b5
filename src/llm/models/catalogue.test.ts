import { describe, expect, it } from 'vitest';

import { factsOf } from './catalogue.ts';
import { MODELS } from './models.ts';

const service = { local: false };

describe('factsOf', () => {
  it.each([
    [
      'gpt-4.1-mini',
      { family: 'o200k', thinking: 'never', window: 1_047_576, price: { input: 0.4 } },
    ],
    ['gpt-5.4-mini', { family: 'o200k', window: 400_000, price: { input: 0.75 } }],
    ['gpt-5.4', { window: 1_000_000, price: { input: 2.5 } }],
    ['gpt-5', { thinking: 'always', price: { input: 1.25 } }],
    ['o4-mini', { thinking: 'always', family: 'o200k' }],
    [
      'claude-haiku-4-5-20251001',
      { family: 'claude', cacheFrom: 4096, price: { input: 1, cacheRead: 0.1, cacheWrite: 1.25 } },
    ],
    ['claude-sonnet-4-6', { family: 'claude', cacheFrom: 2048 }],
    ['claude-opus-4-8', { family: 'claude47', price: { input: 5 } }],
    ['anthropic/claude-sonnet-5', { family: 'claude47', price: { input: 2 } }],
    ['claude-opus-5-5', { thinking: 'always', price: { input: 4 } }],
    ['deepseek-chat', { family: 'deepseek', thinking: 'optional', price: { input: 0.28 } }],
    ['deepseek-reasoner', { thinking: 'always' }],
    ['gemini-2.5-flash', { family: 'gemini', thinking: 'optional', price: { input: 0.3 } }],
    ['gemini-2.5-flash-lite', { price: { input: 0.1 } }],
    ['gemini-3.1-pro', { thinking: 'always', window: 1_048_576 }],
    ['qwen-plus', { family: 'qwen', window: 1_000_000 }],
    ['ernie-speed-128k', { window: 8192, maxOutput: 2048 }],
    ['llama-3.3-70b-versatile', { family: 'o200k', size: 'large' }],
  ])('knows %s', (model, facts) => {
    expect(factsOf(model, service)).toMatchObject(facts);
  });

  it('makes up no price, and takes the most pessimistic tokenizer, for what it does not know', () => {
    const facts = factsOf('some-model-of-tomorrow', service);
    expect(facts).toMatchObject({ family: 'claude', window: 32_768 });
    expect(facts.price).toBeUndefined();
  });

  it.each([
    ['qwen3:4b', 'small'],
    ['qwen3.5-4b-instruct', 'small'],
    ['gemma4:e2b', 'small'],
    ['hy-mt2-1.8b', 'small'],
    ['qwen3:8b', 'medium'],
    ['phi-4:14b-q4_K_M', 'medium'],
    ['llama3.3:70b', 'large'],
    ['mixtral:8x7b', 'large'],
    ['unnamed', 'medium'],
  ])('reads the size of %s from its name', (model, size) => {
    expect(factsOf(model, { local: true }).size).toBe(size);
  });

  it('trusts no window of a server at home, and nothing costs money there', () => {
    const facts = factsOf('gpt-4.1-mini', { local: true });
    expect(facts).toMatchObject({ window: 8192, price: undefined });
  });
});

it('dates every price', () => {
  const undated = MODELS.filter(
    ([, { price, priceDate }]) => price && !/^20\d\d-\d\d-\d\d$/.test(priceDate ?? ''),
  );
  expect(undated).toEqual([]);
});
