import { describe, expect, it } from 'vitest';

import type { Cue, Word } from '../../model/transcript.ts';
import { bySpeaker, isSoundNote } from './cue-text.ts';

const cue = (text: string, more: Partial<Cue> = {}): Cue => ({ start: 0, end: 10, text, ...more });
const told = (...texts: string[]): [speaker: string | undefined, text: string, turn: boolean][] =>
  bySpeaker(texts.map((text) => cue(text))).map((each) => [
    each.speaker,
    each.text,
    each.paragraph === true,
  ]);

describe('bySpeaker', () => {
  it('holds a name after >> until the next mark', () => {
    expect(told('>> JANE DOE: Good morning.', 'How are you?', '>> Fine.', 'Thanks.')).toEqual([
      ['JANE DOE', 'Good morning.', false],
      ['JANE DOE', 'How are you?', false],
      [undefined, 'Fine.', true],
      [undefined, 'Thanks.', false],
    ]);
  });

  it('begins a paragraph where somebody else speaks, not where a dash goes on in small letters', () => {
    expect(told('I mean\n- that is', '- Is it?\n- Yes.')).toEqual([
      [undefined, 'I mean', false],
      [undefined, 'that is', false],
      [undefined, 'Is it?', true],
      [undefined, 'Yes.', true],
    ]);
  });

  it('gives a sound note on a line of its own a piece of its own', () => {
    const parts = bySpeaker([cue('[music]\nso today\nwe look', { paragraph: true })]);
    expect(parts.map((part) => part.text)).toEqual(['[music]', 'so today we look']);
    expect(parts[1]?.paragraph).toBe(true);
    expect(isSoundNote(parts[0]?.text ?? '')).toBe(true);
  });

  it('gives words without marks those of the text', () => {
    const words = ['Well', 'we', 'go', 'really'].map((text, at): Word => ({
      text,
      start: at,
      end: at + 1,
    }));
    const [part] = bySpeaker([cue('“Well, we go – really?”', { words })]);
    expect(part?.words?.map((word) => word.text)).toEqual(['“Well,', 'we', 'go', '– really?”']);
  });

  it('leaves words alone that say what the text says', () => {
    const words = [{ text: 'Well,', start: 0, end: 1 }];
    expect(bySpeaker([cue('Well,', { words })])[0]?.words).toEqual(words);
    expect(bySpeaker([cue('Other', { words })])[0]?.words).toBeUndefined();
  });
});
