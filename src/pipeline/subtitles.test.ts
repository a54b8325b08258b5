import { describe, expect, it } from 'vitest';

import type { Sentence } from '../model/sentence.ts';
import { type Talk, TALK_SCHEMA } from '../model/talk.ts';
import type { Line } from '../model/translation.ts';
import type { SubtitleCue } from '../subtitles/lines/lines.ts';
import { subtitlesOf } from './subtitles.ts';

const sentences: Sentence[] = [
  {
    id: 1,
    start: 0,
    end: 3,
    text: 'We use by torch here.',
    corrected: 'We use PyTorch here.',
    paragraph: true,
  },
  { id: 2, start: 4, end: 5, text: 'Um.', paragraph: false },
  { id: 3, start: 6, end: 9, text: 'This line was refused.', paragraph: false },
  {
    id: 4,
    start: 10,
    end: 13,
    text: 'Thanks for watching!',
    paragraph: false,
    doubt: 'boilerplate',
  },
  { id: 5, start: 14, end: 17, text: 'This one is doubtful.', paragraph: false },
];
const translation: Line[] = [
  { id: 1, text: '我们这里用 PyTorch。', status: 'ok' },
  { id: 2, text: '', status: 'silent' },
  { id: 3, text: '', status: 'untranslated', flags: ['refused'] },
  { id: 4, text: '', status: 'silent' },
  { id: 5, text: '这句存疑。', status: 'flagged', flags: ['number'] },
];
const talk: Talk = {
  schema: TALK_SCHEMA,
  title: 'A talk',
  source: { name: 'talk.srt' },
  language: 'en',
  target: 'zh',
  timed: true,
  duration: 17,
  topic: '',
  speakers: [],
  terms: [],
  sentences,
  translation,
  warnings: [],
};

const shown = (cues: readonly SubtitleCue[] | undefined): string[] | undefined =>
  cues?.map((cue) => cue.lines.map((line) => line.text).join(' / '));

describe('subtitlesOf', () => {
  it('shows the source corrected, without what was never said', () => {
    const { source } = subtitlesOf(talk);
    expect(shown(source)).toEqual([
      'We use PyTorch here.',
      'Um.',
      'This line was refused.',
      'This one is doubtful.',
    ]);
    expect(source?.[0]?.start).toBe(0);
  });

  it('shows the translation, nothing for noise, and marks what is missing', () => {
    expect(shown(subtitlesOf(talk).target)).toEqual([
      '我们这里用 PyTorch。',
      '⚠ This line was refused.',
      '这句存疑。',
    ]);
  });

  it('shows both, never the source as a translation', () => {
    expect(shown(subtitlesOf(talk).both)).toEqual([
      'We use PyTorch here. / 我们这里用 PyTorch。',
      'Um.',
      'This line was refused.',
      'This one is doubtful. / 这句存疑。',
    ]);
  });

  it('marks a line the translation does not have at all', () => {
    const { target } = subtitlesOf({ ...talk, translation: translation.slice(0, 2) });
    expect(shown(target)).toEqual([
      '我们这里用 PyTorch。',
      '⚠ This line was refused.',
      '⚠ This one is doubtful.',
    ]);
  });

  it('has the source alone without a translation, and nothing without times', () => {
    const alone = subtitlesOf({ ...talk, translation: undefined });
    expect(shown(alone.source)).toHaveLength(4);
    expect([alone.target, alone.both]).toEqual([undefined, undefined]);
    expect(subtitlesOf({ ...talk, timed: false })).toEqual({});
  });

  it('keeps its cues in order and apart', () => {
    for (const cues of Object.values(subtitlesOf(talk))) {
      for (const [at, cue] of (cues ?? []).entries()) {
        expect(cue.end).toBeGreaterThan(cue.start);
        expect(cue.start).toBeGreaterThanOrEqual(cues?.[at - 1]?.end ?? 0);
      }
    }
  });

  it('say who speaks where that changes', () => {
    const speakers = ['Ann', 'Ann', 'Bo', undefined, 'Bo'];
    const said = sentences.map((each, at) => ({ ...each, speaker: speakers[at] }));
    const { source = [], target = [] } = subtitlesOf({ ...talk, sentences: said });
    expect(shown(source)).toEqual([
      'Ann: We use PyTorch here.',
      'Um.',
      'Bo: This line was refused.',
      'This one is doubtful.',
    ]);
    expect(shown(target)?.[0]).toBe('Ann: 我们这里用 PyTorch。');
  });

  it('show what was said in the language of the translation once, and name another language', () => {
    const said: Sentence[] = [
      { id: 1, start: 0, end: 3, text: 'What is a language?', paragraph: false },
      { id: 2, start: 3, end: 6, text: '语言就是这样的东西。', language: 'zh', paragraph: false },
      { id: 3, start: 6, end: 9, text: 'Das ist alles.', language: 'de', paragraph: false },
    ];
    const lines: Line[] = [
      { id: 1, text: '什么是语言？', status: 'ok' },
      { id: 2, text: '语言就是这样的东西。', status: 'ok' },
      { id: 3, text: '就这些。', status: 'ok' },
    ];
    const { source, target, both } = subtitlesOf({ ...talk, sentences: said, translation: lines });
    expect(shown(both)).toEqual([
      'What is a language? / 什么是语言？',
      '语言就是这样的东西。',
      'Das ist alles. / 就这些。',
    ]);
    expect(shown(target)?.[1]).toBe('语言就是这样的东西。');
    expect(source?.map((cue) => cue.lines[0]?.language)).toEqual([undefined, 'zh', 'de']);
  });
});
