import { describe, expect, it } from 'vitest';

import { Calibration } from './calibration.ts';

const english = {
  system: 'You translate.',
  user: 'We step down the slope until it is flat. '.repeat(100),
};
const chinese = { user: '我们沿着斜坡往下走，直到它变平为止。'.repeat(150) };

describe('Calibration', () => {
  it('comes close to what the server counts within a few answers', () => {
    const calibration = new Calibration('claude');
    const real = Math.round(calibration.prompt(english) * 1.4);
    for (let count = 0; count < 6; count += 1) calibration.learn(english, real);
    expect(Math.abs(calibration.prompt(english) - real) / real).toBeLessThan(0.05);
  });

  it('does not learn from counts that cannot be meant', () => {
    const calibration = new Calibration('o200k');
    const before = calibration.prompt(english);
    calibration.learn(english, 3);
    calibration.learn(english, 1_000_000);
    expect(calibration.prompt(english)).toBe(before);
  });

  it('notices a prompt that was cut', () => {
    const calibration = new Calibration('qwen');
    const sent = calibration.prompt(chinese);
    expect(calibration.cutFrom(chinese, Math.round(sent * 0.4))).toBe(sent);
    expect(calibration.cutFrom(chinese, Math.round(sent * 0.9))).toBeUndefined();
  });

  it('accuses nobody of cutting when another tokenizer explains the count', () => {
    const guess = new Calibration('claude');
    const countedByQwen = new Calibration('qwen').prompt(chinese) / 1.05;
    expect(countedByQwen / guess.prompt(chinese)).toBeLessThan(0.7);
    expect(guess.cutFrom(chinese, countedByQwen)).toBeUndefined();
  });

  it('leaves short prompts alone', () => {
    expect(new Calibration('o200k').cutFrom({ user: 'word '.repeat(800) }, 10)).toBeUndefined();
  });
});
