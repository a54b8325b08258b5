import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { joinLines } from '../text/languages/script.ts';
import { readTranscript } from '../transcripts/read.ts';
import type { SubtitleCue } from './lines/lines.ts';
import { writeAss } from './write-ass.ts';
import { writeSrt } from './write-srt.ts';
import { writeVtt } from './write-vtt.ts';

const CUES: readonly SubtitleCue[] = [
  {
    start: 1,
    end: 2.5,
    lines: [
      { text: '你好。', role: 'target' },
      { text: 'Hello.', role: 'source' },
    ],
  },
  { start: 3661.2, end: 3663, lines: [{ text: 'a <b> & {c} --> d', role: 'source' }] },
];
const writers = [
  { name: 'srt', step: 1000, write: writeSrt },
  { name: 'vtt', step: 1000, write: writeVtt },
  {
    name: 'ass',
    step: 100,
    write: (cues: readonly SubtitleCue[]) => writeAss(cues, { title: 'A talk' }),
  },
];

describe('writing', () => {
  it('writes SRT', () => {
    expect(writeSrt(CUES)).toBe(
      '1\n00:00:01,000 --> 00:00:02,500\n你好。\nHello.\n\n2\n01:01:01,200 --> 01:01:03,000\na <\u2060b> & {c} --\u2060> d\n',
    );
  });

  it('writes WebVTT', () => {
    expect(writeVtt(CUES)).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n你好。\nHello.\n\n01:01:01.200 --> 01:01:03.000\na &lt;b&gt; &amp; {\u2060c} --&gt; d\n',
    );
  });

  it('says in WebVTT what is in another language than the file', () => {
    const lines = [{ text: 'Guten <Tag>.', role: 'source', language: 'de' }] as const;
    const vtt = writeVtt([{ start: 0, end: 1, lines }]);
    expect(vtt).toContain('\n<lang de>Guten &lt;Tag&gt;.</lang>\n');
    const { cues } = readTranscript(Buffer.from(vtt), { name: 'a.vtt' });
    expect(cues.map((cue) => cue.text)).toEqual(['Guten <Tag>.']);
    expect(writeSrt([{ start: 0, end: 1, lines }])).not.toContain('lang');
  });

  it('writes ASS with the translation above in large', () => {
    const ass = writeAss(CUES, { title: 'A\ntalk' });
    expect(ass).toContain('Title: A talk\n');
    expect(ass).toMatch(/Style: Target,Arial,64,.*\nStyle: Source,Arial,42,/);
    expect(ass).toContain(
      'Dialogue: 0,0:00:01.00,0:00:02.50,Target,,0,0,0,,你好。\\N{\\rSource}Hello.\n',
    );
    expect(ass).toContain(
      'Dialogue: 0,1:01:01.20,1:01:03.00,Source,,0,0,0,,a <\u2060b> & \\{c\\} --> d\n',
    );
  });

  it.each(writers)('$name of no cues is a valid file', ({ write }) => {
    expect(write([])).not.toContain('-->');
    expect(write([{ start: 0, end: 1, lines: [{ text: ' ', role: 'source' }] }])).toBe(write([]));
  });

  const text = fc
    .array(
      fc.oneof(
        fc.stringMatching(/^[a-z]{1,9}[,.]?$/),
        fc.constantFrom(
          '<b>',
          '<i',
          '&amp;',
          '&',
          '-->',
          '00:00:01,000',
          '{\\an8}',
          '{x}',
          '\\N',
          'C:\\new',
          '\\',
          '中文。',
          '<v',
          '<00:00:01.000>',
          '->',
        ),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((words) => `word ${joinLines([words.join(' ')])}`);

  it.each(writers)('$name gives back what was written', ({ name, step, write }) => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (drawn) => {
        const cues = drawn.map((line, index): SubtitleCue => ({
          start: index * 10 + (index * 7) / step,
          end: index * 10 + 5,
          lines: [{ text: line, role: 'source' }],
        }));
        const bytes = Buffer.from(write(cues));
        for (const file of [`a.${name}`, '-']) {
          const read = readTranscript(bytes, { name: file }).cues;
          expect(read.map((cue) => cue.text)).toEqual(drawn);
          for (const [index, cue] of read.entries()) {
            expect(cue.start).toBeCloseTo(cues[index]?.start ?? -1, 6);
            expect(cue.end).toBe(cues[index]?.end);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
