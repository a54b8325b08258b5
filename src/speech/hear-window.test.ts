import { describe, expect, it } from 'vitest';

import { HALVES, SAID, scripted, spoken } from '../../test/support/hearing.ts';
import { volatileMemory } from '../base/memory.ts';
import type { AudioWindow } from '../model/audio.ts';
import { hearWindow } from './hear-window.ts';
import type { Heard, Recognizer } from './recognizer.ts';

/** Twenty seconds, all of them speech. */
const WINDOW: Pick<AudioWindow, 'samples' | 'speech'> = {
  samples: new Float32Array(20 * 16_000).fill(0.1),
  speech: [{ start: 0, end: 20 }],
};
const GOOD = SAID;
const [FIRST = '', THEN = ''] = HALVES;
const LOOP = 'and so on '.repeat(9).trim();

/** Says the given things one after the other, and writes down what it was asked. */
function saying(texts: readonly string[], hasOtherWay = true): Recognizer & { asked: string[] } {
  const asked: string[] = [];
  return {
    ...scripted({
      hasOtherWay,
      recognise: async (samples, { isOtherWay } = {}): Promise<Heard> => {
        const length = samples.length / 16_000;
        const text =
          texts[
            asked.push(`${length > 15 ? 'whole' : 'half'}${isOtherWay ? ' otherwise' : ''}`) - 1
          ];
        return { cues: text ? [spoken(text, { start: 0, end: length })] : [] };
      },
    }),
    asked,
  };
}

async function textOf(recognizer: Recognizer): Promise<string> {
  const { heard } = await hearWindow(WINDOW, { recognizer });
  return heard.cues.map((cue) => cue.text).join(' / ');
}

describe('hearWindow', () => {
  it('hears a good window once', async () => {
    const recognizer = saying([GOOD]);
    expect(await textOf(recognizer)).toBe(GOOD);
    expect(recognizer.asked).toEqual(['whole']);
  });
  it('hears a loop again in halves, then the other way', async () => {
    const halves = saying([LOOP, FIRST, THEN]);
    expect(await textOf(halves)).toBe(`${FIRST} / ${THEN}`);
    expect(halves.asked).toEqual(['whole', 'half', 'half']);
    const other = saying([LOOP, LOOP, GOOD, GOOD]);
    expect(await textOf(other)).toBe(GOOD);
    expect(other.asked).toEqual(['whole', 'half', 'half', 'whole otherwise']);
  });
  it('hears speech again of which nothing was written down', async () => {
    const recognizer = saying(['', FIRST, THEN]);
    expect(await textOf(recognizer)).toBe(`${FIRST} / ${THEN}`);
  });
  it('hears again what was written without any time, and takes for good what has one', async () => {
    const asked: boolean[] = [];
    const recognizer = scripted({
      hasOtherWay: true,
      recognise: async (samples, { isOtherWay = false } = {}): Promise<Heard> => {
        asked.push(isOtherWay);
        const end = isOtherWay ? samples.length / 16_000 : 0;
        return {
          cues: [{ start: 0, end, text: isOtherWay ? 'Well said.' : 'Yes, yes, yes, yes,' }],
        };
      },
    });
    const window = {
      ...WINDOW,
      samples: WINDOW.samples.subarray(0, 32_000),
      speech: [{ start: 0, end: 2 }],
    };
    const { heard } = await hearWindow(window, { recognizer });
    expect(heard.cues).toEqual([{ start: 0, end: 2, text: 'Well said.' }]);
    expect(asked).toEqual([false, true]);
  });
  it('hears on from where it stops before the speech does, and takes only what is in good order', async () => {
    const stopping = (rest: string): Recognizer =>
      scripted({
        recognise: async (samples): Promise<Heard> => {
          const end = samples.length / 16_000;
          return {
            cues: [
              end > 15 ? spoken(GOOD, { start: 0, end: 18 }) : spoken(rest, { start: 0, end }),
            ],
          };
        },
      });
    const { heard } = await hearWindow(WINDOW, { recognizer: stopping('And 307.') });
    expect(heard.cues).toMatchObject([
      { start: 0, end: 18, text: GOOD },
      { start: 18, end: 20, text: 'And 307.' },
    ]);
    expect(await textOf(stopping(LOOP))).toBe(GOOD);
  });
  it('leaves out what goes on behind the end, of the whole as of its halves', async () => {
    const lengths: number[] = [];
    const recognizer = scripted({
      recognise: async (samples): Promise<Heard> => {
        const end = samples.length / 16_000;
        const text = lengths.push(end) === 1 ? LOOP : lengths.length === 2 ? FIRST : THEN;
        return {
          cues: [spoken(text, { start: 0, end }), { start: end, end, text }],
        };
      },
    });
    const { heard } = await hearWindow(WINDOW, { recognizer });
    const cut = Math.round((lengths[1] ?? 0) * 1000) / 1000;
    expect(heard.cues).toMatchObject([
      { start: 0, end: cut, text: FIRST },
      { start: cut, end: 20, text: THEN },
    ]);
  });
  it('does not ask for another way where there is none', async () => {
    const recognizer = saying([LOOP, LOOP, LOOP, GOOD], false);
    expect(await textOf(recognizer)).toBe(LOOP);
    expect(recognizer.asked).toEqual(['whole', 'half', 'half']);
  });
  it('keeps the least bad: half of it before all of a loop, a loop before nothing', async () => {
    expect(await textOf(saying(['', LOOP, '', '']))).toBe(LOOP);
    expect(await textOf(saying(['', '', '', LOOP]))).toBe(LOOP);
    const { heard, faults } = await hearWindow(WINDOW, { recognizer: saying(['', GOOD, '', '']) });
    expect(heard.cues.map((cue) => cue.text)).toEqual([GOOD]);
    expect(faults.gaps).toHaveLength(1);
    expect(faults.gaps[0]?.end).toBe(20);
  });
  it('leaves music alone: no speech, no words, nothing wrong', async () => {
    const recognizer = saying(['']);
    await hearWindow({ ...WINDOW, speech: [{ start: 2, end: 3 }] }, { recognizer });
    expect(recognizer.asked).toEqual(['whole']);
  });
  it('keeps what it heard for this recogniser, sound and language', async () => {
    const memory = volatileMemory();
    const recognizer = saying([GOOD, GOOD, GOOD, GOOD]);
    const first = await hearWindow(WINDOW, { recognizer, memory });
    expect(first.isKept).toBe(false);
    const again = await hearWindow(WINDOW, { recognizer, memory });
    expect(again).toEqual({ ...first, isKept: true });
    expect((await hearWindow(WINDOW, { recognizer, memory, language: 'en' })).isKept).toBe(false);
    expect((await hearWindow(WINDOW, { recognizer, memory, language: 'en' })).isKept).toBe(true);
    const other = { ...recognizer, id: 'other:1' };
    expect((await hearWindow(WINDOW, { recognizer: other, memory })).isKept).toBe(false);
  });
});
