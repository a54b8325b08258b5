import { describe, expect, it } from 'vitest';

import type { WorkResult } from '../../app/talks/work-result.ts';
import type { Note } from '../../model/note.ts';
import { type Counts, type Talk, TALK_SCHEMA } from '../../model/talk.ts';
import { NO_USAGE } from '../../model/usage.ts';
import { reportResult } from './report.ts';

const nothing: Counts = {
  sentences: 25,
  translated: 25,
  flagged: 0,
  untranslated: 0,
  doubted: 0,
  missingSections: 0,
  doubtedPoints: 0,
};

const talk: Talk = {
  schema: TALK_SCHEMA,
  title: 'Talk',
  source: { name: 'talk.srt' },
  language: 'en',
  target: 'es',
  timed: true,
  duration: 100,
  topic: '',
  speakers: [],
  terms: [],
  sentences: [],
  warnings: [],
};

/** What is said of a run in English, on standard error. */
function said(counts: Partial<Counts>, own: Partial<Talk> = {}): string {
  let text = '';
  const result: WorkResult = {
    status: 'marked',
    title: 'Talk',
    folder: '/talk',
    files: ['transcript.md'],
    counts: { ...nothing, ...counts },
    usage: NO_USAGE,
    atOnce: 8,
    talk: { ...talk, ...own },
  };
  const err = { write: (row: string) => (text += row) };
  const out = { write: () => true };
  reportResult(result, { out, err }, { language: 'en', quiet: false });
  return text;
}

describe('the end of a run', () => {
  it('says when a model is too weak for the task, and what to take', () => {
    const text = said({ translated: 10, flagged: 4, untranslated: 15 });
    expect(text).toContain('too weak for the task: of 25 answers 19 were refused or are doubtful');
    expect(text).toContain('--model');
  });

  it('says how many requests were under way at once', () => {
    expect(said({ translated: 10 })).toContain('0 tokens this run, up to 8 requests at once');
  });

  it('says how much of the note was checked beside the text', () => {
    const note: Note = {
      title: 'Talk',
      summary: [],
      sections: [],
      coverage: { share: 1, longestGap: 0 },
      dropped: 1,
      verified: { model: 'openai:x', claims: 40, corrected: 2, unread: 3 },
    };
    expect(said({}, { note })).toContain(
      '40 statements of the note checked beside the text, 2 put right, 1 left out as unsupported, 3 could not be checked',
    );
    const { verified: _, ...plain } = note;
    expect(said({}, { note: plain })).not.toContain('checked beside');
  });

  it.each([
    ['a few marks', { flagged: 5, untranslated: 3, translated: 22 }],
    ['a talk of a few lines', { untranslated: 3, translated: 2 }],
    ['nothing marked', {}],
  ])('does not for %s', (_, counts) => {
    expect(said(counts)).not.toContain('too weak');
  });
});
