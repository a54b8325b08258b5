import { describe, expect, it } from 'vitest';

import { volatileMemory } from '../../base/memory.ts';
import type { SourceText } from '../../model/source.ts';
import { readTranscript } from '../../transcripts/read.ts';
import { Settings } from '../settings/settings.ts';
import { talkRequest } from './talk-request.ts';

const SRT = `1
00:00:01,000 --> 00:00:03,000
We begin with a sentence

2
00:00:03,000 --> 00:00:05,000
that goes on. [Music]

3
00:00:06,000 --> 00:00:08,000
[Applause]
`;

async function cuesOf(
  text: string,
  { cues, by }: { readonly cues?: 'keep' | 'rebuild'; readonly by?: SourceText } = {},
): Promise<number | undefined> {
  const transcript = readTranscript(Buffer.from(text), { name: 'talk.srt' });
  const settings = Settings.parse({ to: 'zh', out: '.', language: 'en', from: 'en', cues });
  const request = await talkRequest(
    { transcript, title: 'A talk', name: 'talk.srt', sourceKey: '', text: by },
    { settings, translation: true, note: false, folder: '.', memory: volatileMemory() },
  );
  return request.cues?.length;
}

const captions = (isAutomatic: boolean): SourceText => ({
  by: 'captions',
  language: 'en',
  isAutomatic,
});

describe('talkRequest, cues', () => {
  it('keeps those of a subtitle file and of captions by people, sounds included', async () => {
    expect(await cuesOf(SRT)).toBe(3);
    expect(await cuesOf(SRT, { by: captions(false) })).toBe(3);
  });

  it('does not keep those of what was heard, nor of text that has no cues', async () => {
    expect(await cuesOf(SRT, { by: captions(true) })).toBeUndefined();
    expect(await cuesOf(SRT, { by: { by: 'recogniser', name: 'parakeet' } })).toBeUndefined();
    const minutes = SRT.replace('00:00:01,000 --> 00:00:03', '00:00:01,000 --> 00:01:01').replace(
      '00:00:03,000 --> 00:00:05',
      '00:01:03,000 --> 00:02:05',
    );
    expect(await cuesOf(minutes)).toBeUndefined();
    expect(await cuesOf('A text without times. It has no cues.', { cues: 'keep' })).toBeUndefined();
  });

  it('does as it is told', async () => {
    expect(await cuesOf(SRT, { cues: 'rebuild' })).toBeUndefined();
    expect(await cuesOf(SRT, { cues: 'keep', by: captions(true) })).toBe(3);
  });
});
