import { describe, expect, it } from 'vitest';

import { readEngineJson } from './engine-json.ts';

describe('readEngineJson', () => {
  it('reads what is JSON', () => {
    expect(readEngineJson('{"text":"a","timestamps":[0.1]}')).toEqual({
      text: 'a',
      timestamps: [0.1],
    });
  });
  it('reads likelihoods that are no numbers, and leaves words alone', () => {
    const text = String.raw`{"text":"my nan, -inf \" nan","ys_log_probs":[-nan, nan, -0.5, -inf,inf]}`;
    expect(readEngineJson(text)).toEqual({
      text: 'my nan, -inf " nan',
      ys_log_probs: [-1000, -1000, -0.5, -1000, -1000],
    });
  });
  it('does not take everything', () => {
    expect(readEngineJson('nonsense')).toBeUndefined();
  });
});
