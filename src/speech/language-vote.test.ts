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
/** What it says after four windows, when they are heard as these languages. */
async function clear(heard: readonly string[], isOpen = true): Promise<boolean> {
  const vote = new LanguageVote({ isOpen });
  const answer = vote.isClearAfter(4);
  for (const language of heard) await vote.hear(async () => ({ language }));
  return await answer;
}

const none = undefined;

describe('LanguageVote', () => {
  it('tells the language once three in a row agree', async () => {
    expect(await told(['en', 'en', 'en', 'cy', 'en'])).toEqual([none, none, none, 'en', 'en']);
  });
  it('passes over windows without words, and starts anew with another language', async () => {
    const heard = ['cy', 'en', none, 'en', 'en', 'de'];
    expect(await told(heard)).toEqual([none, none, none, none, none, 'en']);
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
    const answer = vote.isClearAfter(4, controller.signal);
    controller.abort();
    await expect(answer).rejects.toThrow('aborted');
    await expect(vote.isClearAfter(4, controller.signal)).rejects.toThrow('aborted');
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
    const atOnce = events.map((_, at) => {
      const before = events.slice(0, at + 1);
      return before.filter((each) => each.endsWith('begins')).length * 2 - before.length;
    });
    expect(Math.max(...atOnce)).toBe(3);
    // Three at once; then, with two that agree, one; then it is clear.
    expect(events.indexOf('3 begins')).toBeGreaterThan(events.indexOf('2 ends'));
    expect(events.indexOf('4 begins')).toBeGreaterThan(events.indexOf('3 ends'));
    expect(events.indexOf('5 begins')).toBeLessThan(events.indexOf('4 ends'));
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
