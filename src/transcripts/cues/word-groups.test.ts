import { describe, expect, it } from 'vitest';

import type { Transcript } from '../../model/transcript.ts';
import { readTranscript } from '../read.ts';

const read = (name: string, text: string): Transcript =>
  readTranscript(Buffer.from(text), { name });
const json = (value: unknown): Transcript => read('a.json', JSON.stringify(value));
const time = (ms: number): string => `00:00:${(ms / 1000).toFixed(3).padStart(6, '0')}`;
/** A second each, one right after the other. */
const inTurn = (texts: readonly string[]): string =>
  texts
    .map((text, at) => `${at + 1}\n${time(at * 1000)} --> ${time(at * 1000 + 1000)}\n${text}\n`)
    .join('\n');
describe('texts in words and pieces of words', () => {
  const pieces = [
    ' The',
    ' dat',
    'abase',
    ' finds',
    ' one',
    ' row',
    ',',
    ' and',
    ' then',
    ' stops',
    '.',
  ];
  const timed = [...pieces, ...pieces].map((text, at) => ({
    text,
    from: at * 300,
    to: at * 300 + 300,
  }));
  const WHOLE = 'The database finds one row, and then stops.';

  it('joins what whisper.cpp writes a token a line', () => {
    const transcription = timed.map(({ text, ...offsets }) => ({ text, offsets }));
    const { cues } = json({ result: { language: 'en' }, transcription });
    expect(cues.map((cue) => cue.text)).toEqual([WHOLE, WHOLE]);
    expect(cues[0]?.words?.[1]).toMatchObject({ text: 'database', start: 0.3, end: 0.9 });
  });

  it('joins it in subtitles, too', () => {
    const file = timed
      .map(({ text, from, to }, at) => `${at + 1}\n${time(from)} --> ${time(to)}\n${text}\n`)
      .join('\n');
    expect(read('a.srt', file).cues.map((cue) => cue.text)).toEqual([WHOLE, WHOLE]);
  });

  it('shows a text once whose words are set off in turn', () => {
    const words = 'one two three'.split(' ');
    const marked = words.map((each) =>
      words.map((w) => (w === each ? `<u>${w}</u>` : w)).join(' '),
    );
    const { cues } = read('a.srt', inTurn(marked));
    expect(cues).toEqual([
      expect.objectContaining({
        start: 0,
        end: 3,
        text: 'one two three',
        words: words.map((text, at) => ({ text, start: at, end: at + 1 })),
      }),
    ]);
    // What is said again stays.
    expect(read('a.srt', inTurn(['<i>no way</i>', '<i>no way</i>'])).cues).toHaveLength(2);
  });

  it('keeps of captions that grow what is new', () => {
    const spokenWords = 'okay so today we look at trees and how they grow'.split(' ');
    const file = inTurn(spokenWords.map((_, at) => spokenWords.slice(0, at + 1).join(' ')));
    expect(read('a.srt', file).cues.map((cue) => cue.text)).toEqual(spokenWords);
  });
});
