/** Several windows heard at once: order, failure, abort, resume, look-ahead, language. */
import { setImmediate as turn } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { inBlocks, loudness, SAID, scripted, soundOf, spoken } from '../../test/support/hearing.ts';
import { drain } from '../base/async.ts';
import { AppError } from '../base/errors.ts';
import { volatileMemory } from '../base/memory.ts';
import type { Heard, Recognizer } from './recognizer.ts';
import {
  transcribe,
  type HeardTalk,
  type SpeechEvent,
  type TranscribeOptions,
} from './transcribe.ts';

/** Twelve windows of speech, each of its own length. */
const COUNT = 12;
const TALK = soundOf([
  ...Array.from({ length: COUNT }, (_, index) => [25, 200 + index] as const),
  [25, 0],
]);

/** Which of the windows it is: they differ in length only. */
function numberOf(samples: Float32Array): number {
  return Math.round(samples.length / 1600) - 204 + 1;
}

function hear(
  options: Partial<TranscribeOptions>,
  onEvent?: (event: SpeechEvent) => void,
): Promise<HeardTalk> {
  const whole = { recognizer: scripted(), voiceActivity: loudness, ...options };
  return drain(transcribe(inBlocks(TALK), whole), onEvent);
}

async function turns(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await turn();
}

/** Says the window's number, the later windows of three sooner; counts how many it has in hand. */
function uneven(
  differently: Partial<Recognizer> = {},
): Recognizer & { open: number; most: number; calls: number } {
  const one = {
    open: 0,
    most: 0,
    calls: 0,
    ...scripted({ parallel: 3, ...differently }),
    recognise: async (samples: Float32Array): Promise<Heard> => {
      one.calls++;
      one.most = Math.max(one.most, ++one.open);
      const number = numberOf(samples);
      await turns((3 - (number % 3)) * 20);
      one.open--;
      return {
        cues: [spoken(`Number ${number}. ${SAID}`, { start: 0, end: samples.length / 16_000 })],
      };
    },
  };
  return one;
}

const numbers = Array.from({ length: COUNT }, (_, index) => `Number ${index + 1}. ${SAID}`);

describe('transcribe, several windows at once', () => {
  it('gives them in order of time, as many at once as the recogniser takes', async () => {
    const recognizer = uneven();
    const events: SpeechEvent[] = [];
    const heard = await hear({ recognizer }, (event) => events.push(event));
    expect(heard.cues.map((cue) => cue.text)).toEqual(numbers);
    const starts = events.map((event) => event.window.start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(recognizer.most).toBe(3);
    const alone = uneven({ parallel: 1 });
    expect(await hear({ recognizer: alone })).toEqual(heard);
    expect(alone.most).toBe(1);
  });
  it('loses nothing that was finished before a failure, in whatever order', async () => {
    const memory = volatileMemory();
    let finished = 0;
    const others = new AbortController();
    const othersDone = new Promise<void>((resolve) => {
      others.signal.addEventListener('abort', () => resolve());
    });
    const failing = scripted({
      parallel: 3,
      recognise: async (samples) => {
        if (numberOf(samples) === 1) {
          await othersDone;
          await turns(5);
          throw new AppError('SPEECH_SERVER_DOWN', { host: 'here', said: 'no' });
        }
        if (++finished === 2) others.abort();
        return { cues: [spoken(`Number ${numberOf(samples)}. ${SAID}`, { start: 0, end: 20 })] };
      },
    });
    const work = hear({ recognizer: failing, memory });
    await expect(work).rejects.toMatchObject({ code: 'SPEECH_SERVER_DOWN' });
    const again = uneven();
    const kept: boolean[] = [];
    const heard = await hear({ recognizer: again, memory }, (event) =>
      kept.push(event.type === 'window-heard' && event.isKept),
    );
    expect(kept.slice(0, 3)).toEqual([false, true, true]);
    expect(again.calls).toBe(COUNT - kept.filter(Boolean).length);
    expect(heard.cues.map((cue) => cue.text)).toEqual(numbers);
  });
  it('stops all windows when it is told to', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    let open = 0;
    const hanging = scripted({
      parallel: 3,
      recognise: (_, { signal } = {}) =>
        new Promise((_resolve, reject) => {
          open++;
          if (open === 3) setImmediate(() => stop.abort(reason));
          signal?.addEventListener('abort', () => {
            open--;
            reject(reason);
          });
        }),
    });
    await expect(hear({ recognizer: hanging, signal: stop.signal })).rejects.toBe(reason);
    expect(open).toBe(0);
  });
  it('reads only so far ahead of a recogniser that is slow', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Float32Array, void> {
      for (;;)
        for await (const block of inBlocks(TALK)) {
          read += block.length / 16_000;
          yield block;
        }
    }
    let answered = 0;
    const slow = scripted({
      parallel: 2,
      recognise: async (samples) => {
        await turns(200);
        answered += samples.length / 16_000;
        return { cues: [{ start: 0, end: 20, text: 'Well.' }] };
      },
    });
    let most = 0;
    let count = 0;
    for await (const _ of transcribe(endless(), { recognizer: slow, voiceActivity: loudness })) {
      most = Math.max(most, read - answered);
      if (++count === 20) break;
    }
    // Two windows at work, one in hand, two not yet cut, and the pauses between all of them.
    expect(most).toBeLessThan(170);
  });
});

