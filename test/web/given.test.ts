/** What the page takes what was typed for, and how it finds words in what was found. */
import { describe, expect, it } from 'vitest';

import { inputsIn } from '../../web/hand-in/given.ts';
import { titleOf } from '../../web/hand-in/read-file.ts';
import { cut } from '../../web/parts/cut.ts';

describe('inputsIn', () => {
  it.each([
    ['https://example.org/talk.mp3 ', { link: 'https://example.org/talk.mp3' }],
    ['youtu.be/abc', { link: 'https://youtu.be/abc' }],
    ['www.bilibili.com/video/BV1x', { link: 'https://www.bilibili.com/video/BV1x' }],
    ['/home/mira/talk one.mp4', { path: '/home/mira/talk one.mp4' }],
    ['~/talk.srt', { path: '~/talk.srt' }],
    [String.raw`"C:\Talks\one.mp4"`, { path: String.raw`C:\Talks\one.mp4` }],
    ['A talk about https://example.org', { text: 'A talk about https://example.org' }],
    ['/not\n/a path', { text: '/not\n/a path' }],
    ['youtube.com is a site', { text: 'youtube.com is a site' }],
  ])('%j', (typed, input) => {
    expect(inputsIn(typed)).toEqual([input]);
  });

  it('takes a list of links', () => {
    expect(inputsIn('https://a.org/1\n\nyoutu.be/2\n')).toEqual([
      { link: 'https://a.org/1' },
      { link: 'https://youtu.be/2' },
    ]);
  });

  it('finds nothing in nothing', () => {
    expect(inputsIn(' \n ')).toEqual([]);
  });
});

describe('titleOf', () => {
  it.each([
    ['my_talk.en.srt', 'my talk.en'],
    ['讲座.mp4', '讲座'],
    ['.srt', '.srt'],
  ])('%j', (name, title) => {
    expect(titleOf(name)).toBe(title);
  });
});

describe('cut', () => {
  it('cuts at the words looked for, whatever their case', () => {
    expect(cut('A Storage engine, storages', 'storage')).toEqual([
      'A ',
      'Storage',
      ' engine, ',
      'storage',
      's',
    ]);
  });

  it('takes signs as they are, and Chinese', () => {
    expect(cut('存储引擎 (a.b)', '引擎 (a.b')).toEqual(['存储', '引擎', ' ', '(a.b', ')']);
    expect(cut('text', '  ')).toEqual(['text']);
  });
});
