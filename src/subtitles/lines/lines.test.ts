import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { displayWidth } from '../../text/languages/script.ts';
import { layOutSubtitles, type SubtitleCue } from './lines.ts';

const linesOf = (cues: readonly SubtitleCue[], role: 'source' | 'target' = 'source'): string[] =>
  cues.flatMap((cue) => cue.lines.filter((line) => line.role === role).map((line) => line.text));
const bare = (text: string): string => text.replace(/\s+/g, '');
const sorted = (text: string): string => Array.from(text).toSorted().join('');

const LONG =
  'The first thing I want to say about attention is that it is not a new idea, because people used it long before transformers, and they used it in ways that look quite different from what we do today.';
const CHINESE =
  '关于注意力机制，我想说的第一件事是，它并不是一个新的想法，因为早在变换器出现之前，人们就已经在使用它了，而且用法和今天大不相同。';

describe('layOutSubtitles', () => {
  it('keeps a short sentence as it is and gives it two seconds', () => {
    expect(layOutSubtitles([{ start: 1, end: 1.4, text: 'Hello there.' }])).toEqual([
      { start: 1, end: 3, lines: [{ text: 'Hello there.', role: 'source' }] },
    ]);
  });

  it('cuts a long sentence into balanced cues at places that read well', () => {
    const cues = layOutSubtitles([{ start: 0, end: 14, text: LONG }]);
    expect(cues.length).toBeGreaterThanOrEqual(3);
    expect(linesOf(cues).join(' ')).toBe(LONG);
    for (const cue of cues) {
      expect(cue.lines.length).toBeLessThanOrEqual(2);
      expect(cue.end - cue.start).toBeLessThanOrEqual(7);
    }
    for (const line of linesOf(cues)) expect(displayWidth(line)).toBeLessThanOrEqual(42);
    const ends = cues.slice(0, -1).map((cue) => cue.lines.at(-1)?.text ?? '');
    expect(ends.filter((line) => line.endsWith(',')).length).toBeGreaterThanOrEqual(1);
  });

  it('never begins a Chinese line with closing punctuation', () => {
    const cues = layOutSubtitles([{ start: 0, end: 14, text: CHINESE }]);
    expect(linesOf(cues).join('')).toBe(CHINESE);
    for (const line of linesOf(cues)) {
      expect(displayWidth(line)).toBeLessThanOrEqual(42);
      expect(line).not.toMatch(/^[，。、！？；：）」』》]/);
      expect(line).not.toMatch(/[（「『《]$/);
    }
  });

  it.each([
    [
      '今天我想讲讲数据库怎样不读整张表就能找到一行数据。',
      'Today I want to talk about how a database finds a row without reading the whole table.',
    ],
    [
      '索引其实就是数据的第二份拷贝，更小，而且按你要查的字段排好了序。',
      'An index is just a second, smaller copy of the data, sorted by the thing you search for.',
    ],
  ])('begins no Chinese line with what leans on the word before: %s', (text, second) => {
    const cues = layOutSubtitles([{ start: 0, end: 7, text: second, second: text }]);
    expect(linesOf(cues, 'target').join('')).toBe(text);
    expect(linesOf(cues, 'target').filter((line) => /^[库的了]/.test(line))).toEqual([]);
  });

  it('keeps Latin words and numbers inside Chinese whole', () => {
    const text =
      '我们在2017年用1,000.5亿个token训练了GPT-4和Transformer模型，效果“非常好”，大家都很惊讶，因为之前没有人想到过这件事情。';
    const lines = linesOf(layOutSubtitles([{ start: 0, end: 9, text }]));
    expect(lines.join('')).toBe(text);
    for (const word of ['2017', '1,000.5', 'token', 'GPT-4', 'Transformer']) {
      expect(lines.some((line) => line.includes(word))).toBe(true);
    }
  });

  it('cuts both languages into the same cues', () => {
    const cues = layOutSubtitles([{ start: 0, end: 14, text: LONG, second: CHINESE }]);
    expect(linesOf(cues, 'target').join('')).toBe(CHINESE);
    expect(linesOf(cues, 'source').join(' ')).toBe(LONG);
    for (const cue of cues)
      expect([...new Set(cue.lines.map((line) => line.role))]).toEqual(['source', 'target']);
  });

  it('cuts where both languages end a clause, and nowhere else where that will do', () => {
    const text =
      'Even though the array only grew to ten times its size, the running time increased by a hundred times.';
    const second = '虽然数组只增大到原来的 10 倍，运行时间却增加到了 100 倍。';
    const cues = layOutSubtitles([{ start: 0, end: 7, text, second }]);
    expect(cues.map((cue) => linesOf([cue], 'target').join(''))).toEqual([
      '虽然数组只增大到原来的 10 倍，',
      '运行时间却增加到了 100 倍。',
    ]);
    expect(linesOf(cues.slice(0, 1)).join(' ')).toMatch(/size,$/);
    const inverted = [
      {
        start: 0,
        end: 5,
        text: 'We stopped, since it rained hard.',
        second: '雨下得很大，我们就停了。',
      },
    ];
    expect(layOutSubtitles(inverted)).toHaveLength(1);
  });

  it('puts a sentence that is soon over with its neighbour', () => {
    const parts = [
      { start: 0, end: 0.6, text: 'Great!', second: '太好了！' },
      { start: 0.6, end: 3, text: 'We sorted one number.', second: '我们排好了一个数。' },
      {
        start: 3,
        end: 6,
        text: 'Now we repeat the same procedure.',
        second: '现在重复同样的过程。',
      },
    ];
    const cues = layOutSubtitles(parts);
    expect(linesOf(cues)).toEqual([
      'Great! We sorted one number.',
      'Now we repeat the same procedure.',
    ]);
    expect(linesOf(cues, 'target')).toEqual(['太好了！我们排好了一个数。', '现在重复同样的过程。']);
    const apart = parts.map((part) => ({ ...part, isApart: true }));
    const [first, next] = layOutSubtitles(apart);
    expect(linesOf(layOutSubtitles(apart))).toHaveLength(3);
    expect((first?.end ?? 0) - (first?.start ?? 0)).toBeCloseTo(1, 5);
    expect(next?.start).toBeCloseTo(1.08, 5);
  });

  it('breaks no term, neither between cues nor between lines', () => {
    const terms = [{ first: 'time series database', second: '时间序列数据库' }];
    const text = `${'We have all been using a time series database for it '.repeat(6)}today.`;
    const second = `${'我们大家都为此一直在用一个时间序列数据库来做它'.repeat(6)}。`;
    const cues = layOutSubtitles([{ start: 0, end: 30, text, second }], { terms });
    expect(linesOf(cues).join('|').split('time series database')).toHaveLength(7);
    expect(linesOf(cues, 'target').join('|').split('时间序列数据库')).toHaveLength(7);
  });

  it('reads into the silence, but not into the next cue', () => {
    const text = 'This has rather many characters for one second';
    const [first, second] = layOutSubtitles([
      { start: 0, end: 1, text },
      { start: 2, end: 2.5, text: 'Next.' },
    ]);
    expect(first?.end).toBeCloseTo(1.92, 5);
    expect(second?.start).toBe(2);
  });

  it('shows a slow sentence for at most seven seconds', () => {
    expect(layOutSubtitles([{ start: 0, end: 60, text: 'Well.' }])[0]?.end).toBe(7);
  });

  it('leaves out what is empty and keeps one language where the other is missing', () => {
    expect(layOutSubtitles([{ start: 0, end: 1, text: '  ' }])).toEqual([]);
    const cues = layOutSubtitles([{ start: 0, end: 1, text: '', second: 'Only this.' }]);
    expect(linesOf(cues, 'target')).toEqual(['Only this.']);
  });

  it('gives a word wider than a line a line of its own', () => {
    const url = `https://example.org/${'x'.repeat(80)}`;
    expect(linesOf(layOutSubtitles([{ start: 0, end: 5, text: `See ${url} now` }]))).toContain(url);
  });

  it('breaks Thai between words', () => {
    const text = 'ภาษาไทยเป็นภาษาที่เขียนติดกันโดยไม่มีการเว้นวรรคระหว่างคำซึ่งทำให้การตัดบรรทัดเป็นเรื่องยาก';
    const lines = linesOf(layOutSubtitles([{ start: 0, end: 5, text }]));
    expect(lines.join('')).toBe(text);
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(42);
  });

  const word = fc.oneof(
    fc.stringMatching(/^[a-zA-Z]{1,12}[,.?]?$/),
    fc.stringMatching(/^[一-鿿]{1,30}[，。？]?$/),
    fc.constantFrom('《书》', '“引”', '10,000', '（注）', '…', '——', 'é', '한국어', 'かな', '😀'),
  );
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));
  const part = fc.record({
    start: fc.double({ min: 0, max: 100, noNaN: true }),
    length: fc.double({ min: 0, max: 30, noNaN: true }),
    text,
    second: fc.option(text, { nil: undefined }),
  });

  it('loses no text, respects widths and never overlaps', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (drawn) => {
        const parts = drawn.map(({ length, ...rest }) => ({ ...rest, end: rest.start + length }));
        const cues = layOutSubtitles(parts);
        const all = (role: 'source' | 'target'): string =>
          sorted(bare(linesOf(cues, role).join('')));
        expect(all('source')).toBe(sorted(bare(parts.map((at) => at.text).join(''))));
        expect(all('target')).toBe(sorted(bare(parts.map((at) => at.second ?? '').join(''))));
        for (const [index, cue] of cues.entries()) {
          expect(cue.end).toBeGreaterThanOrEqual(cue.start);
          expect(cue.end).toBeLessThanOrEqual(cues[index + 1]?.start ?? Number.POSITIVE_INFINITY);
          expect(cue.lines.length).toBeGreaterThan(0);
          for (const role of ['source', 'target'] as const)
            expect(linesOf([cue], role).length).toBeLessThanOrEqual(2);
          for (const line of cue.lines) expect(displayWidth(line.text)).toBeLessThanOrEqual(42);
          expect(cue.end - cue.start).toBeLessThanOrEqual(7 + 1e-9);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the order of the text', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (drawn) => {
        const cues = layOutSubtitles(
          drawn.map((at, index) => ({ start: index * 9, end: index * 9 + 8, text: at })),
        );
        expect(bare(linesOf(cues).join(''))).toBe(bare(drawn.join('')));
      }),
      { numRuns: 100 },
    );
  });

  it.each(['word ', '中', '。', 'a', 'ก', '"中', '中a'])(
    'lays out a very long text of %j',
    (crumb) => {
      const long = crumb.repeat(20_000);
      expect(bare(linesOf(layOutSubtitles([{ start: 0, end: 9000, text: long }])).join(''))).toBe(
        bare(long),
      );
    },
  );
});
