import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  ears,
  HALVES,
  heardWords,
  HEAVY,
  inBlocks,
  joined,
  plainWords,
  poison,
  samplesOf,
  script,
  scripted,
  spoken,
  scriptWords,
  TALK,
  TONES,
  WHISPER,
} from '../../test/support/hearing.ts';
import { drain } from '../base/async.ts';
import { AppError } from '../base/errors.ts';
import { volatileMemory, type Memory } from '../base/memory.ts';
import { openAudio } from '../media/open-audio.ts';
import type { AudioBlocks } from '../model/audio.ts';
import type { Recognizer } from './recognizer.ts';
import { SherpaEngine } from './sherpa/engine/engine.ts';
import {
  transcribe,
  type HeardTalk,
  type SpeechEvent,
  type TranscribeOptions,
} from './transcribe.ts';

const hasFfmpeg = !(await execa('ffmpeg', ['-version'], { reject: false })).failed;
const engine = new SherpaEngine();
const { recognizer, voiceActivity } = await ears(engine);
const talk = await samplesOf(TALK);
/** The first nine sentences, for what need not be heard to its end. */
const part = talk.subarray(0, 46.35 * 16_000);
const partWords = plainWords(
  script
    .slice(0, 9)
    .map((each) => each.text)
    .join(' '),
);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hear-'));
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});

const file = (name: string): string => join(folder, name);

function hear(
  audio: AudioBlocks,
  options: Partial<TranscribeOptions> & { onEvent?: (event: SpeechEvent) => void } = {},
): Promise<HeardTalk> {
  const { onEvent, ...rest } = options;
  return drain(transcribe(audio, { recognizer, voiceActivity, ...rest }), onEvent);
}

/** How far the first words of the sentences are from where they were spoken, in seconds; needs every word. */
function startErrors({ cues }: HeardTalk, moved: (start: number) => number = (at) => at): number[] {
  const words = cues.flatMap((cue) => cue.words ?? []);
  let at = 0;
  return script.map(({ start, text }) => {
    const error = Math.abs((words[at]?.start ?? Infinity) - moved(start));
    at += text.split(/\s+/).length;
    return error;
  });
}

/** A recogniser that counts its calls. */
function counting(real: Recognizer): Recognizer & { calls: number } {
  return {
    ...real,
    calls: 0,
    recognise(samples, options) {
      this.calls++;
      return real.recognise(samples, options);
    },
  };
}

