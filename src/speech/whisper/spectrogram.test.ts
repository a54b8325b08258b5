import { describe, expect, it } from 'vitest';

import { FRAMES, spectrogramOf } from './spectrogram.ts';

/** Two seconds of a tone with something like noise. */
const SOUND = Float32Array.from(
  { length: 32_000 },
  (_, at) => Math.sin(at * 0.05) * 0.3 + (((at * 7919) % 1000) / 1000) * 0.05,
);

describe('spectrogramOf', () => {
  // Band, frame and value by faster-whisper 1.2.1, whose own are those of Whisper's `audio.py`.
  it.each([
    [
      80,
      [
        [0, 0, 1.2291],
        [3, 10, 1.2703],
        [20, 50, 0.0111],
        [40, 100, 0.0906],
        [60, 150, -0.0488],
        [79, 199, 0.1123],
        [10, 201, 0.153],
        [5, 2999, -0.683],
      ],
    ],
    [
      128,
      [
        [0, 0, 1.1533],
        [20, 50, 0.112],
        [60, 150, -0.1927],
        [127, 199, 0.1809],
        [10, 201, 0.0877],
        [5, 2999, -0.6234],
      ],
    ],
  ] as const)('is that of Whisper, of %i bands', (bands, expected) => {
    const spectrogram = spectrogramOf(SOUND, bands);
    expect(spectrogram).toHaveLength(bands * FRAMES);
    for (const [band, frame, value] of expected)
      expect(spectrogram[band * FRAMES + frame]).toBeCloseTo(value, 3);
  });
  it('is even where there is no sound at all, and leaves out what is beyond its end', () => {
    expect(new Set(spectrogramOf(new Float32Array(0), 80))).toEqual(new Set([-1.5]));
    const long = new Float32Array(33 * 16_000);
    long.set(SOUND, 30.1 * 16_000);
    expect(new Set(spectrogramOf(long, 80))).toEqual(new Set([-1.5]));
  });
});
