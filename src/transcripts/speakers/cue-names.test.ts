/** The line above a cue's times is never speech, and no speech is taken for it. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { srtTime, vttTime } from '../../text/timecode.ts';
import { readTranscript } from '../read.ts';
import { cueName } from './cue-names.ts';

const speaker = (at: number): string => ['ANN', 'Bob Ray', 'spk3'][at % 3] ?? '';
/** Four cues by two speakers, named above their times. */
const named = (name: string): string =>
  [name, 'Bob', name, 'Bob']
    .map((each, at) => `${each}\n${srtTime(at * 5)} --> ${srtTime(at * 5 + 2)}\nwe say ${at}\n`)
    .join('\n');
const speakers = (text: string): (string | undefined)[] =>
  readTranscript(Buffer.from(text), { name: 'a.srt' }).cues.map((each) => each.speaker);

describe('cueName', () => {
  it.each([
    ['12', 12, undefined],
    ['١٢', undefined, undefined],
    ['１２', 12, undefined],
    ['[3]', 3, undefined],
    ['#3', 3, undefined],
    ['5  spk3', 5, 'spk3'],
    ['1 - ANN', 1, 'ANN'],
    ['12 | Ann Lee', 12, 'Ann Lee'],
    ['1 "Ann Lee" (12345678)', 1, 'Ann Lee'],
    ['"Ann Lee" (12345678)', undefined, 'Ann Lee'],
    ['3. Ann', 3, 'Ann'],
    ['Ann: 4', 4, 'Ann'],
    ['Speaker 1', undefined, 'Speaker 1'],
    ['9fd4d5a4-2d6c-4a0e-9a05-01/12-0', undefined, '9fd4d5a4-2d6c-4a0e-9a05-01/12-0'],
  ])('reads %j', (line, index, label) => {
    // Digits of other writings than full-width ones are counted when times are written in Latin ones.
    expect(cueName(line)).toEqual({ index, label });
  });
});

describe('names of cues', () => {
  type Drawn = { readonly lines: readonly string[]; readonly hole: boolean };
  type Style = {
    readonly name: (at: number) => string;
    readonly blank: boolean;
    readonly vtt: boolean;
  };
  const line = fc
    .array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 2, maxLength: 9 })
    .map((words) => words.join(' '));
  const cue = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    hole: fc.boolean(),
  });
  const style = fc.record({
    name: fc.constantFrom<Style['name']>(
      (at) => `${at + 1}`,
      (at) => `${at + 1} - ${speaker(at)}`,
      (at) => `${at + 1}  ${speaker(at)}`,
      (at) => `${at + 1} | ${speaker(at)}`,
      (at) => `${at + 1} "${speaker(at)}" (1234567${at})`,
      (at) => `${at + 1}. ${speaker(at)}`,
      (at) => `9fd4d5a4-2d6c-4a0e-9a05-0000/${at}-0`,
      (at) => speaker(at),
      (at) => `cue-${at}`,
    ),
    blank: fc.boolean(),
    vtt: fc.boolean(),
  });

  /** Blank lines inside texts, or none between cues where a number tells. */
  function write(cues: readonly Drawn[], { name, blank, vtt }: Style): string {
    const time = vtt ? vttTime : srtTime;
    const isNumbered = /^\d{1,2}(?:\D|$)/.test(name(0)) && !name(0).includes('/');
    const blocks = cues.map(({ lines, hole }, at) => {
      const text = lines.join(hole && lines.length > 1 ? '\n\n' : '\n');
      const end = blank || !isNumbered ? '\n\n' : '\n';
      return `${name(at)}\n${time(at * 5)} --> ${time(at * 5 + 2)}\n${text}${end}`;
    });
    return `${vtt ? 'WEBVTT\n\n' : ''}${blocks.join('')}`;
  }

  it('are no speech, and no speech is lost', () => {
    fc.assert(
      fc.property(fc.array(cue, { minLength: 3, maxLength: 9 }), style, (cues, how) => {
        const read = readTranscript(Buffer.from(write(cues, how)), { name: 'a.srt' });
        expect(read.cues.map(({ text }) => text)).toEqual(cues.map(({ lines }) => lines.join(' ')));
      }),
      { numRuns: 500 },
    );
  });

  it('are speakers where they are names that come again', () => {
    expect(speakers(named('Ann Lee'))).toEqual(['Ann Lee', 'Bob', 'Ann Lee', 'Bob']);
    expect(speakers(named('cue'))).toEqual([undefined, 'Bob', undefined, 'Bob']);
    expect(speakers(named('9fd4d5a4-2d6c'))).toEqual([undefined, 'Bob', undefined, 'Bob']);
  });
});
