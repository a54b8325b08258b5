import { describe, expect, it } from 'vitest';

import { onlySaid } from './only-said.ts';
import type { HeardCue } from './recognizer.ts';

const cue = (start: number, end: number, text: string): HeardCue => ({ start, end, text });

/** What is left of cues in a window of `length` seconds, with speech up to `spoken`. */
function left(length: number, spoken: number, cues: readonly HeardCue[]): string[] {
  return onlySaid(cues, { length, speech: [{ start: 0, end: spoken }] }).map(({ text }) => text);
}

describe('onlySaid', () => {
  it('leaves out what Whisper says again when the window is over', () => {
    // As Whisper base wrote down a window of 6.2 s with four sentences in it.
    const heard = [
      cue(0, 2, 'What are you talking about?'),
      cue(2, 3, "L'afford."),
      cue(3, 5, 'You thought you were in pain.'),
      cue(5, 6.22, 'Not now.'),
      cue(6.22, 6.22, 'What are you talking about?'),
      cue(6.22, 6.22, "L'afford."),
    ];
    expect(left(6.22, 5.8, heard)).toEqual(heard.slice(0, 4).map(({ text }) => text));
  });

  it('leaves out what is said again in a long silence behind the speech, however it is written', () => {
    const heard = [
      cue(0, 1.2, 'Do you hear me?'),
      cue(5, 7, 'do you hear me'),
      cue(10, 12, 'Yes.'),
    ];
    expect(left(20, 1, heard)).toEqual(['Do you hear me?', 'Yes.']);
    expect(left(20, 1, [cue(0, 1, '你好，世界。'), cue(4, 5, '世界')])).toEqual(['你好，世界。']);
  });

  it('keeps what is really said twice', () => {
    const heard = [
      cue(0, 1, 'Do you hear me?'),
      cue(1, 2, 'Yes.'),
      cue(2, 3, 'Do you hear me?'),
      cue(3, 3.4, 'Yes.'),
    ];
    expect(left(4, 3.4, heard)).toHaveLength(4);
    expect(left(3.6, 2.8, heard)).toHaveLength(4);
  });

  it('keeps other words at the end, of which only the time is wrong', () => {
    expect(left(20.03, 19.8, [cue(0, 20, 'What?'), cue(20, 20.03, 'Laugh at?')])).toHaveLength(2);
    expect(left(20, 19.8, [cue(0, 20, 'What?'), cue(20, 20, 'Laugh at?')])).toHaveLength(2);
  });

  it('keeps all there is where no speech was detected but at its end', () => {
    expect(
      onlySaid([cue(0, 4, 'Yes.'), cue(3, 4, 'Yes.')], { length: 4, speech: [] }),
    ).toHaveLength(2);
  });

  it.each([
    '[Music]',
    '(inaudible)',
    '(音)',
    '（音）',
    '(indistinct chatter)',
    '[BLANK_AUDIO]',
    '【音楽】',
    '*sighs*',
    '♪ [Applause] ♪',
    '...',
    ' ',
  ])('takes "%s" for no speech', (text) => {
    expect(left(10, 10, [cue(0, 2, text), cue(2, 4, 'And so it began.')])).toEqual([
      'And so it began.',
    ]);
  });

  it.each([
    'He said (inaudible) to me.',
    '[Music] And so it began.',
    '(So) it was.',
    'a * b * c',
    '3 (three)',
    '“Yes.”',
  ])('takes "%s" for speech', (text) => {
    expect(left(10, 10, [cue(0, 2, text)])).toEqual([text]);
  });
});
