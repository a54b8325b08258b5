import { describe, expect, it } from 'vitest';

import type { Transcript } from '../../model/transcript.ts';
import { readTranscript } from '../read.ts';

const read = (name: string, text: string): Transcript =>
  readTranscript(Buffer.from(text), { name });
const brief = ({ cues }: Transcript): [number, string][] =>
  cues.map((cue) => [cue.start, cue.text]);
type Line = readonly [start: number, text: string];
/** Cues of two seconds each, as one file numbers them. */
const srt = (...lines: readonly Line[]): string =>
  lines
    .map(([start, text], at) => `${at + 1}\n${time(start)} --> ${time(start + 2)}\n${text}\n`)
    .join('\n');
const vtt = (...lines: readonly Line[]): string =>
  `WEBVTT\nKind: captions\nLanguage: en\n\n${srt(...lines).replaceAll(',', '.')}`;
const time = (seconds: number): string =>
  `00:00:${seconds.toFixed(3).padStart(6, '0')}`.replace('.', ',');

const ONE: Line[] = [
  [1, 'The first part begins.'],
  [4, 'It goes on.'],
  [8, 'It ends.'],
];
const TWO: Line[] = [
  [0.5, 'The second part begins.'],
  [3, 'It goes on as well.'],
  [7, 'Goodbye.'],
];
const IN_TURN = [...ONE, ...TWO.map(([start, text]) => [start + 10, text])];

describe('files joined in one', () => {
  it.each([
    ['a.srt', `${srt(...ONE)}\n${srt(...TWO)}`],
    ['a.srt', srt(...ONE) + srt(...TWO)],
    ['a.vtt', `${vtt(...ONE)}\n${vtt(...TWO)}`],
    ['a.vtt', vtt(...ONE) + vtt(...TWO)],
    ['a.vtt', [vtt(...ONE), vtt(...TWO)].join('\n').replace(/^\d\n/gm, '')],
  ])('%s: what starts again follows what stands before it', (name, text) => {
    const transcript = read(name, text);
    expect(brief(transcript)).toEqual(IN_TURN);
    expect(transcript.warnings).toEqual([{ code: 'joined', count: 3 }]);
  });

  it('knows the second where its number stands on the last line of the first', () => {
    const { cues } = read('a.srt', srt(...ONE).trimEnd() + srt(...TWO));
    expect(cues.map(({ start }) => start)).toEqual(IN_TURN.map(([start]) => start));
  });

  it('moves the times of words as well', () => {
    const second =
      'WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nand<00:00:01.000><c> so</c> on it goes\n';
    const words = read('a.vtt', `${vtt(...ONE)}\n${second}`).cues.at(-1)?.words;
    expect(words?.map(({ start }) => start)).toEqual([10.5, 11]);
  });

  it('leaves a translation of the same cues with them', () => {
    const chinese = [...ONE, ...TWO].map(([start], at): Line => [start, `这是第${at}句话。`]);
    const [one, two] = [chinese.slice(0, 3), chinese.slice(3)];
    expect(brief(read('a.srt', [srt(...ONE), srt(...one)].join('\n')))).toEqual(ONE);
    const both = [ONE, TWO, one, two].map((part) => srt(...part)).join('\n');
    expect(brief(read('a.srt', both))).toEqual(IN_TURN);
  });

  it('leaves what only stands in another order', () => {
    const blocks = srt(...ONE).split('\n\n');
    const text = [blocks[2], blocks[0], blocks[1]].join('\n\n');
    const transcript = read('a.srt', text);
    expect(brief(transcript)).toEqual(ONE);
    expect(transcript.warnings).toEqual([]);
  });

  it('takes no head of a file for text, where times go on', () => {
    const later = TWO.map(([start, text]): Line => [start + 10, text]);
    const transcript = read('a.vtt', vtt(...ONE) + vtt(...later));
    expect(brief(transcript)).toEqual(IN_TURN);
    expect(transcript.warnings).toEqual([]);
  });
});
