import { describe, expect, it } from 'vitest';

import { VerdictAnswer } from '../verify/verdicts.ts';

const fault = { n: 2, v: 'contrary', why: '反了', c: [5] };

describe('verdicts as models give them', () => {
  it.each([
    ['as asked', { faults: [fault], ok: [1, 3] }],
    [
      'with other names',
      {
        issues: [{ id: 2, verdict: 'contradicted', reason: '反了', lines: ['5'] }],
        supported: [1, 3],
      },
    ],
    ['as one list', [{ n: 1, v: 'supported' }, fault, { n: 3, v: 'Supported' }]],
    [
      'as one list in a wrapper',
      {
        verdicts: [
          { n: 1, v: 'ok' },
          { ...fault, v: 'reversed' },
          { n: 3, v: '支持' },
        ],
      },
    ],
    ['as a map', { 1: 'supported', 2: { v: '相反', why: '反了', c: '[5]' }, 3: 'yes' }],
    [
      'as a map in a wrapper',
      { result: { '1': 'ok', '2': { ...fault, v: 'opposite' }, '3': 'ok' } },
    ],
    ['numbers as texts', { faults: [{ n: '2', v: 'contrary', why: '反了', c: 'L5' }], ok: '1, 3' }],
    ['in both lists', { faults: [fault], ok: [1, 2, 3] }],
  ])('%s', (_, value) => {
    expect(VerdictAnswer.parse(value)).toEqual({ faults: [fault], ok: [1, 3] });
  });

  it.each([
    ['partially supported', 'partly'],
    ['部分支持', 'partly'],
    ['not supported', 'not'],
    ['unsupported', 'not'],
    ['不支持', 'not'],
    ['contradiction', 'contrary'],
    ['与原文相反', 'contrary'],
  ])('%s', (word, v) => {
    expect(VerdictAnswer.parse({ faults: [{ n: 1, v: word }], ok: [] }).faults).toEqual([
      { n: 1, v, why: '', c: [] },
    ]);
  });

  it.each([
    ['nothing', {}],
    ['words', 'All of it is fine.'],
    ['another thing', { points: [] }],
  ])('refuses %s', (_, value) => {
    expect(VerdictAnswer.safeParse(value).success).toBe(false);
  });

  it('passes over what it cannot read', () => {
    const answer = VerdictAnswer.parse({ faults: [{ n: 1, v: 'hm' }, 'x', fault], ok: [3] });
    expect(answer).toEqual({ faults: [fault], ok: [3] });
  });
});
