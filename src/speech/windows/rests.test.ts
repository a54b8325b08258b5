import { describe, expect, it } from 'vitest';

import { type AudioSpan, SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import { betweenRests, restsIn } from './rests.ts';

/** Ten seconds of something loud, silent in these spans. */
function soundWith(silent: readonly (readonly [from: number, to: number])[]): Float32Array {
  return Float32Array.from({ length: 10 * SAMPLE_RATE_HERTZ }, (_, at) => {
    const time = at / SAMPLE_RATE_HERTZ;
    const isSilent = silent.some(([from, to]) => time >= from && time < to);
    return isSilent ? 0 : Math.sin(at * 0.3) * 0.3;
  });
}

describe('restsIn', () => {
  it('finds rests that are longer than the closure of a consonant', () => {
    const rests = restsIn(
      soundWith([
        [2, 2.3],
        [4, 4.05],
        [7, 7.6],
      ]),
    );
    expect(rests.map(({ start }) => start.toFixed(1))).toEqual(['2.0', '7.0']);
    expect(rests.map(({ end }) => end.toFixed(1))).toEqual(['2.3', '7.6']);
  });
  it('finds none where speech does not stand out', () => {
    expect(restsIn(soundWith([]))).toEqual([]);
  });
});

const rest = (start: number): AudioSpan => ({ start, end: start + 0.2 });

describe('betweenRests', () => {
  it('cuts a stretch where enough is left on both sides', () => {
    expect(betweenRests({ start: 1, end: 8 }, [rest(0.5), rest(1.5), rest(3), rest(7)])).toEqual([
      { start: 1, end: 3 },
      { start: 3.2, end: 8 },
    ]);
    expect(betweenRests({ start: 1, end: 8 }, [])).toEqual([{ start: 1, end: 8 }]);
  });
});
