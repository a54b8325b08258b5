import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { assTime, clock, parseTime, srtTime, vttTime } from './timecode.ts';

describe('writing times', () => {
  it('writes each format', () => {
    expect(srtTime(3723.4)).toBe('01:02:03,400');
    expect(vttTime(3723.4)).toBe('01:02:03.400');
    expect(assTime(62.34)).toBe('0:01:02.34');
  });

  it('carries a rounding up into the minutes', () => {
    expect(srtTime(59.9996)).toBe('00:01:00,000');
    expect(vttTime(3599.9999)).toBe('01:00:00.000');
    expect(assTime(59.996)).toBe('0:01:00.00');
  });

  it('writes nothing below zero and nothing that is not a number', () => {
    expect(srtTime(-3)).toBe('00:00:00,000');
    expect(clock(Number.NaN)).toBe('0:00');
  });

  it('never shows 60 seconds or 1000 milliseconds, and reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 360_000, noNaN: true }), (seconds) => {
        expect(srtTime(seconds)).toMatch(/^\d{2,3}:[0-5]\d:[0-5]\d,\d{3}$/);
        expect(assTime(seconds)).toMatch(/^\d{1,3}:[0-5]\d:[0-5]\d\.\d{2}$/);
        expect(clock(seconds)).toMatch(/^(\d+:)?[0-5]?\d:[0-5]\d$/);
        expect(parseTime(vttTime(seconds))).toBeCloseTo(seconds, 2);
      }),
      { numRuns: 200 },
    );
  });
});

describe('clock', () => {
  it('shows hours only from an hour on', () => {
    expect(clock(0)).toBe('0:00');
    expect(clock(65)).toBe('1:05');
    expect(clock(3599.99)).toBe('59:59');
    expect(clock(3600)).toBe('1:00:00');
    expect(clock(36_061)).toBe('10:01:01');
  });
});

describe('parseTime', () => {
  it.each([
    ['01:02:03,400', 3723.4],
    ['1:02.5', 62.5],
    ['00:12,5', 12.5],
    ['90:00', 5400],
    ['00: 00: 01, 500', 1.5],
    ['00：00：01，500', 1.5],
    ['-00:00:01,000', -1],
  ])('reads %s', (text, seconds) => {
    expect(parseTime(text)).toBeCloseTo(seconds, 6);
  });

  it.each(['', '12', 'a:bc', '1:2:3:4', '01:02:'])('refuses %j', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});
