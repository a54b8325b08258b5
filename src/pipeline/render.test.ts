import { describe, expect, it } from 'vitest';

import { sampleTalk } from '../../test/fixtures/sample-talk.ts';
import { readTalkJson } from '../leaf/talk-json.ts';
import { FORMATS } from './format-names.ts';
import { renderFiles } from './render.ts';

const talk = sampleTalk();
const names = (...given: Parameters<typeof renderFiles>): string[] => [
  ...renderFiles(...given).keys(),
];
const SUBTITLES = ['en', 'zh', 'en-zh'];

describe('renderFiles', () => {
  it('writes everything of a whole talk', () => {
    expect(names(talk).toSorted()).toEqual(
      [
        'note.md',
        'note.html',
        'transcript.md',
        'transcript.txt',
        'talk.json',
        'cut.md',
        'talk.en-zh.ass',
        ...SUBTITLES.flatMap((language) => [`talk.${language}.srt`, `talk.${language}.vtt`]),
      ].toSorted(),
    );
  });

  it('writes no empty file, and a talk.json that reads back', () => {
    const files = renderFiles(talk);
    expect([...files].filter(([, content]) => content.length < 100)).toEqual([]);
    expect(readTalkJson(files.get('talk.json') ?? '')).toEqual(talk);
  });

  it('leaves out what a transcript alone cannot have', () => {
    const alone = { ...talk, translation: undefined, note: undefined };
    expect(names(alone)).toEqual([
      'transcript.md',
      'transcript.txt',
      'talk.en.srt',
      'talk.en.vtt',
      'talk.json',
      'cut.md',
    ]);
    expect(names({ ...alone, timed: false })).toEqual([
      'transcript.md',
      'transcript.txt',
      'talk.json',
    ]);
  });

  it('names what was said apart where a talk in the target language has parts in others', () => {
    const files = names({ ...talk, language: 'zh' }, ['srt', 'ass']);
    expect(files).toEqual(['talk.mul.srt', 'talk.zh.srt', 'talk.mul-zh.srt', 'talk.mul-zh.ass']);
  });

  it('writes a page of a translation without a note, and a note without a translation', () => {
    expect(names({ ...talk, note: undefined })).toContain('note.html');
    expect(names({ ...talk, note: undefined })).not.toContain('note.md');
    const noted = names({ ...talk, translation: undefined });
    expect(noted).toEqual(expect.arrayContaining(['note.md', 'note.html', 'talk.en.srt']));
    expect(noted.some((name) => name.includes('zh'))).toBe(false);
  });

  it.each(FORMATS)('writes %s alone', (format) => {
    const made = names(talk, [format]);
    expect(made.length).toBeGreaterThan(0);
    expect(names(talk)).toEqual(expect.arrayContaining(made));
  });

  it('writes nothing when nothing is wanted', () => {
    expect(names(talk, [])).toEqual([]);
  });
});
