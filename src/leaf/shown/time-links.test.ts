import { describe, expect, it } from 'vitest';

import { sampleTalk } from '../../../test/fixtures/sample-talk.ts';
import { mediaLink, pageLink, talkTimeLink, timeLink, youTubeId } from './time-links.ts';

const at = (url: string, seconds = 124.9): string | undefined =>
  timeLink({ name: 'x', url }, seconds);

describe('timeLink', () => {
  it.each([
    [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=123s',
    ],
    [
      'https://youtu.be/dQw4w9WgXcQ?si=abc',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&si=abc&t=123s',
    ],
    ['https://youtu.be/dQw4w9WgXcQ?t=7', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=123s'],
    [
      'https://m.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=9s#x',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1&t=123s',
    ],
    [
      'https://www.youtube.com/shorts/dQw4w9WgXcQ',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=123s',
    ],
    [
      'https://www.youtube.com/live/dQw4w9WgXcQ?feature=share',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&feature=share&t=123s',
    ],
    [
      'https://www.bilibili.com/video/BV1GJ411x7h7',
      'https://www.bilibili.com/video/BV1GJ411x7h7?t=123',
    ],
    [
      'https://www.bilibili.com/video/BV1GJ411x7h7/?p=2',
      'https://www.bilibili.com/video/BV1GJ411x7h7/?p=2&t=123',
    ],
    [
      'https://m.bilibili.com/video/BV1GJ411x7h7?t=4',
      'https://www.bilibili.com/video/BV1GJ411x7h7?t=123',
    ],
    ['https://vimeo.com/123456789', 'https://vimeo.com/123456789#t=123s'],
    [
      'https://player.vimeo.com/video/123456789?h=ab',
      'https://player.vimeo.com/video/123456789?h=ab#t=123s',
    ],
  ])('%s', (url, link) => {
    expect(at(url)).toBe(link);
  });

  it.each([
    'https://example.org/talk',
    'https://www.youtube.com/@channel',
    'https://www.youtube.com/playlist?list=PL1',
    'https://notyoutube.com/watch?v=dQw4w9WgXcQ',
    'https://www.bilibili.com/read/cv1',
    'https://b23.tv/abc',
    'https://vimeo.com/about',
    'javascript:alert(1)//youtu.be/dQw4w9WgXcQ',
    'file:///etc/passwd',
    'not a url',
  ])('has none for %s', (url) => {
    expect(at(url)).toBeUndefined();
  });

  it('starts a second early, never below zero, and counts on past an hour', () => {
    const url = 'https://vimeo.com/123456789';
    expect(at(url, 0)).toBe(`${url}#t=0s`);
    expect(at(url, 0.9)).toBe(`${url}#t=0s`);
    expect(at(url, 1)).toBe(`${url}#t=0s`);
    expect(at(url, 3725.5)).toBe(`${url}#t=3724s`);
    expect(at(url, Number.NaN)).toBe(`${url}#t=0s`);
  });

  it('plays the recording where there is one', () => {
    const source = {
      name: 'x',
      url: 'https://youtu.be/dQw4w9WgXcQ',
      media: 'media/第 1 讲 (a).mp4',
    };
    expect(timeLink(source, 61)).toBe('media/%E7%AC%AC%201%20%E8%AE%B2%20%28a%29.mp4#t=60');
  });
});

describe('talkTimeLink', () => {
  it('has none for a talk without times', () => {
    const talk = sampleTalk();
    expect(talkTimeLink(talk, 61)).toBe('talk.wav#t=60');
    expect(talkTimeLink({ ...talk, timed: false }, 61)).toBeUndefined();
  });
});

describe('mediaLink', () => {
  it('stays relative whatever the path says', () => {
    expect(mediaLink({ name: 'x', media: '//evil.example/a.mp4' })).toBe('evil.example/a.mp4');
    expect(mediaLink({ name: 'x', media: 'javascript:alert(1)' })).toBe(
      'javascript%3Aalert%281%29',
    );
    expect(mediaLink({ name: 'x', media: '.\\a\\b.mp4' })).toBe('a/b.mp4');
    expect(mediaLink({ name: 'x', media: '' })).toBeUndefined();
    expect(mediaLink({ name: 'x' })).toBeUndefined();
  });
});

describe('pageLink and youTubeId', () => {
  it('take web pages only', () => {
    expect(pageLink({ name: 'x', url: 'https://example.org/a b' })).toBe(
      'https://example.org/a%20b',
    );
    expect(pageLink({ name: 'x', url: 'javascript:alert(1)' })).toBeUndefined();
    expect(youTubeId({ name: 'x', url: 'https://youtu.be/dQw4w9WgXcQ' })).toBe('dQw4w9WgXcQ');
    expect(youTubeId({ name: 'x', url: 'https://youtu.be/"><script>' })).toBeUndefined();
  });
});
