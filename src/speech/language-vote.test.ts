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
  it('has one window heard at a time only until that is clear', async () => {
    const vote = new LanguageVote({ isOpen: true });
    let open = 0;
    let most = 0;
    const hear = async (): Promise<{ language: string }> => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      return { language: 'en' };
    };
    await Promise.all([vote.hear(hear), vote.hear(hear), vote.hear(hear)]);
    expect(most).toBe(1);
    await Promise.all([vote.hear(hear), vote.hear(hear), vote.hear(hear)]);
    expect(most).toBe(3);
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