/** Detects a language for each window, unless it is told one. */
function detecting(
  languages: readonly string[],
  parallel = 3,
): Recognizer & { told: (string | undefined)[] } {
  const told: (string | undefined)[] = [];
  return {
    ...scripted({
      parallel,
      detectsLanguage: true,
      recognise: async (samples, { language } = {}) => {
        const number = numberOf(samples);
        told[number - 1] = language;
        await turns(number % 3);
        const heard = language ?? languages[number - 1] ?? 'en';
        const end = samples.length / 16_000;
        return { cues: [spoken(`In ${heard}.`, { start: 0, end })], language: heard };
      },
    }),
    told,
  };
}

describe('transcribe, with the language to be found out', () => {
  it('tells it once the first windows agree, so that a noisy one is not heard as another', async () => {
    const recognizer = detecting(['en', 'en', 'en', 'en', 'en', 'cy']);
    const heard = await hear({ recognizer });
    expect(heard.language).toBe('en');
    expect(heard.cues.map((cue) => cue.text)).toEqual(numbers.map(() => 'In en.'));
    // The fourth is heard beside the third, which makes it clear.
    expect(recognizer.told.slice(0, 5)).toEqual([...Array.from({ length: 4 }), 'en']);
  });
  it('decides the same after an interruption, and hears no window twice', async () => {
    const languages = ['cy', 'en', 'en', 'en', 'de'];
    const whole = await hear({ recognizer: detecting(languages) });
    const memory = volatileMemory();
    let count = 0;
    const first = detecting(languages);
    for await (const _ of transcribe(inBlocks(TALK), {
      recognizer: first,
      voiceActivity: loudness,
      memory,
    }))
      if (++count === 3) break;
    const second = detecting(languages, 1);
    expect(await hear({ recognizer: second, memory })).toEqual(whole);
    expect(Object.keys(second.told).slice(0, 3)).not.toContain('0');
    expect(second.told.at(-1)).toBe('en');
  });
});

describe('transcribe, of speech without words', () => {
  it('counts it, with its time, and goes on: it may have been music', async () => {
    const recognizer = scripted({
      recognise: async (samples) => {
        const length = samples.length / 16_000;
        const isHeard = [1, 2, 3, 8, 9, 10, 11, 12].includes(numberOf(samples));
        return { cues: isHeard ? [spoken(SAID, { start: 0, end: length })] : [] };
      },
    });
    const events: SpeechEvent[] = [];
    const heard = await hear({ recognizer }, (event) => events.push(event));
    expect(heard.unheard).toHaveLength(4);
    const [first] = heard.unheard;
    expect(first?.start).toBeCloseTo(3 * 22.5 + 2.5 + 0.3, 0);
    expect((first?.end ?? 0) - (first?.start ?? 0)).toBeCloseTo(20.3, 0);
    expect(events.every((event) => event.type === 'window-heard')).toBe(true);
    expect(events.flatMap((event) => (event.type === 'window-heard' ? event.unheard : []))).toEqual(
      heard.unheard,
    );
  });
  it('marks a stock phrase where hardly anybody spoke, and only there', async () => {
    const talk = soundOf([
      [30, 6],
      [50, 60],
    ]);
    const thanks = scripted({
      recognise: async () => ({ cues: [{ start: 0, end: 6, text: 'Thank you for watching.' }] }),
    });
    const { cues } = await drain(
      transcribe(inBlocks(talk), { recognizer: thanks, voiceActivity: loudness }),
    );
    expect(cues.map((cue) => (cue.noSpeech ?? 0) > 0.6)).toEqual([true, false]);
  });
});
