import { describe, expect, it } from 'vitest';

import { markedTalk } from '../../../test/fixtures/marked-talk.ts';
import { sampleTalk } from '../../../test/fixtures/sample-talk.ts';
import type { WorkResult } from '../../app/talks/work-result.ts';
import type { InterfaceLanguage } from '../../base/errors.ts';
import { countTalk, type Talk } from '../../model/talk.ts';
import { NO_USAGE } from '../../model/usage.ts';
import { displayWidth } from '../../text/languages/script.ts';
import { doneEvent, reportResult } from './report.ts';

type Telling = {
  readonly language?: InterfaceLanguage;
  readonly files?: readonly string[];
  readonly quiet?: boolean;
};

function resultOf(talk: Talk, files: readonly string[] = []): WorkResult {
  const counts = countTalk(talk);
  const isMarked = counts.untranslated > 0;
  const ending = { status: isMarked ? 'marked' : 'complete', title: 'Talk' } as const;
  return { ...ending, folder: '/talk', files, counts, usage: NO_USAGE, atOnce: 0, talk };
}

/** The rows on standard error that name a place. */
function rowsOf(talk: Talk, { language = 'en', files, quiet = false }: Telling = {}): string[] {
  let text = '';
  const err = { write: (row: string) => (text += row) };
  reportResult(resultOf(talk, files), { out: { write: () => true }, err }, { language, quiet });
  return text.split('\n').filter((row) => row.startsWith('  '));
}

/** A talk without a note of which every line is doubtful. */
function doubtfulTalk(): Talk {
  const { translation = [], ...talk } = sampleTalk();
  const lines = translation.map((line) => ({ ...line, status: 'flagged' as const }));
  return {
    ...talk,
    note: undefined,
    translation: [...lines.slice(1), { ...lines[0], id: 1, text: '', status: 'untranslated' }],
  };
}

describe('the report', () => {
  it('lists marked places: when, what, how it begins, why', () => {
    const rows = rowsOf(markedTalk());
    expect(rows.slice(0, 4)).toEqual([
      '  0:32  point “新引擎把许多序列打包进写后不…”: The place it cites says only part of it; compare. 没有提到日期。',
      '  0:39  point “备份因此变得简单：只需复制新…”: It is not in the language of the note; read the place it cites. It is too long for one statement; compare it wit…',
      '  1:29  section “如何参与，以及下一步”: The points of this section could not be had. Please read its full text.',
      '  0:24  line “The old engine kept every ser…”: The model refused to translate this sentence; read the original.',
    ]);
    expect(rows).toHaveLength(6);
  });

  it('does so in Chinese, by number where there are no times', () => {
    const rows = rowsOf({ ...markedTalk(), timed: false }, { language: 'zh' });
    expect(rows[2]).toBe(
      '  句 20  章节“如何参与，以及下一步”：这一节的要点没能整理出来，请直接看全文。',
    );
    expect(rows[3]).toBe(
      '   句 6  译文“The old engine kept every ser…”：模型拒绝翻译这一句，请看原文。',
    );
  });

  it.each([
    [['note.md', 'note.html'], 'and 15 more: see note.html'],
    [['note.md'], 'and 15 more: see note.md'],
    [['talk.zh.srt'], 'and 15 more'],
  ])('names ten, and of %j where the others are', (files, more) => {
    const rows = rowsOf(doubtfulTalk(), { files });
    expect(rows).toHaveLength(11);
    expect(rows.at(-1)).toBe(`  ${more}`);
  });

  it('stays on its rows whatever a model writes', () => {
    const rows = rowsOf(markedTalk(`\u001B[2J\n\n${'很长 '.repeat(500)}`));
    expect(rows).toHaveLength(6);
    for (const row of rows) {
      expect(displayWidth(row)).toBeLessThanOrEqual(160);
      expect(row).not.toContain('\u001B');
    }
  });

  it('lists nothing when nothing is marked, or when it is to be quiet', () => {
    expect(rowsOf(sampleTalk())).toEqual([]);
    expect(rowsOf(markedTalk(), { quiet: true })).toEqual([]);
  });
});

describe('the last event', () => {
  it('has every marked place, with what is known of it', () => {
    const event = doneEvent('talk.srt', resultOf(markedTalk('第七个。')));
    expect(JSON.parse(JSON.stringify(event))).toMatchObject({
      marked: [
        { kind: 'statement', sentence: 7, start: 32.777, doubts: ['partly'], why: '第七个。' },
        { kind: 'statement', sentence: 8, start: 39.058, doubts: ['language', 'length'] },
        { kind: 'section', sentence: 20, start: 89.01 },
        { kind: 'line', sentence: 6, start: 24.939, state: 'untranslated', flags: ['refused'] },
        {
          kind: 'line',
          sentence: 7,
          state: 'flagged',
          flags: ['number', 'review'],
          why: '第七个。',
        },
        { kind: 'line', sentence: 20, start: 89.01, state: 'untranslated', flags: [] },
      ],
    });
  });

  it('has all of them, and an empty list where there are none', () => {
    expect(doneEvent('x', resultOf(doubtfulTalk()))['marked']).toHaveLength(25);
    expect(doneEvent('x', resultOf(sampleTalk()))['marked']).toEqual([]);
    const untimed = doneEvent('x', resultOf({ ...markedTalk(), timed: false }));
    expect(JSON.stringify(untimed['marked'])).not.toContain('start');
  });
});
