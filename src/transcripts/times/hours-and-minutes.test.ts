import { describe, expect, it } from 'vitest';

import { readTranscript } from '../read.ts';

/** A paragraph of some 150 letters: ten seconds of speech. */
const long = (topic: string): string =>
  `Now we come to ${topic}, which is the next thing on our list, and we take our time with it, for there is no hurry at all and nobody is waiting for us outside.`;
const steps = (text: string): number[] => {
  const { cues } = readTranscript(Buffer.from(text), { name: 'a.txt' });
  return cues.slice(1).map(({ start }, at) => Math.round(start - (cues[at]?.start ?? 0)));
};

describe('times of two parts', () => {
  it('are hours and minutes where nobody could say as much in seconds', () => {
    const plain = ['10:34', '10:36', '10:39'].map((time) => `${time} ${long(time)}\n\n`).join('');
    expect(steps(plain)).toEqual([120, 180]);
    const named = ['Ann 10:34', 'Bob 10:36', 'Ann 10:39'].map((head) => `${head}\n${long(head)}\n`);
    expect(steps(named.join(''))).toEqual([120, 180]);
  });

  it('are minutes and seconds where it can be said', () => {
    const plain = ['10:34', '10:46', '11:00'].map((time) => `${time} ${long(time)}\n\n`).join('');
    expect(steps(plain)).toEqual([12, 14]);
  });

  it('are none where they count verses', () => {
    const verses = [16, 17, 18, 19].map((verse) => `3:${verse} ${long('faith')}\n`).join('');
    expect(readTranscript(Buffer.from(verses), { name: 'a.txt' }).timed).toBe(false);
  });
});
