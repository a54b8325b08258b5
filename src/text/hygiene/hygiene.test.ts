import { describe, expect, it } from 'vitest';

import type { Cue } from '../../model/transcript.ts';
import { checkHygiene, shortenLoops } from './hygiene.ts';

const cuesOf = (...texts: string[]): Cue[] =>
  texts.map((text, index) => ({ start: index * 3, end: index * 3 + 2.5, text }));

describe('checkHygiene, loops of cues', () => {
  it('marks a cue that comes again and again, but not its first time', () => {
    const { doubts, loops } = checkHygiene(
      cuesOf(
        'So this is it.',
        'I will show you now.',
        'I will show you now.',
        'I will show you, now',
        'Next.',
      ),
    );
    expect(doubts).toEqual([undefined, undefined, 'loop', 'loop', undefined]);
    expect(loops).toBe(2);
  });

  it('marks cues that take turns', () => {
    const round = ['We go to the left side.', 'And then we go to the right.'];
    const { doubts } = checkHygiene(cuesOf(...round, ...round, ...round, 'Done.'));
    expect(doubts.filter(Boolean)).toHaveLength(4);
    expect(doubts.slice(0, 2)).toEqual([undefined, undefined]);
  });

  it.each([
    ['short answers', ['Yes.', 'Yes.', 'Yes.', 'Okay.']],
    ['a sentence said twice', ['That is the whole point.', 'That is the whole point.', 'Really.']],
    ['music marks', ['♪', '♪', '♪', '♪', '♪', '♪', '♪']],
  ])('lets %s be', (_what, texts) => {
    expect(checkHygiene(cuesOf(...texts)).loops).toBe(0);
  });

  it('takes many short cues for a loop after all', () => {
    expect(checkHygiene(cuesOf(...Array.from({ length: 8 }, () => 'Yeah.'))).loops).toBe(7);
  });

  it('finds loops in Chinese', () => {
    const { loops } = checkHygiene(
      cuesOf('我们来看一下这个', '我们来看一下这个', '我们来看一下这个', '好'),
    );
    expect(loops).toBe(2);
  });

  it('removes nothing', () => {
    const cues = cuesOf(...Array.from({ length: 9 }, () => 'The same line over again.'));
    expect(checkHygiene(cues).cues).toEqual(cues);
  });
});

describe('checkHygiene, stock phrases', () => {
  it.each([
    'Subtitles by the Amara.org community',
    'Support us and become VIP member to remove all ads from www.OpenSubtitles.org',
    '字幕由志愿者提供',
    '请不吝点赞 订阅 转发 打赏支持明镜与点点栏目',
    'Untertitel der Amara.org-Community',
    'Редактор субтитров А.Семкин Корректор А.Егорова',
    'Untertitelung des ZDF, 2020',
    'Untertitel im Auftrag des ZDF für funk, 2017',
    'Transcribed by https://otter.ai',
    'Transcription by ESO. Translation by —',
    'Subtitles by SteamTeamExtra',
    '字幕组：某某',
  ])('doubts what nobody says: %s', (text) => {
    expect(checkHygiene(cuesOf(text)).doubts).toEqual(['boilerplate']);
  });

  it.each(['Thank you for watching.', 'Thanks.', '谢谢大家', 'ご視聴ありがとうございました'])(
    'doubts what people do say only where there was silence: %s',
    (text) => {
      const [cue] = cuesOf(text);
      expect(checkHygiene(cue ? [cue] : []).doubts).toEqual([undefined]);
      expect(checkHygiene(cue ? [{ ...cue, noSpeech: 0.9 }] : []).doubts).toEqual(['boilerplate']);
      expect(checkHygiene(cue ? [{ ...cue, noSpeech: 0.3 }] : []).doubts).toEqual([undefined]);
    },
  );

  it.each([
    'The subtitles by our students were the best ones.',
    'Subtitles by default are off.',
    'Transcription by RNA polymerase II starts at the promoter.',
    'Transcribed by the cell, it leaves the nucleus.',
    'Untertitel der Filme sind wichtig.',
    '字幕组是一种很有意思的社区。',
  ])('lets a talk be that says: %s', (text) => {
    expect(checkHygiene(cuesOf(text)).boilerplate).toBe(0);
  });
});

describe('shortenLoops', () => {
  it.each([
    ['and then and then and then and then and then we go', 'and then and then we go'],
    ['no no no no no no no no', 'no no'],
    ['我们的我们的我们的我们的我们的我们的方法', '我们的我们的方法'],
    ['哈哈哈哈哈哈哈哈哈哈哈哈', '哈哈'],
  ])('shortens %s', (text, short) => {
    expect(shortenLoops(text)).toBe(short);
  });

  it.each([
    'It is very, very, very good.',
    'no no no, not that one',
    'I I I think so',
    '对对对，就是这样',
    'two two two two and that makes eight',
    'a b c d e f g h i j',
    '1 0 0 1 0 0 1 1',
    '10, 10, 10, 10, 10, 10, 10 dollars each',
    '555 1234 555 1234 555 1234 555 1234 is what I dialled',
  ])('lets %s be', (text) => {
    expect(shortenLoops(text)).toBe(text);
  });

  it('shortens inside a cue, says so, and drops word times that no longer fit', () => {
    const text = 'so the the the the the the the end';
    const [cue] = cuesOf(text);
    const words = [{ text: 'so', start: 0, end: 1 }];
    const { cues, shortened } = checkHygiene(cue ? [{ ...cue, words }] : []);
    expect(cues[0]).toMatchObject({ text: 'so the the end', words: undefined });
    expect(shortened).toBe(1);
  });
});
