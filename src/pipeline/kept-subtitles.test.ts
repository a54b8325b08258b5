import { describe, expect, it } from 'vitest';

import { bareCaptions } from '../../test/support/bare-captions.ts';
import { PARALLEL } from '../../test/support/parallel.ts';
import { scriptedPunctuator } from '../../test/support/scripted-punctuator.ts';
import { drain } from '../base/async.ts';
import { volatileMemory } from '../base/memory.ts';
import { type KeptCue, type Talk, TALK_SCHEMA } from '../model/talk.ts';
import type { Term } from '../model/term.ts';
import type { Line } from '../model/translation.ts';
import { restore } from '../restore/restore.ts';
import type { SubtitleCue } from '../subtitles/lines/lines.ts';
import { readTranscript } from '../transcripts/read.ts';
import { prepare } from './prepare.ts';
import { subtitlesOf } from './subtitles.ts';

const FILE = `1
00:00:01,000 --> 00:00:03,000
[Music]

2
00:00:03,500 --> 00:00:05,000
- Are you using by torch?
- Yes, I am.

3
00:00:05,000 --> 00:00:07,500
So this is a sentence that goes on

4
00:00:07,500 --> 00:00:07,900
in the next cue.

5
00:00:09,000 --> 00:00:09,500
Um.

6
00:00:11,000 --> 00:00:12,500
Nobody could translate this.
`;

const ANSWERS: Readonly<Record<string, Omit<Line, 'id'>>> = {
  'Are you using by torch?': { text: '你用 PyTorch 吗？', status: 'ok' },
  'Yes, I am.': { text: '是的，我用。', status: 'ok' },
  'So this is a sentence that goes on in the next cue.': {
    text: '所以这是一个句子，在下一条里继续。',
    status: 'ok',
  },
  'Um.': { text: '', status: 'silent' },
  'Nobody could translate this.': { text: '', status: 'untranslated' },
};

function talkOf(file: string, answers = ANSWERS): Talk {
  const transcript = readTranscript(Buffer.from(file), { name: 'talk.srt' });
  const { sentences, cues } = prepare(transcript);
  const sounds = (transcript.sounds ?? []).map((cue): KeptCue => ({ ...cue, isSound: true }));
  return {
    schema: TALK_SCHEMA,
    title: 'A talk',
    source: { name: 'talk.srt' },
    language: 'en',
    target: 'zh',
    timed: true,
    duration: 12,
    topic: '',
    speakers: [],
    terms: [{ source: 'PyTorch', heard: ['by torch'], target: '=', by: 'model' }],
    sentences: sentences.map((each) =>
      each.text.includes('by torch')
        ? { ...each, corrected: each.text.replace('by torch', 'PyTorch') }
        : each,
    ),
    cues: [...cues, ...sounds].toSorted((a, b) => a.start - b.start),
    translation: sentences.map(({ id, text }) => ({
      id,
      ...(answers[text] ?? { text: '', status: 'untranslated' }),
    })),
    warnings: [],
  };
}

const isYes = ({ text }: { readonly text: string }): boolean => text.includes('Yes, I am.');

const shown = (cues: readonly SubtitleCue[] | undefined): string[] | undefined =>
  cues?.map((cue) => cue.lines.map((line) => line.text).join(' / '));

