import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { generatedTalk, sourceMark } from '../../test/fixtures/generated-talk.ts';
import { sampleTalk } from '../../test/fixtures/sample-talk.ts';
import { cutList } from './cut-list.ts';
import { transcriptMarkdown } from './transcript-markdown.ts';
import { transcriptText } from './transcript-text.ts';

describe('transcriptMarkdown', () => {
  it('has title, sections, and paragraphs with their times', () => {
    const markdown = transcriptMarkdown(sampleTalk());
    expect(markdown).toMatch(
      /^# Tidemark: a year in review\n\n## 1\. 开场\n\n\[0:00\]\(talk\.wav#t=0\) \*\*Mira:\*\* Hello everyone, .* how you can help\.\n\n## 2\. /,
    );
    expect(markdown).toContain('\n\n[0:24](talk.wav#t=23) The old engine kept');
    expect(markdown).not.toContain('大家好');
  });

  it('has bare times without a link, and none in a talk without times', () => {
    const talk = { ...sampleTalk(), note: undefined, source: { name: '-' } };
    expect(transcriptMarkdown(talk)).toContain('\n\n0:24 The old engine kept');
    expect(transcriptMarkdown({ ...talk, timed: false })).not.toMatch(/\d:\d\d/);
  });

  it('shows names put right', () => {
    const talk = sampleTalk();
    const sentences = talk.sentences.map((each) => ({
      ...each,
      corrected: `Corrected ${each.id}.`,
    }));
    expect(transcriptMarkdown({ ...talk, sentences })).toContain('Corrected 1. Corrected 2.');
  });
});

describe('transcriptText', () => {
  it('is plain paragraphs', () => {
    const paragraphs = transcriptText(sampleTalk()).split('\n\n');
    expect(paragraphs).toHaveLength(9);
    expect(paragraphs[0]).toMatch(/^Mira: Hello everyone.* how you can help\.$/);
    expect(paragraphs.at(-1)).toMatch(/^Our next release .* questions\.\n$/);
  });

  it('joins Chinese without spaces', () => {
    const talk = { ...sampleTalk(), language: 'zh', note: undefined };
    const sentences = talk.sentences
      .slice(0, 2)
      .map((each) => ({ ...each, text: '你好。', speaker: undefined }));
    expect(transcriptText({ ...talk, sentences })).toBe('你好。你好。\n');
  });
});

describe('cutList', () => {
  it('is a list autocut reads', () => {
    const lines = cutList(sampleTalk()).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      '- [ ] <-- Mark if you are done editing.',
      '',
      '[talk.wav](talk.wav)',
      '',
      '- [ ] [1,00:00] Hello everyone, my name is Mira, and I maintain Tidemark, an open source time series database. / 大家好，我是米拉，维护着开源时序数据库 Tidemark。',
    ]);
    expect(lines[16]).toMatch(/^- \[ \] \[13,00:57\] First, migration/);
    expect(lines).toHaveLength(4 + 25 + 1);
  });

  it('writes hours, and the source alone without a translation', () => {
    const talk = { ...sampleTalk(), translation: undefined };
    const sentences = talk.sentences.slice(0, 1).map((each) => ({ ...each, start: 3723 }));
    expect(cutList({ ...talk, sentences })).toContain('- [ ] [1,01:02:03] Hello everyone, my');
    expect(cutList({ ...talk, sentences })).not.toContain(' / ');
  });
});

describe('transcripts and cut list', () => {
  it('have every sentence once', () => {
    fc.assert(
      fc.property(generatedTalk, (talk) => {
        for (const text of [transcriptMarkdown(talk), transcriptText(talk), cutList(talk)]) {
          for (const { id } of talk.sentences) expect(text.split(sourceMark(id))).toHaveLength(2);
        }
        const tasks = cutList(talk).match(/^- \[ \] \[\d+,\d\d:\d\d\] /gm) ?? [];
        expect(tasks).toHaveLength(talk.sentences.length);
      }),
    );
  });
});
