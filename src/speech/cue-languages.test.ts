import { describe, expect, it } from 'vitest';

import { inLanguages, type InLanguages } from './cue-languages.ts';

function found(
  ...spoken: readonly (readonly [string | undefined, string])[]
): Promise<InLanguages> {
  return inLanguages(
    spoken.map(([language, text], at) => ({
      cue: { start: at * 5, end: at * 5 + 5, text },
      language,
    })),
  );
}
const told = ({ cues }: InLanguages): (string | undefined)[] => cues.map((cue) => cue.language);

describe('inLanguages', () => {
  it('says nothing of cues in the language of the talk', async () => {
    const talk = await found(['en', 'Hello there.'], ['en', 'And good bye.']);
    expect(talk.language).toBe('en');
    expect(talk.cues.every((cue) => !('language' in cue))).toBe(true);
    expect(await found([undefined, 'Hello.'])).toEqual({
      cues: [{ start: 0, end: 5, text: 'Hello.' }],
    });
  });
  it('names the language of cues in another one', async () => {
    const talk = await found(
      ['zh', '今天我们来讲讲语言。'],
      ['en', 'What is it?'],
      ['zh', '是这样的。'],
    );
    expect(talk.language).toBe('zh');
    expect(told(talk)).toEqual([undefined, 'en', undefined]);
  });
  it('goes by the letters of a cue where they speak against what was named', async () => {
    const talk = await found(
      ['zh', '今天我们来讲讲语言。'],
      ['en', 'What is it?'],
      ['zh', 'And why is that so?'],
      ['zh', '是这样的。'],
    );
    expect(told(talk)).toEqual([undefined, 'en', 'en', undefined]);
  });
  it('goes by the words of a cue where both are written in the same letters', async () => {
    const talk = await found(
      ['es', 'Cuando abrió los ojos por la mañana había entrado una joven empleada.'],
      ['en', 'She looked at the key quite a long time.'],
      ['es', 'Una de las cosas extrañas de vivir en el mundo es que uno está seguro.'],
      [
        'es',
        'Mary had liked to look at her mother from a distance, and she had thought her very pretty.',
      ],
    );
    expect(talk.language).toBe('es');
    expect(told(talk)).toEqual([undefined, 'en', undefined, 'en']);
  });
  it('is called as it is written', async () => {
    const talk = await found(['zh', '今天我們來講講語言，這個問題說過了。'], ['en', 'What is it?']);
    expect(talk.language).toBe('zh-Hant');
    const other = await found(
      ['en', 'What is it that you are looking for?'],
      ['en', 'And why?'],
      ['zh', '這個問題我們說過了。'],
    );
    expect(told(other)).toEqual([undefined, undefined, 'zh-Hant']);
  });
  it('takes a word or two for an error', async () => {
    const talk = await inLanguages([
      { cue: { start: 0, end: 50, text: 'All of it is English.' }, language: 'en' },
      { cue: { start: 50, end: 50.5, text: 'Ja.' }, language: 'de' },
    ]);
    expect(told(talk)).toEqual([undefined, undefined]);
  });
});
