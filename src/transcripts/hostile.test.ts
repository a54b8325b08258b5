/** Anything at all may be given as a transcript: nothing may crash, hang or get lost. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AppError } from '../base/errors.ts';
import type { Transcript } from '../model/transcript.ts';
import { srtTime, vttTime } from '../text/timecode.ts';
import { readTranscript } from './read.ts';

const names = [
  '-',
  'a',
  'a.srt',
  'a.vtt',
  'a.ass',
  'a.ssa',
  'a.lrc',
  'a.json',
  'a.md',
  'a.txt',
  'a.xyz',
];
const name = fc.constantFrom(...names);
const textName = fc.constantFrom(...names.filter((each) => !['a.json', 'a.xyz'].includes(each)));

/** Nothing, when the file is refused; any failure but an AppError is a bug and goes on. */
function readOrFail(bytes: Uint8Array, file: string): Transcript | undefined {
  try {
    return readTranscript(bytes, { name: file });
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** In order of time, none ending before it starts, each text on one tidy line. */
function isSound(transcript: Transcript | undefined): boolean {
  let last = 0;
  const bad = (transcript?.cues ?? []).find((cue) => {
    const isPlaced = cue.start >= last && cue.end >= cue.start && Number.isFinite(cue.end);
    last = cue.start;
    return !isPlaced || /[\n\r\t\p{Cc}]|^\s|\s$|\s\s|^$/u.test(cue.text);
  });
  return bad === undefined;
}

const shape = (value: unknown): fc.Arbitrary<unknown> =>
  fc.constantFrom(
    { segments: value },
    { sentences: value },
    { events: value },
    { body: value },
    { transcription: value },
    value,
  );
const bare = (value: string): string => value.replace(/[^a-z]/g, '');

describe('readTranscript, given anything', () => {
  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), name, (bytes, file) => {
        expect(isSound(readOrFail(bytes, file))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  const crumb = fc.constantFrom(
    '1',
    '\n',
    '\r\n',
    '\n\n',
    ' ',
    '00:00:01,000 --> 00:00:02,000',
    '00:05 --> 00:03',
    '-00:01 --> 00:02',
    '00:00:01 -->',
    'WEBVTT',
    'NOTE',
    'STYLE',
    '<v A>',
    '</v>',
    '<i>',
    '<',
    '>',
    '>>',
    '&gt;',
    '&#0;',
    '&#xd800;',
    '{\\an8}',
    '{\\p1}',
    '\\N',
    '[Script Info]',
    '[Events]',
    'Format: Start, End, Text',
    'Dialogue: 0:00:01.00,x,hi',
    'Dialogue:',
    '[00:01.00]',
    '[offset:9e9]',
    '[00:01]',
    '0:05',
    '- [x] [1,00:01] a',
    '- [ ]',
    '# T',
    '---',
    '```',
    '**',
    '_',
    '](',
    '![',
    '{"segments":[',
    '{"text":"a"}',
    ']}',
    '[',
    ']',
    '♪',
    '[Music]',
    ',',
    ',,',
    '.,',
    'word',
    '中文',
    '。',
    '\u0301',
    '\uFEFF',
    '\u0000',
    '- ',
    '😀',
    'Ann (00:05):',
    'Ann 00:05\n',
    '张三 00:03\n',
    '0:04 Ann\n',
    'Ann: ',
    '0:00:01.000,0:00:02.000\n',
    '1\t2\ta\n',
    '{"start":1,"text":"a"}\n',
    '<html>',
    '<tt>',
    '00:00:01:12 --> 00:00:02:20\n',
    '00:00:01;12\t00:00:02;20\ttext\n',
    '٠٠:٠٠:٠١ → ٠٠:٠٠:٠٢\n',
    '１：０２',
    '1 - ANN\n',
    '{25}{75}a|b\n',
    '{1}{1}25.000\n',
    '[10][35]/a\n',
    '00:00:01:a\n',
    '00:00:01,2=a\n',
    '[BEGIN]\n',
    '[00:00:01]\n',
    '<SYNC Start=1000><P Class=A>',
    '&nbsp;',
    '{\\rtf1\\ansi ',
    '\\par ',
    "\\'e9",
    '\\u-1?',
    '}',
    'TITLE: a\nFCM: x\n',
    '001 AX V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n',
    '* COMMENT: a\n',
    'Start,End,Text\n',
    '"00:01","a',
    '| 00:01 | a |\n',
    '|---|---|\n',
    '\u001b[31m',
    '[0m',
    '\u202b',
    '[00:00.000 --> 00:01.000]  a\n',
    'INFO: a\n',
    '100%|##|\n',
    'Transcript\n',
    '3 seconds\n',
  );

  it('takes any mixture of what the formats are made of', () => {
    fc.assert(
      fc.property(fc.array(crumb, { maxLength: 40 }), name, (crumbs, file) => {
        expect(isSound(readOrFail(Buffer.from(crumbs.join('')), file))).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('takes any JSON', () => {
    const field = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.double(), fc.string());
    const item = fc.dictionary(
      fc.constantFrom(
        'start',
        'end',
        'text',
        'words',
        'speaker',
        'offsets',
        'tStartMs',
        'segs',
        'from',
        'to',
        'content',
        'timestamp',
        'begin_time',
        'alternatives',
        'word',
      ),
      field,
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }).chain(shape), name, (value, file) => {
        expect(isSound(readOrFail(Buffer.from(JSON.stringify(value) ?? ''), file))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('readTranscript, given a mistreated subtitle file', () => {
  type Drawn = { text: string; number: boolean; blank: boolean; swap: boolean };
  const words = fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 1, maxLength: 6 });
  const drawn = fc.record({
    text: words.map((all) => all.join(' ')),
    number: fc.boolean(),
    blank: fc.boolean(),
    swap: fc.boolean(),
  });
  const list = fc.uniqueArray(drawn, { minLength: 1, maxLength: 12, selector: (cue) => cue.text });
  type Style = {
    end: string;
    order: number[];
    encoding: 'utf8' | 'utf16le';
    time: (seconds: number) => string;
    head: string;
  };
  const style = fc.record({
    end: fc.constantFrom('\n', '\r\n', '\r'),
    order: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
    encoding: fc.constantFrom('utf8' as const, 'utf16le' as const),
    time: fc.constantFrom(srtTime, vttTime, (seconds: number) => srtTime(seconds).slice(3)),
    head: fc.constantFrom('', 'WEBVTT\n\n', '\uFEFF'),
  });

  function write(cues: readonly Drawn[], { end, order, encoding, time, head }: Style): Uint8Array {
    const blocks = cues.map((cue, index) => {
      const from = time(index * 5);
      const to = time(index * 5 + (cue.swap ? -2 : 2));
      return `${cue.number ? `${index + 1}\n` : ''}${from} --> ${to}\n${cue.text}\n${cue.blank ? '\n' : ''}`;
    });
    const shuffled = blocks
      .map((block, index) => ({ block, key: order[index] ?? 0 }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ block }) => block);
    return Buffer.from((head + shuffled.join('')).replaceAll('\n', end), encoding);
  }

  it('loses no text', () => {
    fc.assert(
      fc.property(list, style, name, (cues, how, file) => {
        // Without a blank line, a number is a number only where the file has them throughout.
        const clear = cues.map((cue) => ({
          ...cue,
          number: cue.number && cues[0]?.number === true,
          blank: cue.blank || cue.number,
        }));
        const transcript = readTranscript(
          write(
            clear.map((cue) => ({ ...cue, blank: true })),
            how,
          ),
          { name: file },
        );
        expect(isSound(transcript)).toBe(true);
        expect(transcript.cues.map((cue) => cue.text).toSorted()).toEqual(
          cues.map((cue) => cue.text).toSorted(),
        );
        const unnumbered = clear.map((cue) => ({ ...cue, number: false }));
        const crowded = readTranscript(write(unnumbered, how), { name: file });
        expect(crowded.cues.map((cue) => cue.text).toSorted()).toEqual(
          cues.map((cue) => cue.text).toSorted(),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('loses no text of a fully numbered file without blank lines', () => {
    fc.assert(
      fc.property(list, style, (cues, how) => {
        const all = cues.map((cue) => ({ ...cue, number: true, blank: false }));
        const transcript = readTranscript(write(all, how), { name: 'a.srt' });
        expect(transcript.cues.map((cue) => cue.text).toSorted()).toEqual(
          cues.map((cue) => cue.text).toSorted(),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('loses no word of plain text, Markdown or text joined by commas', () => {
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('. ', '.\n', '\n\n', '\n', ',', ', '),
        textName,
        (lines, joint, file) => {
          const text = lines.map((line) => line.join(' ')).join(joint);
          const transcript = readTranscript(Buffer.from(text), { name: file });
          expect(bare(transcript.cues.map((cue) => cue.text).join(''))).toBe(bare(text));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('readTranscript, given a great deal', () => {
  it.each([
    ['one line of text', 'a b, ', 'a.txt'],
    ['line ends', '\n', 'a.srt'],
    ['angle brackets', '<', 'a.vtt'],
    ['open tags', '<i ', 'a.srt'],
    ['open braces', '{\\', 'a.ass'],
    ['open links', '[a](', 'a.md'],
    ['open comments', '<!--', 'a.md'],
    ['marks of emphasis', '*_', 'a.md'],
    ['colons', '00:', 'a.txt'],
    ['time tags', '[00:01.00]', 'a.lrc'],
    ['commas', ',', 'a.txt'],
    ['dashes', '- ', 'a.txt'],
    ['changes of speaker', '>> a ', 'a.txt'],
    ['open brackets', '[', 'a.txt'],
    ['nested JSON', '[', 'a.json'],
    ['Chinese', '中', 'a.txt'],
    ['digits', '1', 'a.srt'],
    ['blanks', ' ', 'a.md'],
    ['sound notes', '[a]', 'a.txt'],
    ['entities', '&#', 'a.txt'],
    ['arrows', '-->', 'a.srt'],
    ['times', '00:00:01,000 --> 00:00:02,000 a ', 'a.srt'],
    ['names with times', 'Ann (00:05): a\n', 'a.txt'],
    ['names above times', 'Ann 00:05\na\n', 'a.txt'],
    ['names', 'Ann: a\n\n', 'a.txt'],
    ['tabs', '1\t', 'a.txt'],
    ['bilingual cues', '00:00:01,000 --> 00:00:02,000\na\n中\n', 'a.srt'],
    ['frames', '00:00:01:12 --> 00:00:02:20\na\n', 'a.srt'],
    ['pairs beside', '00:00:01:12\t00:00:02:20\ta\n', 'a.txt'],
    ['half of a pair', '00:00:01:', 'a.txt'],
    ['digits of another writing', '٠٠:٠١ ', 'a.txt'],
    ['arrows', '→ ', 'a.txt'],
    ['equals signs', '=', 'a.txt'],
    ['names of cues', '1 - ANN\n', 'a.srt'],
    ['MicroDVD', '{25}{75}{y:i}a|b\n', 'a.sub'],
    ['open braces of MicroDVD', '{1}{1}{y:', 'a.sub'],
    ['MPL2', '[10][35]/a\n', 'a.txt'],
    ['TMPlayer', '00:00:01:a\n', 'a.txt'],
    ['SAMI', '<SYNC Start=1><P Class=A>a', 'a.smi'],
    ['open SAMI', '<SYNC Start=', 'a.smi'],
    ['RTF', '{\\rtf1 a\\par', 'a.rtf'],
    ['bytes of RTF', "{\\rtf1\\'e9", 'a.rtf'],
    ['EDL', 'TITLE: a\n001 AX V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n', 'a.edl'],
    ['a table', '00:00:01,Ann,a\n', 'a.csv'],
    ['open quotes in a table', '"00:01","', 'a.csv'],
    ['rows of quotes', 'Start,Text\n"', 'a.csv'],
    ['cells of a table', '| 00:01 ', 'a.md'],
    ['rules of a table', '|---', 'a.md'],
    ['dashes of a table', '| 00:01 | a |\n|----------|\n', 'a.md'],
    ['colours', '\u001b[31m', 'a.txt'],
    ['open escapes', '\u001b]0;a', 'a.txt'],
    ['bare colours', '[0m[31', 'a.txt'],
    ['lines of a log', 'INFO: a\n', 'a.txt'],
    ['progress', '100%|##|\n', 'a.txt'],
    ['printed lines', '[00:00.000 --> 00:01.000]  a\n', 'a.txt'],
    ['marks of direction', '\u202b', 'a.txt'],
    ['times in words', 'Ann 0 minutes 3 seconds\n', 'a.txt'],
    ['names above times', 'Ann\n0:01\na\n', 'a.txt'],
    ['a pane with chapters', '0:01\na\nb\n', 'a.txt'],
    ['languages in turn', 'a b.\n中文。\n', 'a.txt'],
    ['objects a line', '{"start":1,"text":"a"}\n', 'a.txt'],
    ['cues', '00:00:01,000 --> 00:00:02,000\nabc\n', 'a.srt'],
  ])('%s', (_, crumb, file) => {
    expect(isSound(readOrFail(Buffer.alloc(1_000_000, crumb), file))).toBe(true);
    expect(
      isSound(
        readOrFail(
          Buffer.concat([
            Buffer.from('00:00:01,000 --> 00:00:02,000\n'),
            Buffer.alloc(1_000_000, crumb),
          ]),
          file,
        ),
      ),
    ).toBe(true);
  });
});