describe('transcribe', () => {
  it('hears every word of the sample talk where it was said', async () => {
    const events: SpeechEvent[] = [];
    const heard = await hear(openAudio(TALK), { onEvent: (event) => events.push(event) });
    expect(heardWords(heard.cues)).toEqual(scriptWords);
    expect(Math.max(...startErrors(heard))).toBeLessThan(0.3);
    expect(heard).toMatchObject({ timed: true, warnings: [], unheard: [] });
    const yielded = events.flatMap((event) => (event.type === 'window-heard' ? event.cues : []));
    expect(yielded).toEqual(heard.cues);
    const times = heard.cues.flatMap((cue) =>
      (cue.words ?? []).flatMap((word) => [word.start, word.end]),
    );
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const { window } of events) expect(window.end - window.start).toBeLessThanOrEqual(26);
  });
  it('cuts at the same places however the sound comes in', async () => {
    const memory = volatileMemory();
    const first = await hear(inBlocks(part, 16_000), { memory });
    const again = counting(recognizer);
    expect(await hear(inBlocks(part, 3_333), { memory, recognizer: again })).toEqual(first);
    expect(again.calls).toBe(0);
  });
  it('drops a long silence and keeps the times right after it', async () => {
    const cut = 46.4;
    const at = cut * 16_000;
    const parts = [talk.subarray(0, at), new Float32Array(20 * 16_000), talk.subarray(at)];
    const windows: SpeechEvent['window'][] = [];
    const heard = await hear(inBlocks(joined(parts)), {
      onEvent: ({ window }) => windows.push(window),
    });
    expect(heardWords(heard.cues)).toEqual(scriptWords);
    const moved = (start: number): number => (start > cut ? start + 20 : start);
    expect(Math.max(...startErrors(heard, moved))).toBeLessThan(0.3);
    expect(windows.some(({ start, end }) => start < cut + 18 && end > cut + 2)).toBe(false);
  });
  it('hears a stereo recording with one silent channel', async () => {
    const bytes = Buffer.alloc(44 + part.length * 4);
    (await readFile(TALK)).copy(bytes, 0, 0, 44);
    bytes.writeUInt16LE(2, 22);
    bytes.writeUInt32LE(64_000, 28);
    bytes.writeUInt16LE(4, 32);
    bytes.writeUInt32LE(part.length * 4, 40);
    for (const [index, sample] of part.entries())
      bytes.writeInt16LE(Math.round(sample * 32_768), 44 + index * 4);
    await writeFile(file('stereo.wav'), bytes);
    const heard = await hear(openAudio(file('stereo.wav')));
    expect(heardWords(heard.cues)).toEqual(partWords);
  });
  it('hears what there is of a truncated recording', async () => {
    await writeFile(file('cut.wav'), (await readFile(TALK)).subarray(0, 44 + 46.35 * 32_000 + 1));
    expect(heardWords((await hear(openAudio(file('cut.wav')))).cues)).toEqual(partWords);
  });
  it.skipIf(!hasFfmpeg).each([
    ['mp3', ['-b:a', '64k']],
    ['m4a', ['-b:a', '64k', '-ar', '44100', '-ac', '2']],
    ['opus', ['-b:a', '24k']],
  ])('hears the talk as %s', async (kind, args) => {
    await execa('ffmpeg', [
      '-v',
      'error',
      '-t',
      '46.35',
      '-i',
      TALK,
      ...args,
      file(`talk.${kind}`),
    ]);
    const heard = await hear(openAudio(file(`talk.${kind}`)));
    expect(heardWords(heard.cues)).toEqual(partWords);
    expect(Math.max(...startErrors(heard).slice(0, 9))).toBeLessThan(0.3);
  });
  it.each([0, 1, 100, 32_000, 2_000_000])(
    'gives an empty transcript for %i samples of silence',
    async (count) => {
      const heard = await hear(inBlocks(new Float32Array(count)));
      expect(heard).toEqual({ cues: [], timed: true, warnings: [], unheard: [] });
    },
  );
  it.skipIf(!hasFfmpeg)('runs a Whisper model: segments for cues, and the language', async () => {
    const whisper = (await ears(engine, WHISPER)).recognizer;
    const tones = await samplesOf(TONES);
    const heard = await hear(inBlocks(tones.subarray(0, part.length)), { recognizer: whisper });
    expect(heard.language).toBe('en');
    expect(heard.cues.map((cue) => cue.text)).toEqual(script.slice(0, 9).map((each) => each.text));
    for (const [index, cue] of heard.cues.entries())
      expect(Math.abs(cue.start - (script[index]?.start ?? 0))).toBeLessThan(0.3);
    // The other way of decoding must not move anything.
    const other: Recognizer = {
      ...whisper,
      recognise: (samples, how) => whisper.recognise(samples, { ...how, isOtherWay: true }),
    };
    const again = await hear(inBlocks(tones.subarray(0, part.length)), { recognizer: other });
    expect(again.cues.map((cue) => cue.text)).toEqual(heard.cues.map((cue) => cue.text));
    for (const [index, cue] of again.cues.entries())
      expect(Math.abs(cue.start - (script[index]?.start ?? 0))).toBeLessThan(0.3);
  });
});

describe('transcribe, interrupted', () => {
  it('recognises no window twice', async () => {
    const memory = jsonMemory();
    const alone = { ...recognizer, parallel: 1 };
    const first = counting(alone);
    for await (const _ of transcribe(inBlocks(talk), { recognizer: first, voiceActivity, memory }))
      if (first.calls >= 2) break;
    const second = counting(alone);
    const kept: boolean[] = [];
    const heard = await hear(inBlocks(talk), {
      recognizer: second,
      memory,
      onEvent: (event) => kept.push(event.type === 'window-heard' && event.isKept),
    });
    expect(kept.slice(0, 2)).toEqual([true, true]);
    expect(kept.at(-1)).toBe(false);
    expect(second.calls).toBe(kept.filter((isKept) => !isKept).length);
    expect(heard).toEqual(await hear(inBlocks(talk)));
  });
  it('hears again with another model, and what was kept badly', async () => {
    const memory: Memory = { get: () => ({ cues: 'none' }), put: async () => undefined };
    expect(heardWords((await hear(inBlocks(part), { memory })).cues)).toEqual(partWords);
    const kept = volatileMemory();
    await hear(inBlocks(part), { memory: kept });
    const other = { ...counting(recognizer), id: 'other' };
    await hear(inBlocks(part), { memory: kept, recognizer: other });
    expect(other.calls).toBeGreaterThan(0);
  });
  it('loses nothing when the engine is killed in the middle', async () => {
    await using heavy = new SherpaEngine();
    const slow = await ears(heavy, HEAVY);
    let calls = 0;
    const killed: Recognizer = {
      ...slow.recognizer,
      async recognise(samples, options) {
        const work = slow.recognizer.recognise(samples, options);
        if (++calls === 2) {
          // By then the window is with the process, which needs far longer for it.
          await turn();
          const { pid } = heavy;
          if (pid !== undefined) process.kill(pid, 'SIGKILL');
          const heard = await work;
          expect(heavy.pid).not.toBe(pid);
          return heard;
        }
        return work;
      },
    };
    const heard = await hear(inBlocks(talk.subarray(0, 32.4 * 16_000)), {
      ...slow,
      recognizer: killed,
    });
    expect(calls).toBe(2);
    expect(heardWords(heard.cues)).toEqual(partWords.slice(0, 89));
    expect(heard.unheard).toEqual([]);
  });
  it('stops with the reason of the signal', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const work = hear(inBlocks(talk), { signal: stop.signal, onEvent: () => stop.abort(reason) });
    await expect(work).rejects.toBe(reason);
    await expect(hear(inBlocks(talk), { signal: stop.signal })).rejects.toBe(reason);
  });
  it('closes the sound when its reader leaves', async () => {
    let closed = false;
    async function* sound(): AsyncGenerator<Float32Array, void> {
      try {
        yield* inBlocks(talk);
      } finally {
        closed = true;
      }
    }
    for await (const _ of transcribe(sound(), { recognizer, voiceActivity })) break;
    expect(closed).toBe(true);
  });
});

