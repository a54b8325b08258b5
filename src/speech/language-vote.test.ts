import { describe, expect, it } from 'vitest';

import { LanguageVote } from './language-vote.ts';

/** What each window is told, when they are heard as these languages; all are given at once. */
async function told(
  heard: readonly (string | undefined)[],
  isOpen = true,
): Promise<(string | undefined)[]> {
  const vote = new LanguageVote({ isOpen });
  const all: (string | undefined)[] = [];
  await Promise.all(
    heard.map((language, index) =>
      vote.hear(async (known) => {
        all[index] = known;
        return { language };
      }),
    ),
  );
  return all;
}
/** What it says of the sixth window, when those before it are heard as these languages. */
async function clear(heard: readonly string[], isOpen = true): Promise<boolean> {
  const vote = new LanguageVote({ isOpen });
  const answer = vote.isClearBefore(5);
  for (const language of heard) await vote.hear(async () => ({ language }));
  return await answer;
}

const none = undefined;

describe('LanguageVote', () => {
  it('tells the language once three in a row agree, but not to the window beside them', async () => {
    const heard = ['en', 'en', 'en', 'cy', 'en'];
    expect(await told(heard)).toEqual([none, none, none, none, 'en']);
  });
  it('passes over windows without words, and starts anew with another language', async () => {
    const heard = ['cy', 'en', none, 'en', 'en', 'de', 'de'];
    expect(await told(heard)).toEqual([none, none, none, none, none, none, 'en']);
  });
  it('leaves a talk of many languages to the recogniser', async () => {
    const heard = Array.from({ length: 20 }, (_, index) => (index % 2 ? 'en' : 'de'));
    expect(new Set(await told(heard))).toEqual(new Set([none]));
  });
  it('says once enough are heard whether all is in one language', async () => {
    expect(await clear(['en', 'en', 'en'])).toBe(true);
    expect(await clear(['cy', 'en', 'en', 'en'])).toBe(true);
    expect(await clear(['en', 'de', 'en', 'en', 'en'])).toBe(false);
    expect(await clear([], false)).toBe(true);
  });
  it('waits for no more when it is to end', async () => {
    const vote = new LanguageVote({ isOpen: true });
    const controller = new AbortController();
    const answer = vote.isClearBefore(5, controller.signal);
    controller.abort();
    await expect(answer).rejects.toThrow('aborted');
    await expect(vote.isClearBefore(5, controller.signal)).rejects.toThrow('aborted');
  });
  it('waits only for windows that may make it clear', async () => {
    const vote = new LanguageVote({ isOpen: true });
    const events: string[] = [];
    const hear = (name: string, language: string) => async (): Promise<{ language: string }> => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`${name} ends`);
      return { language };
    };
    const languages = ['en', 'de', 'de', 'de', 'de', 'de'];
    await Promise.all(languages.map((language, at) => vote.hear(hear(String(at), language))));
    const before = (first: string, then: string): boolean =>
      events.indexOf(first) < events.indexOf(then);
    // The fifth waits until the first three differ, the sixth for the fourth, by which it is clear.
    expect(before('2 begins', '0 ends') && before('3 begins', '0 ends')).toBe(true);
    expect(before('1 ends', '4 begins') && before('3 ends', '5 begins')).toBe(true);
    expect(before('5 begins', '4 ends')).toBe(true);
  });
  it('tells the same windows however slowly one of them is heard', async () => {
    for (const slow of [0, 1, 2, 3, 4]) {
      const vote = new LanguageVote({ isOpen: true });
      const all: (string | undefined)[] = [];
      const hear = async (index: number): Promise<void> => {
        await vote.hear(async (language) => {
          all[index] = language;
          for (let turn = 0; turn < (index === slow ? 9 : 1); turn++)
            await new Promise((resolve) => setImmediate(resolve));
          return { language: 'en' };
        });
      };
      await Promise.all([0, 1, 2, 3, 4, 5].map(hear));
      expect(all).toEqual([none, none, none, none, 'en', 'en']);
    }
  });
  it('goes on after a window that failed', async () => {
    const vote = new LanguageVote({ isOpen: true });
    const failed = vote.hear(() => Promise.reject(new Error('died')));
    const next = vote.hear(async () => ({ language: 'en' }));
    await expect(failed).rejects.toThrow('died');
    expect(await next).toEqual({ language: 'en' });
  });
  it('tells nothing where there is nothing to find out', async () => {
    expect(await told(['en', 'en', 'en', 'en'], false)).toEqual([none, none, none, none]);
  });
});
