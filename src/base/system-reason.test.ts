import { describe, expect, it } from 'vitest';

import { told } from './errors.ts';
import { ReasonError } from './reason-error.ts';
import { networkReason } from './system-reason.ts';

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), {
  code: 'ECONNREFUSED',
});

describe('networkReason', () => {
  it('names the innermost cause, in both languages where it is known', () => {
    const reason = { en: refused.message, zh: '对方拒绝连接（ECONNREFUSED）' };
    expect(networkReason(new TypeError('fetch failed', { cause: refused }))).toEqual(reason);
    expect(networkReason(new AggregateError([refused]))).toEqual(reason);
  });
  it('takes our own reasons as they are, and what is unknown as it was said', () => {
    const own = new ReasonError('it broke off', '中途断开');
    expect(networkReason(new Error('no', { cause: own }))).toEqual(own.reason);
    expect(networkReason(new Error('odd'))).toBe('odd');
    expect(networkReason(Object.assign(new Error(''), { code: 'E1' }))).toBe('E1');
  });
});

it.each([
  ['Slow down.', '“Slow down”'],
  ['余额不足。', '“余额不足”'],
  ['HTTP 404', 'HTTP 404'],
])('what others said (%s) is quoted in Chinese, but for codes', (said, zh) => {
  expect(told(said)).toEqual({ en: said, zh });
});
