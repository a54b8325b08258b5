import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { bareCaptions, endScore, endsOf } from '../../../test/support/bare-captions.ts';
import { piecesOf } from '../sentence-ends/units.ts';
import { toSentences } from '../sentences/sentences.ts';

const FOLDER = 'test/fixtures/talks';
/** F1 that each of these talks had, less a little; nothing was fitted on them (`npm run bench -- sentences`). */
const LEAST: Readonly<Record<string, number>> = {
  'keynote.en.txt': 0.55,
  'interview.en.txt': 0.55,
  'lecture.en.txt': 0.45,
  'lecture.zh.txt': 0.3,
  'interview.zh.txt': 0.35,
  'lecture.es.txt': 0.3,
  'lecture.de.txt': 0.3,
  'lecture.fr.txt': 0.35,
};

function sentencesOf(text: string, pauses = false): string[] {
  return toSentences(bareCaptions(text, { pauses }).cues).map((sentence) => sentence.text);
}

describe('text without marks', () => {
  it.each(readdirSync(FOLDER))('%s is cut where its sentences end', (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    for (const pauses of [false, true]) {
      const found = endsOf(sentencesOf(text, pauses));
      const { ends } = bareCaptions(text, { pauses });
      expect(endScore(found, ends)).toBeGreaterThan(LEAST[name] ?? 1);
    }
  });

  it('ends no sentence after a word that leads on, in any language it knows', () => {
    const leading =
      /(?:^|[\s'])(?:the|of|and|my|its|le|la|les|et|der|die|und|zum|el|los|y|de)$|[的和把被]$/u;
    const ends = readdirSync(FOLDER)
      .flatMap((name) => sentencesOf(readFileSync(join(FOLDER, name), 'utf8')))
      .filter((sentence) => leading.test(sentence));
    expect(ends).toEqual([]);
  });

  it('takes the blanks of Chinese for the ends of phrases', () => {
    const text = readFileSync(join(FOLDER, 'lecture.zh.txt'), 'utf8');
    const phrases = text.split(/[，。？、；：\s]+/).filter((phrase) => phrase !== '');
    const bare = toSentences([{ start: 0, end: 200, text: phrases.join(' ') }]);
    const ends = new Set(phrases.map((phrase) => phrase.slice(-4)));
    for (const { text: sentence } of bare) expect(ends).toContain(sentence.slice(-4));
    const right = endsOf(toSentences([{ start: 0, end: 200, text }]).map((each) => each.text));
    expect(endScore(endsOf(bare.map((each) => each.text)), right)).toBeGreaterThan(0.5);
  });

  it('loses no word of a talk as long as ten hours, whose every word is the same', () => {
    const cues = Array.from({ length: 10_000 }, (_, at) => ({
      start: at * 3,
      end: at * 3 + 3,
      text: 'so so so so so so so so so',
    }));
    const sentences = toSentences(cues);
    const words = sentences.reduce((sum, { text }) => sum + piecesOf(text).length, 0);
    expect(words).toBe(90_000);
  });
});
