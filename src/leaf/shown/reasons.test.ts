import { describe, expect, it } from 'vitest';

import { CLAIM_DOUBTS } from '../../model/note.ts';
import { LINE_FLAGS } from '../../model/translation.ts';
import { noteWords } from '../words/note-words.ts';
import { lineReason, statementReason } from './reasons.ts';

const LANGUAGES = ['en', 'de', 'fr', 'es', 'ja', 'ko', 'zh', 'zh-Hant'];

describe('the reason of a mark', () => {
  it.each(LANGUAGES)('is a sentence of its own for each flag and doubt in %s', (language) => {
    const words = noteWords(language);
    const reasons = [
      ...LINE_FLAGS.map((flag) => lineReason({ state: 'flagged', text: '', flags: [flag] }, words)),
      ...CLAIM_DOUBTS.map((doubt) =>
        statementReason({ text: '', cites: [], doubts: [doubt] }, words),
      ),
      lineReason({ state: 'flagged', text: '' }, words),
      words.missing,
    ];
    expect(new Set(reasons).size).toBe(LINE_FLAGS.length + CLAIM_DOUBTS.length + 2);
    for (const reason of reasons) expect(reason).toMatch(/^\p{L}.{9,119}[.。]$/u);
    expect(words.markedLegend).toMatch(/^⚠ /);
  });

  it('is written in a language of its own', () => {
    const missing = LANGUAGES.map((language) => noteWords(language).reasons.line.missing);
    expect(new Set(missing).size).toBe(LANGUAGES.length);
  });

  const english = noteWords('en');
  const chinese = noteWords('zh');

  it('names each flag once, and what a model found behind them', () => {
    const flags = ['number', 'review', 'number'] as const;
    expect(lineReason({ state: 'flagged', text: 'x', flags, why: ' It says 9. ' }, english)).toBe(
      'A number or unit differs from the original; compare them. A model that compared it with the original found a mistake; compare. It says 9.',
    );
    const doubts = ['contrary'] as const;
    expect(statementReason({ text: 'x', cites: [], doubts, why: '说的是不会。' }, chinese)).toBe(
      '出处说的正相反，请以出处为准。说的是不会。',
    );
  });

  it('says that there is no translation where nothing more is known', () => {
    expect(lineReason({ state: 'untranslated', text: '' }, chinese)).toBe(
      '模型没有给出译文，请看原文。',
    );
  });

  it('is nothing where nothing is marked', () => {
    expect(lineReason({ state: 'said', text: 'x', flags: ['number'] }, english)).toBeUndefined();
    expect(lineReason(undefined, english)).toBeUndefined();
    for (const doubts of [undefined, []]) {
      expect(statementReason({ text: 'x', cites: [1], doubts, why: 'y' }, english)).toBeUndefined();
    }
  });

  it('stays one line of bounded length, whatever a model writes', () => {
    const why = '𠮷\n\n'.repeat(5000);
    const reason = lineReason({ state: 'flagged', text: 'x', flags: ['review'], why }, english);
    expect(reason).toMatch(/^[^\n]{200,400}…$/u);
    expect(reason).not.toContain('\uFFFD');
  });
});
