import { describe, expect, it } from 'vitest';

import { displayWidth, dominantScript, isCjk, isSpaceless, joinLines } from './script.ts';

const point = (text: string): number => text.codePointAt(0) ?? 0;

describe('isCjk', () => {
  it.each(['中', 'あ', 'ア', '한', '，', '。', '《', '𠮷', 'Ａ'])('takes %s', (character) => {
    expect(isCjk(point(character))).toBe(true);
  });

  it.each(['a', '1', ',', 'é', 'ж', 'ก', '…', '“'])('leaves %s', (character) => {
    expect(isCjk(point(character))).toBe(false);
  });

  it('knows that Korean puts blanks between words', () => {
    expect(isSpaceless(point('한'))).toBe(false);
    expect(isSpaceless(point('中'))).toBe(true);
  });
});

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['中文', 4],
    ['カタ', 4],
    ['한국', 4],
    ['Ａ，', 4],
    ['e\u0301', 1],
    ['a\u200Bb', 2],
    ['a\u200Fb', 2],
    ['a\u2028b', 3],
    ['“a” – b…', 8],
    ['ｱ', 1],
    ['😀', 2],
  ])('%j takes %d columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('dominantScript', () => {
  it.each([
    ['Hello there', 'latin'],
    ['我们用 Transformer 训练模型', 'han'],
    ['今日は機械学習の話をします', 'kana'],
    ['이것은 강의입니다', 'hangul'],
    ['Это лекция', 'cyrillic'],
    ['هذه محاضرة', 'arabic'],
    ['यह एक व्याख्यान है', 'devanagari'],
    ['นี่คือการบรรยาย', 'thai'],
    ['Αυτή είναι', 'greek'],
    ['זו הרצאה', 'hebrew'],
    ['12:30 — !!', 'other'],
    ['', 'other'],
  ])('%s is %s', (text, script) => {
    expect(dominantScript(text)).toBe(script);
  });
});

describe('joinLines', () => {
  it('puts a blank between words and none between Chinese characters', () => {
    expect(joinLines(['Hello  there,', ' world '])).toBe('Hello there, world');
    expect(joinLines(['今天我们', '讲机器学习'])).toBe('今天我们讲机器学习');
    expect(joinLines(['用 GPU', '训练'])).toBe('用 GPU 训练');
    expect(joinLines(['한국', '사람'])).toBe('한국 사람');
    expect(joinLines(['𠮷', '野'])).toBe('𠮷野');
    expect(joinLines([' ', ''])).toBe('');
  });
});
