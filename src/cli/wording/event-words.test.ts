import { describe, expect, it } from 'vitest';

import type { WorkEvent } from '../../app/talks/work-result.ts';
import { type ProgressOptions, sentenceFor } from './event-words.ts';
import { PROGRESS_WORDS } from './progress-words.ts';

const heard = (unheard: readonly { start: number; end: number }[]): WorkEvent => ({
  type: 'window-heard',
  window: { start: 60, end: 86 },
  cues: [],
  unheard,
  isKept: false,
});
const say = (event: WorkEvent, options: Partial<ProgressOptions> = {}): string | undefined => {
  const { language = 'en', level = 'verbose' } = options;
  return sentenceFor(event, PROGRESS_WORDS[language], { language, level });
};

describe('sentenceFor a window', () => {
  const gaps = [
    { start: 61, end: 65 },
    { start: 3670, end: 3675 },
  ];
  it('says where speech was not understood, when much is to be said', () => {
    expect(say(heard(gaps))).toBe(
      '! 1:01 to 1:05: speech, but no words that could be made out\n' +
        '! 1:01:10 to 1:01:15: speech, but no words that could be made out',
    );
    expect(say(heard(gaps), { language: 'zh' })).toContain('1:01 到 1:05：');
  });
  it('says nothing otherwise: the live line shows how far it is', () => {
    expect(say(heard([]))).toBeUndefined();
    expect(say(heard(gaps), { level: 'normal' })).toBeUndefined();
  });
});

describe('sentenceFor a recording', () => {
  const opened = { type: 'sound-opened', model: 'parakeet', duration: 65 } as const;
  const why = { en: 'the only speech model here', zh: '本机只有这个语音模型' };
  it('says which model hears it, and why where that was not said before', () => {
    expect(say(opened)).toBe('Listening with parakeet, 1:05');
    expect(say({ ...opened, why })).toBe(
      'Listening with parakeet (the only speech model here), 1:05',
    );
    const zh = say({ ...opened, why, duration: undefined }, { language: 'zh' });
    expect(zh).toBe('用 parakeet 听写（本机只有这个语音模型）');
  });
});

const failed = (waitMs: number): WorkEvent => ({
  type: 'attempt-failed',
  message: '',
  attempt: 1,
  waitMs,
  code: 'MODEL_OVERLOADED',
  values: { host: 'one' },
});
const context = (terms: number): WorkEvent => ({
  type: 'context-found',
  topic: 'Trees.',
  terms,
});

describe('sentenceFor what is counted or waited for', () => {
  it('does not say it waits when it does not', () => {
    expect(say(failed(1500))).toMatch(/^! Waiting 2 s: /);
    expect(say(failed(0))).toMatch(/^! Asking again: /);
    expect(say(failed(0), { language: 'zh' })).toMatch(/^! 重新询问：/);
  });
  it('has one of a thing in the singular', () => {
    expect(say(context(1))).toBe('1 term. Trees.');
    expect(say(context(2))).toBe('2 terms. Trees.');
  });
});
