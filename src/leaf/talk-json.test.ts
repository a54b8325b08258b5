import { readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { generatedTalk } from '../../test/fixtures/generated-talk.ts';
import { sampleTalk } from '../../test/fixtures/sample-talk.ts';
import { AppError } from '../base/errors.ts';
import type { Talk } from '../model/talk.ts';
import { readTalkJson, talkJson, targetsIn } from './talk-json.ts';

function failureOf(text: string): AppError | undefined {
  try {
    readTalkJson(text);
    return undefined;
  } catch (error) {
    return AppError.find(error);
  }
}

describe('talkJson', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(generatedTalk, (talk) => {
        // Absent and undefined are one to a talk, and JSON knows only absent.
        expect(readTalkJson(talkJson(talk))).toEqual(talk);
      }),
    );
  });

  it('writes the version first and one sentence a line', () => {
    const lines = talkJson(sampleTalk()).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      '{',
      ' "schema": 2,',
      ' "targets": ["zh"],',
      ' "title": "Tidemark: a year in review",',
    ]);
    expect(lines).toContain(
      '  {"id":3,"start":13.78,"end":15.357,"text":"Let us start with the release.","speaker":"Mira","paragraph":true},',
    );
    expect(lines).toContain('    {"id":3,"text":"先从新版本说起。","status":"ok"},');
  });

  it('writes the same for the same talk, whatever the order of its keys', () => {
    const talk = sampleTalk();
    const { schema, title, ...rest } = talk;
    expect(talkJson({ ...rest, title, schema })).toBe(talkJson(talk));
  });
});

/** The sample talk as if it had been translated into another language. */
function inLanguage(target: string, own: Partial<Talk> = {}): Talk {
  const talk = sampleTalk();
  const translation = talk.translation?.map((line) => ({ ...line, text: `${target} ${line.id}` }));
  return { ...talk, target, translation, topic: target, ...own };
}

describe('a talk in several languages', () => {
  const zh = sampleTalk();
  const ja = inLanguage('ja', {
    sentences: zh.sentences.map((each) =>
      each.id === 2 ? { ...each, corrected: 'Put right.' } : each,
    ),
  });
  const both = talkJson(ja, talkJson(zh));

  it('keeps each of them, and the first one first', () => {
    expect(targetsIn(both)).toEqual(['zh', 'ja']);
    expect(readTalkJson(both)).toEqual(zh);
    expect(readTalkJson(both, 'zh')).toEqual(zh);
    expect(readTalkJson(both, 'ja')).toEqual(ja);
    expect(both.match(/Let us start with the release/g)).toHaveLength(1);
  });

  it('replaces the one that is made anew', () => {
    const better = inLanguage('zh', { topic: 'better' });
    const again = talkJson(better, both);
    expect(targetsIn(again)).toEqual(['zh', 'ja']);
    expect(readTalkJson(again, 'zh')).toEqual(better);
    expect(readTalkJson(again, 'ja')).toEqual(ja);
  });

  it('is the same whatever was there, when all of it is made anew', () => {
    fc.assert(
      fc.property(generatedTalk, (talk) => {
        fc.pre(talk.target !== 'ja');
        expect(readTalkJson(talkJson(talk, talkJson(ja)), talk.target)).toEqual(talk);
        expect(readTalkJson(talkJson(ja, talkJson(talk)), 'ja')).toEqual(ja);
      }),
    );
  });

  it('keeps the sentences a translation speaks of, when the talk is read otherwise', () => {
    const other = {
      ...inLanguage('ja'),
      sentences: zh.sentences.slice(0, 3),
      translation: [],
      note: undefined,
    };
    const text = talkJson(other, talkJson(zh));
    expect(readTalkJson(text, 'zh')).toEqual(zh);
    expect(readTalkJson(text, 'ja')).toEqual(other);
    // Read as it was before, they are shared again.
    const back = talkJson(zh, text);
    expect(readTalkJson(back, 'zh')).toEqual(zh);
    expect(readTalkJson(back, 'ja')).toEqual(other);
  });

  it('keeps a note or translation that was not wanted this time', () => {
    const noted = { ...zh, note: undefined, cost: 1 };
    expect(readTalkJson(talkJson(noted, talkJson(zh)))).toEqual({ ...zh, cost: 1 });
    const heard = { ...zh, note: undefined, translation: undefined, model: undefined, topic: '' };
    expect(readTalkJson(talkJson(heard, talkJson(zh)))).toEqual(zh);
  });

  it('is read from the first shape, and written beside it', () => {
    const first = readFileSync('test/fixtures/sample-talk.json', 'utf8');
    expect(first).toContain('"schema": 1');
    expect(targetsIn(first)).toEqual(['zh']);
    expect(readTalkJson(talkJson(ja, first), 'zh')).toEqual(zh);
  });

  it.each(['', 'no JSON', '{"schema": 2,\n "targets": ["zh"]}', '[]', '{"schema":1}'])(
    'is written where %j stands',
    (before) => {
      expect(talkJson(ja, before)).toBe(talkJson(ja));
    },
  );

  it('says when it is not in a language', () => {
    expect(failureOf(both)).toBeUndefined();
    expect(() => readTalkJson(both, 'fr')).toThrow('it has nothing in fr');
  });
});

describe('readTalkJson', () => {
  it('refuses a newer talk', () => {
    const failure = failureOf(talkJson(sampleTalk()).replace('"schema": 2', '"schema": 3'));
    expect(failure?.code).toBe('TALK_NEWER');
    expect(failure?.message).toContain('schema 3; this one knows 2');
  });

  it.each([
    ['', 'it is not valid JSON'],
    ['[]', 'a table is expected'],
    ['{"schema": 1}', 'title'],
    [talkJson(sampleTalk()).replace('"id":3,"start"', '"id":4,"start"'), 'sentence IDs'],
    [
      talkJson(sampleTalk()).replace('"status":"ok"', '"status":"fine"'),
      'languages.zh.translation.0.status',
    ],
  ])('says what is wrong with %.20s', (text, reason) => {
    const failure = failureOf(text);
    expect(failure?.code).toBe('TALK_BAD');
    expect(failure?.message).toContain(reason);
  });

  it('reads what the publisher says of the talk, and talks from before that was kept', () => {
    const talk = sampleTalk();
    const told: Talk = {
      ...talk,
      source: {
        ...talk.source,
        text: { by: 'captions', language: 'en', isAutomatic: true },
        published: { channel: 'A', chapters: [{ title: 'One', start: 1.5 }] },
      },
    };
    expect(readTalkJson(talkJson(told))).toEqual(told);
    expect(talkJson(talk)).not.toMatch(/"text":\{|published/);
    const unknown = talkJson(told).replace('"by":"captions"', '"by":"magic"');
    expect(failureOf(unknown)?.message).toContain('source.text');
  });

  it('leaves out what it does not know', () => {
    const text = talkJson(sampleTalk()).replace('"schema": 2,', '"schema": 2, "later": {},');
    expect(readTalkJson(text)).toEqual(sampleTalk());
  });
});