/** Really ends the engine's process at some of the windows. */
async function deadly(isDeadly: (call: number) => boolean): Promise<Recognizer> {
  const task = await poison();
  let calls = 0;
  return {
    ...recognizer,
    async recognise(samples, options) {
      if (isDeadly(++calls)) await engine.ask(task, { name: WHISPER });
      return recognizer.recognise(samples, options);
    },
  };
}

describe('transcribe, with a recogniser at its worst', () => {
  it('reports a window that kills it, and goes on', async () => {
    const lost: SpeechEvent[] = [];
    const heard = await hear(inBlocks(talk), {
      recognizer: await deadly((call) => call === 2),
      onEvent: (event) => event.type === 'window-lost' && lost.push(event),
    });
    expect(lost).toHaveLength(1);
    expect(heard.unheard).toEqual([lost[0]?.window]);
    const [gap] = heard.unheard;
    const left = script.filter(({ start }) => !gap || start < gap.start || start > gap.end);
    expect(left.length).toBeLessThan(script.length);
    expect(heardWords(heard.cues).length).toBe(
      left.flatMap((each) => each.text.split(/\s+/)).length,
    );
  });
  it('fails when nothing at all could be heard', async () => {
    const work = hear(inBlocks(talk.subarray(0, 160_000)), {
      recognizer: await deadly(() => true),
    });
    const failure = await work.catch((error: unknown) => AppError.find(error)?.code);
    expect(failure).toBe('SPEECH_ENGINE_DIED');
  });
  it('takes everything for speech when the detector dies', async () => {
    const died = {
      findSpeech: () => Promise.reject(new AppError('SPEECH_ENGINE_DIED', { reason: '' })),
    };
    const heard = await hear(inBlocks(talk), { voiceActivity: died });
    expect(heardWords(heard.cues)).toEqual(scriptWords);
  });
  it('hears a looping window again in two halves, once', async () => {
    const lengths: number[] = [];
    const looping = scripted({
      recognise: async (samples) => {
        lengths.push(samples.length / 16_000);
        const text =
          samples.length > 200_000 ? 'and so on '.repeat(9).trim() : HALVES[lengths.length - 2];
        return { cues: [spoken(text ?? '', { start: 0, end: samples.length / 16_000 })] };
      },
    });
    const { cues } = await hear(inBlocks(talk.subarray(0, 15.6 * 16_000)), { recognizer: looping });
    expect(lengths).toHaveLength(3);
    expect(cues.map((cue) => cue.text)).toEqual(HALVES);
    expect(cues[1]?.start).toBeGreaterThan(5);
  });
  it('leaves what stays bad for the checks that come later', async () => {
    const text = 'word '.repeat(400).trim();
    const babbling = scripted({ recognise: async () => ({ cues: [{ start: 0, end: 15, text }] }) });
    const { cues, unheard } = await hear(inBlocks(talk.subarray(0, 15.6 * 16_000)), {
      recognizer: babbling,
    });
    expect(cues.map((cue) => cue.text)).toEqual([text]);
    expect(unheard).toHaveLength(1);
  });
});

/** Keeps values as a journal on disk does: as JSON. */
function jsonMemory(): Memory {
  const kept = new Map<string, string>();
  return {
    get: (key) => {
      const text = kept.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    put: async (key, value) => void kept.set(key, JSON.stringify(value)),
  };
}
