import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { generatedTalk } from '../../../test/fixtures/generated-talk.ts';
import { sampleTalk } from '../../../test/fixtures/sample-talk.ts';
import { fullText, shownSentences } from './full-text.ts';

describe('fullText', () => {
  it('has every sentence once, in order, and a place for every section', () => {
    fc.assert(
      fc.property(generatedTalk, (talk) => {
        const parts = fullText(talk);
        const ids = parts.flatMap((part) =>
          part.paragraphs.flatMap((each) => each.sentences.map(({ sentence }) => sentence.id)),
        );
        expect(ids).toEqual(talk.sentences.map(({ id }) => id));
        const numbers = parts.flatMap(({ heading }) => (heading ? [heading.number] : []));
        expect(numbers).toEqual((talk.note?.sections ?? []).map((_, index) => String(index + 1)));
      }),
    );
  });

  it('names a speaker only when another one begins', () => {
    const talk = sampleTalk();
    const sentences = talk.sentences.map((each) => ({
      ...each,
      speaker: each.id > 20 ? 'Ann' : 'Mira',
    }));
    const paragraphs = fullText({ ...talk, sentences }).flatMap((part) => part.paragraphs);
    const named = paragraphs.filter(({ speaker }) => speaker !== undefined);
    expect(named.map(({ speaker, sentences: [first] }) => [speaker, first.sentence.id])).toEqual([
      ['Mira', 1],
      ['Ann', 21],
    ]);
  });

  it('shows a line that is missing from the translation as untranslated', () => {
    const talk = sampleTalk();
    const parts = fullText({ ...talk, translation: talk.translation?.slice(1) });
    expect(parts[0]?.paragraphs[0]?.sentences[0].translation).toEqual({
      state: 'untranslated',
      text: '',
    });
  });

  it('knows what is its own translation, unless a person wrote another', () => {
    const talk = sampleTalk();
    const [one, two] = talk.sentences;
    const own = talk.sentences.map((sentence) => ({ ...sentence, language: talk.target }));
    const translation = own.map(({ id, text, corrected = text }) => ({
      id,
      text: id === two?.id ? '另一句话。' : corrected,
      status: 'ok' as const,
    }));
    const shown = shownSentences({ ...talk, sentences: own, translation });
    expect(shown.find(({ sentence }) => sentence.id === one?.id)?.isOwn).toBe(true);
    expect(shown.find(({ sentence }) => sentence.id === two?.id)?.isOwn).toBe(false);
    expect(shownSentences(talk).some(({ isOwn }) => isOwn)).toBe(false);
  });
});
