import { expect, it } from 'vitest';

import { aboutTalk } from './about-talk.ts';

it('is the title alone where nothing else is known', () => {
  expect(aboutTalk(' How memory\n works ')).toBe('How memory works');
  expect(aboutTalk('', {})).toBe('');
});

it('has channel, description and chapters, one a line', () => {
  const description = [
    'Lecture 3 with Dr. Iris Okonjo.',
    '',
    'https://a.example/course?id=3',
    'Slides: https://a.example/slides.pdf',
    '#memory #caches',
    '0:00 - Introduction',
    '10:00 Caches',
    '12:00',
    '→ www.a.example | https://b.example',
    'Sponsored by Tidemark.',
  ].join('\r\n');
  const chapters = [
    { title: 'Introduction', start: 0 },
    { title: 'Caches', start: 600 },
    { title: '  ', start: 700 },
  ];
  const about = aboutTalk('How memory works', { channel: 'A University', description, chapters });
  expect(about.split('\n')).toEqual([
    'How memory works',
    'A University',
    'Lecture 3 with Dr. Iris Okonjo.',
    'Slides:',
    'Sponsored by Tidemark.',
    'Introduction; Caches',
  ]);
});

it('keeps the chapters a description lists when the site gives none', () => {
  expect(aboutTalk('T', { description: '0:00 Introduction\n10:00 Raft' })).toBe(
    'T\n0:00 Introduction\n10:00 Raft',
  );
});

it('takes the beginning of a long description, and room is left for chapters', () => {
  const description = `${'word '.repeat(100)}\n${'more '.repeat(100)}\nnever`;
  const about = aboutTalk('T', { description, chapters: [{ title: 'Raft', start: 0 }] });
  expect(about.length).toBeLessThan(620);
  expect(about).toContain('word\nmore');
  expect(about).toMatch(/…\nRaft$/);
  expect(about).not.toContain('never');
});

it('is never longer than 1,200 characters, and cuts no character in two', () => {
  const title = 'T';
  const chapters = Array.from({ length: 500 }, (_, at) => ({ title: '😀😀', start: at }));
  for (const description of ['😀'.repeat(5000), `a${'😀'.repeat(5000)}`]) {
    const about = aboutTalk(title, { description, chapters });
    expect(about.length).toBeLessThanOrEqual(1200);
    expect(about).not.toMatch(/\p{Surrogate}/u);
    expect(about.endsWith('…')).toBe(true);
  }
});
