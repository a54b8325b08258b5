import { describe, expect, it } from 'vitest';

import { lecturePairs, talkOf } from '../../test/support/long-talk.ts';
import { readTranscript } from '../transcripts/read.ts';
import { GrowingTalk } from './growing-talk.ts';
import { prepare } from './prepare.ts';

const bytes = new TextEncoder().encode(talkOf(0.3, lecturePairs()));
const { cues } = readTranscript(bytes, { name: 'talk.srt' });
const { sentences } = prepare({ cues, timed: true, warnings: [] });

describe('a talk that is still being heard', () => {
  it('gives the sentences the whole talk will have, as soon as they are settled', async () => {
    const talk = new GrowingTalk();
    const waiting = talk.settled(10);
    let said = 0;
    for (const cue of cues) {
      talk.add([cue]);
      said += 1;
      const state = await Promise.race([waiting, Promise.resolve('waiting')]);
      if (state !== 'waiting') break;
    }
    const settled = (await waiting) ?? [];
    expect(settled.length).toBeGreaterThanOrEqual(10);
    expect(settled).toEqual(sentences.slice(0, settled.length));
    expect(said).toBeLessThan(20);
  });

  it('never gives the last two, which may still change', async () => {
    const talk = new GrowingTalk();
    talk.add(cues.slice(0, 12));
    const { sentences: known } = prepare({ cues: cues.slice(0, 12), timed: true, warnings: [] });
    const settled = (await talk.settled(5)) ?? [];
    expect(settled.length).toBe(known.length - 2);
    talk.add(cues.slice(12));
    const all = (await talk.settled(settled.length + 1)) ?? [];
    expect(all).toEqual(sentences.slice(0, -2));
  });

  it('wakes everyone who waits when it ends, with nothing', async () => {
    const talk = new GrowingTalk();
    talk.add(cues.slice(0, 4));
    const waiting = [talk.settled(100), talk.settled(200)];
    talk.end();
    expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
    expect(await talk.settled(1)).toBeUndefined();
  });
});
