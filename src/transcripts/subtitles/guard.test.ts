/**
 * Two rates: of subtitles in forms of all kinds how many are read with times or refused, and of prose with times,
 * arrows and tables in it how much is read. What is called unseen was written down after the guard, and nothing was
 * changed for it.
 */
import { describe, expect, it } from 'vitest';

import { TUNED_CUES, UNSEEN_CUES } from '../../../test/fixtures/times/cue-forms.ts';
import { TUNED_PROSE, UNSEEN_PROSE } from '../../../test/fixtures/times/prose.ts';
import { AppError } from '../../base/errors.ts';
import { readTranscript } from '../read.ts';

/** What becomes of a text: its times are read, it is refused, or it is taken for prose. */
function fate(text: string): 'timed' | 'prose' | 'refused' {
  try {
    return readTranscript(Buffer.from(text), { name: 'a.txt' }).timed ? 'timed' : 'prose';
  } catch (error) {
    if (AppError.find(error)?.code !== 'SUBTITLES_UNREAD') throw error;
    return 'refused';
  }
}

const namesOf = (texts: Readonly<Record<string, string>>, wrong: string): string[] =>
  Object.keys(texts).filter((name) => fate(texts[name] ?? '') === wrong);

describe('subtitles in any form', () => {
  it('are never prose, of those tuned on: 45 of 45', () => {
    expect(Object.keys(TUNED_CUES)).toHaveLength(45);
    expect(namesOf(TUNED_CUES, 'prose')).toEqual([]);
  });

  it('are rarely prose, of those unseen: 18 of 20 are read or refused', () => {
    expect(Object.keys(UNSEEN_CUES)).toHaveLength(20);
    expect(namesOf(UNSEEN_CUES, 'prose')).toEqual(['times in the middle', 'minutes with primes']);
  });

  it('are refused with what gave them away, and what to do', () => {
    const text = TUNED_CUES['one time with frames'] ?? '';
    const failure = ((): AppError | undefined => {
      try {
        readTranscript(Buffer.from(text), { name: 'a.txt' });
      } catch (error) {
        return AppError.find(error);
      }
      return undefined;
    })();
    expect(failure?.message).toBe(
      '"a.txt" looks like subtitles in a form that cannot be read ("00:00:01:00").',
    );
    expect(failure?.hint).toContain('Convert it to SRT');
  });
});

describe('prose with times, arrows and tables in it', () => {
  it('is read, of that tuned on: 41 of 41', () => {
    expect(Object.keys(TUNED_PROSE)).toHaveLength(41);
    expect([...namesOf(TUNED_PROSE, 'refused'), ...namesOf(TUNED_PROSE, 'timed')]).toEqual([]);
  });

  it('is mostly read, of that unseen: 18 of 19; one is taken for a talk with times', () => {
    expect(Object.keys(UNSEEN_PROSE)).toHaveLength(19);
    expect(namesOf(UNSEEN_PROSE, 'refused')).toEqual([]);
    expect(namesOf(UNSEEN_PROSE, 'timed')).toEqual(['sports live text']);
  });
});
