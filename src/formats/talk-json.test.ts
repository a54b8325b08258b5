import { readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { generatedTalk } from '../../test/fixtures/generated-talk.ts';
import { sampleTalk } from '../../test/fixtures/sample-talk.ts';
import { AppError } from '../base/errors.ts';
import type { Talk } from '../model/talk.ts';
import { readTalkJson, talkJson } from './talk-json.ts';

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
    expect(lines.slice(0, 3)).toEqual([
      '{',
      ' "schema": 1,',
      ' "title": "Tidemark: a year in review",',
    ]);
    expect(lines).toContain(
      '  {"id":3,"start":13.78,"end":15.357,"text":"Let us start with the release.","speaker":"Mira","paragraph":true},',
    );
    expect(lines).toContain('  {"id":3,"text":"先从新版本说起。","status":"ok"},');
  });

  it('writes the same for the same talk, whatever the order of its keys', () => {
    const talk = sampleTalk();
    const { schema, title, ...rest } = talk;
    expect(talkJson({ ...rest, title, schema })).toBe(talkJson(talk));
    const written = readFileSync(
      new URL('../../test/fixtures/sample-talk.json', import.meta.url),
      'utf8',
    );
    expect(written).toBe(talkJson(talk));
  });
});

describe('readTalkJson', () => {
  it('refuses a newer talk', () => {
    const failure = failureOf(talkJson(sampleTalk()).replace('"schema": 1', '"schema": 2'));
    expect(failure?.code).toBe('TALK_NEWER');
    expect(failure?.message).toContain('schema 2; this one knows 1');
  });

  it.each([
    ['', 'it is not valid JSON'],
    ['[]', 'expected object'],
    ['{"schema": 1}', 'title'],
    [talkJson(sampleTalk()).replace('"id":3,"start"', '"id":4,"start"'), 'sentence IDs'],
    [talkJson(sampleTalk()).replace('"status":"ok"', '"status":"fine"'), 'translation.0.status'],
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
    const text = talkJson(sampleTalk()).replace('"schema": 1,', '"schema": 1, "later": {},');
    expect(readTalkJson(text)).toEqual(sampleTalk());
  });
});