describe('subtitles on the cues that came in', () => {
  const { source, target, both } = subtitlesOf(talkOf(FILE));

  it('have as many cues, at the same times', () => {
    const times = [
      [1, 3],
      [3.5, 5],
      [5, 7.5],
      [7.5, 7.9],
      [9, 9.5],
      [11, 12.5],
    ];
    for (const cues of [source, target, both]) {
      expect(cues?.map(({ start, end }) => [start, end])).toEqual(times);
    }
  });

  it('say in each cue what it says, nothing twice and nothing empty', () => {
    expect(shown(target)).toEqual([
      '[Music]',
      '你用 PyTorch 吗？是的，我用。',
      '所以这是一个句子，',
      '在下一条里继续。',
      '…',
      '⚠ Nobody could translate this.',
    ]);
  });

  it('put an ordinary word right only where it was misheard', () => {
    const file = `1\n00:00:01,000 --> 00:00:03,000\nMop the flow here.\n\n2\n00:00:03,000 --> 00:00:05,000\nGo with the flow.\n`;
    const talk = talkOf(file);
    const floor: Term = {
      source: 'floor',
      heard: [],
      local: [{ form: 'flow', ids: [1] }],
      target: '地板',
      by: 'model',
    };
    const kept = subtitlesOf({ ...talk, terms: [floor] });
    expect(shown(kept.source)).toEqual(['Mop the floor here.', 'Go with the flow.']);
  });

  it("show the cue's own words above, with names put right, and never as a translation", () => {
    expect(shown(source)?.[1]).toBe('Are you using PyTorch? Yes, I am.');
    expect(shown(both)).toEqual([
      '[Music]',
      'Are you using PyTorch? Yes, I am. / 你用 PyTorch 吗？是的，我用。',
      'So this is a sentence that goes on / 所以这是一个句子，',
      'in the next cue. / 在下一条里继续。',
      'Um. / …',
      'Nobody could translate this.',
    ]);
  });

  it('name another language, and show what was said in that of the translation once', () => {
    const talk = talkOf(FILE);
    const said = { ...talk, language: 'zh' };
    const kept = subtitlesOf({
      ...said,
      sentences: talk.sentences.map((each) => (isYes(each) ? each : { ...each, language: 'en' })),
      cues: talk.cues?.map((cue) => (isYes(cue) ? cue : { ...cue, language: 'en' })),
    });
    expect(shown(kept.both)?.slice(1, 3)).toEqual([
      'Are you using PyTorch? Yes, I am. / 你用 PyTorch 吗？',
      'So this is a sentence that goes on / 所以这是一个句子，',
    ]);
    expect(kept.both?.slice(1, 3).map((cue) => cue.lines.map(({ language }) => language))).toEqual([
      [undefined, undefined],
      ['en', undefined],
    ]);
  });

  it('are the source alone without a translation', () => {
    const alone = subtitlesOf({ ...talkOf(FILE), translation: undefined });
    expect(shown(alone.source)).toEqual(shown(source));
    expect(alone.target).toBeUndefined();
  });

  it('show cues of two lines that overlap for as long as the file does', () => {
    const rolled = FILE.replace('00:00:07,500\nSo', '00:00:07,900\nSo');
    expect(subtitlesOf(talkOf(rolled)).target?.[2]).toMatchObject({ start: 5, end: 7.9 });
  });

  it('keep the cues of a text whose marks were put in, with these marks', async () => {
    const text = PARALLEL.slice(0, 40)
      .map(({ en }) => en)
      .join(' ');
    const { cues } = bareCaptions(text, { pauses: false });
    const given = { cues, timed: true, warnings: [] };
    const punctuator = scriptedPunctuator(text);
    const { transcript } = await drain(restore(given, { punctuator, memory: volatileMemory() }));
    const prepared = prepare(transcript);
    const restored = subtitlesOf({
      ...talkOf(FILE),
      ...prepared,
      translation: prepared.sentences.map(({ id, text: said }) => ({
        id,
        text: PARALLEL.find(({ en }) => en === said)?.zh ?? '这是译文里的另外一句话。',
        status: 'ok',
      })),
    });
    expect(restored.target?.map(({ start, end }) => [start, end])).toEqual(
      cues.map(({ start, end }) => [start, end]),
    );
    expect(restored.target?.filter(({ lines }) => lines.length === 0)).toEqual([]);
  });

  it('leave what a recogniser made up as it was', () => {
    const times = [
      '13,000 --> 00:00:14',
      '14,000 --> 00:00:15',
      '15,000 --> 00:00:16',
      '16,000 --> 00:00:17',
    ];
    const loop = times.map(
      (time, index) => `\n${7 + index}\n00:00:${time},000\nAnd this is what they always say.\n`,
    );
    const talk = talkOf(FILE + loop.join(''), {
      ...ANSWERS,
      'And this is what they always say.': { text: '他们总是这样说。', status: 'ok' },
    });
    expect(shown(subtitlesOf(talk).target)?.slice(6)).toEqual([
      '他们总是这样说。',
      ...Array.from({ length: 3 }, () => 'And this is what they always say.'),
    ]);
  });
});
