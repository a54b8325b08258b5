import { describe, expect, it } from 'vitest';

import { ModelError, type ModelFailureCode } from '../failures/model-error.ts';
import { durationMs, retryAfterMs } from '../failures/retry-after.ts';
import { ATTEMPTS, pauseBefore } from './retry.ts';

describe('durationMs', () => {
  it.each([
    ['2', 2000],
    ['0.5', 500],
    ['120ms', 120],
    ['4.77s', 4770],
    ['1m30.5s', 90_500],
    ['2h3m', 7_380_000],
    ['2 minutes', 120_000],
    ['20 seconds', 20_000],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });
});

describe('retryAfterMs', () => {
  const now = Date.parse('Mon, 23 Nov 2026 10:00:00 GMT');
  it.each([
    ['seconds', { 'retry-after': '30' }, '', 30_000],
    ['a date', { 'retry-after': 'Mon, 23 Nov 2026 10:00:20 GMT' }, '', 20_000],
    ['a date that has passed', { 'retry-after': 'Mon, 23 Nov 2026 09:00:00 GMT' }, '', 0],
    ['milliseconds before seconds', { 'retry-after-ms': '250', 'retry-after': '1' }, '', 250],
    ['the header before the message', { 'retry-after': '7' }, 'try again in 4s', 7000],
    ['words of OpenAI', {}, 'Limit reached. Please try again in 1m30s. See settings.', 90_000],
    ['words of Groq', {}, 'Please try again in 4.77s. Need more?', 4770],
    ['words with a unit apart', {}, 'Please retry after 20 seconds.', 20_000],
    ['details of Google', {}, '{"@type":"RetryInfo","retryDelay": "36s"}', 36_000],
    ['nothing', {}, 'Slow down.', undefined],
  ])('finds %s', (...[, headers, said, ms]) => {
    expect(retryAfterMs(new Headers(Object.entries(headers)), said, now)).toBe(ms);
  });
});

const error = (code: ModelFailureCode, wait?: number): ModelError =>
  new ModelError(code, {}, { retryAfterMs: wait });

describe('pauseBefore', () => {
  it('grows, with chance, between one second and one minute', () => {
    const server = error('MODEL_SERVER');
    expect(
      [1, 2, 3, 4].map((attempt) => pauseBefore(server, { attempt: attempt, useless: 0 }, () => 1)),
    ).toEqual([3000, 9000, 27_000, 60_000]);
    expect(pauseBefore(server, { attempt: 1, useless: 0 }, () => 0)).toBe(1000);
  });

  it('does as the server says, up to two minutes', () => {
    expect(
      pauseBefore(error('MODEL_RATE_LIMIT', 100_000), { attempt: 1, useless: 0 }, () => 1),
    ).toBe(100_000);
    expect(
      pauseBefore(error('MODEL_RATE_LIMIT', 121_000), { attempt: 1, useless: 0 }, () => 1),
    ).toBeUndefined();
  });

  it('ends with the last attempt, and at once for what cannot pass', () => {
    expect(
      pauseBefore(error('MODEL_NETWORK'), { attempt: ATTEMPTS, useless: 0 }, () => 1),
    ).toBeUndefined();
    for (const code of [
      'MODEL_AUTH',
      'MODEL_QUOTA',
      'MODEL_CONTEXT',
      'MODEL_PROMPT_CUT',
    ] as const) {
      expect(pauseBefore(error(code), { attempt: 1, useless: 0 }, () => 1)).toBeUndefined();
    }
  });

  it('pauses shortly at first, and tries more often, while the server answers others', () => {
    const tried = { useless: 0, isServing: true };
    const pauses = (code: ModelFailureCode): (number | undefined)[] =>
      [1, 2, 3, 4, 5, 6, 7].map((attempt) =>
        pauseBefore(error(code), { ...tried, attempt }, () => 1),
      );
    expect(pauses('MODEL_SERVER')).toEqual([1500, 1500, 3000, 9000, 27_000, 60_000, undefined]);
    expect(pauses('MODEL_RATE_LIMIT')[0]).toBe(3000);
  });

  it('counts answers of no use by themselves', () => {
    const bad = error('MODEL_BAD_RESPONSE');
    expect(pauseBefore(bad, { attempt: 4, useless: 2 }, () => 1)).toBe(1000);
    expect(pauseBefore(bad, { attempt: 3, useless: 3 }, () => 1)).toBeUndefined();
  });
});
