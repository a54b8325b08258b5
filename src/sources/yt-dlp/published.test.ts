import { expect, it } from 'vitest';

import { publishedIn } from './published.ts';

it('keeps the address of a picture, and nothing else that is called one', () => {
  const picture = 'https://i.example.org/a.jpg';
  expect(publishedIn({ thumbnail: picture })).toEqual({ picture });
  expect(publishedIn({ thumbnail: 'file:///etc/passwd' })).toBeUndefined();
});

it('is nothing where nothing is said', () => {
  expect(publishedIn({})).toBeUndefined();
  expect(publishedIn({ channel: ' \u0000', description: '', chapters: null })).toBeUndefined();
  expect(publishedIn({ upload_date: 'yesterday' })).toBeUndefined();
});

it('prefers the channel, and writes dates with dashes', () => {
  expect(publishedIn({ channel: 'A', uploader: 'B', upload_date: '20240531' })).toEqual({
    channel: 'A',
    date: '2024-05-31',
  });
  expect(publishedIn({ uploader: 'B' })).toEqual({ channel: 'B' });
});

it('cuts what is too long, keeps line ends, drops control characters', () => {
  const long = publishedIn({
    description: `a\r\n\u0007b${'😀'.repeat(4000)}`,
    channel: 'é'.repeat(999),
  });
  expect(long?.description?.length).toBeLessThanOrEqual(5000);
  expect(long?.description).toMatch(/^a\nb😀.*😀…$/u);
  expect(long?.channel).toHaveLength(200);
});

it('puts chapters in order and leaves out what is none', () => {
  const chapters = [
    { title: 'Two', start_time: 60 },
    { title: 'One', start_time: 0 },
    { title: ' ', start_time: 70 },
    { title: 'No time' },
    { title: 'Before the start', start_time: -5 },
  ];
  expect(publishedIn({ chapters })?.chapters).toEqual([
    { title: 'One', start: 0 },
    { title: 'Two', start: 60 },
  ]);
  const many = Array.from({ length: 1000 }, (_, at) => ({ title: 'x', start_time: at }));
  expect(publishedIn({ chapters: many })?.chapters).toHaveLength(300);
});
