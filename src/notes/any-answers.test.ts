/** Whatever a model answers, the note is whole: every sentence in one section, every citation real. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { failure, scriptedModel } from '../../test/support/scripted-model.ts';
import { drain } from '../base/async.ts';
import { volatileMemory } from '../base/memory.ts';
import type { Claim, Note } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import { takeNotes } from './take-notes.ts';

const id = fc.integer({ min: -3, max: 130 });
const words = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '缓存',
    '2. 索引与日志',
    '第一章',
    'by torch',
    'PyTorch 提速 37 倍',
    '|',
    '1|',
    '\n',
    '**',
  ),
  fc.string({ maxLength: 30 }),
);
const claim = fc.record({ t: words, c: fc.array(id, { maxLength: 8 }) });
const answer = fc.oneof(
  fc.constantFrom('MODEL_CONTENT_FILTER', 'MODEL_BAD_RESPONSE', 'MODEL_CONTEXT'),
  fc.record({
    title: words,
    tldr: fc.array(claim, { maxLength: 4 }),
    sections: fc.array(fc.record({ title: words, from: id, to: id, skip: fc.boolean() }), {
      maxLength: 12,
    }),
    joins: fc.array(id, { maxLength: 4 }),
    keep: fc.array(id, { maxLength: 4 }),
    parts: fc.array(words, { maxLength: 7 }),
    points: fc.array(
      fc.record({
        t: words,
        c: fc.array(id, { maxLength: 8 }),
        n: id,
        drop: fc.boolean(),
        part: id,
        sub: fc.array(claim, { maxLength: 3 }),
      }),
      { maxLength: 12 },
    ),
    quotes: fc.array(id, { maxLength: 4 }),
  }),
);
const talk = fc.array(
  fc.record({
    length: fc.constantFrom(1, 6, 6, 6, 200),
    doubt: fc.constantFrom(false, false, false, true),
  }),
  {
    minLength: 1,
    maxLength: 120,
  },
);

function sentencesOf(shape: readonly { length: number; doubt: boolean }[]): Sentence[] {
  let at = 0;
  return shape.map(({ length, doubt }, index) => {
    const start = at;
    at += length;
    const text = `Something about cache and PyTorch in line ${index + 1}.`;
    const sentence: Sentence = { id: index + 1, start, end: at, text, paragraph: false };
    return doubt ? { ...sentence, doubt: 'loop' } : sentence;
  });
}

function expectWhole(note: Note, sentences: readonly Sentence[]): void {
  const covered = note.sections.flatMap(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, at) => from + at),
  );
  expect(covered).toEqual(sentences.map((sentence) => sentence.id));
  const spoken = new Set(sentences.filter(({ doubt }) => !doubt).map((sentence) => sentence.id));
  const points = note.sections.flatMap((section) => section.points);
  const claims: Claim[] = [...note.summary, ...points, ...points.flatMap(({ sub }) => sub)];
  for (const { text, cites } of claims) {
    expect(text.trim()).not.toBe('');
    expect(text).not.toContain('by torch');
    expect(cites.length).toBeGreaterThan(0);
    expect(cites.every((cite) => spoken.has(cite))).toBe(true);
  }
  for (const section of note.sections) {
    expect(section.title.trim()).not.toBe('');
    expect(section.parts).not.toHaveLength(1);
    const used = new Set(section.points.map(({ part }) => part));
    expect([...used]).toEqual(usedParts(section.parts.length, section.points.length));
    expect(section.quotes.every((quote) => spoken.has(quote))).toBe(true);
  }
}

/** Every part has points; without parts no point has one. */
function usedParts(parts: number, points: number): unknown[] {
  if (parts > 0) return Array.from({ length: parts }, (_, at) => at);
  return points > 0 ? [undefined] : [];
}

it('makes a whole note of any answers', { timeout: 30_000 }, async () => {
  const terms = [{ source: 'PyTorch', heard: ['by torch'], target: '=', by: 'user' as const }];
  await fc.assert(
    fc.asyncProperty(
      talk,
      fc.array(answer, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(4096, 128_000),
      async (shape, given, window) => {
        const sentences = sentencesOf(shape);
        let next = 0;
        const { model } = scriptedModel(
          () => {
            const chosen = given[next++ % given.length];
            if (typeof chosen === 'string') throw failure(chosen);
            return chosen;
          },
          { window, maxOutput: Math.min(window, 16_000) },
        );
        const brief = { from: 'en', to: 'zh', timed: true, terms };
        const note = await drain(
          takeNotes({ sentences, desk: { model, memory: volatileMemory(), brief } }),
        );
        expectWhole(note, sentences);
      },
    ),
    { numRuns: 150 },
  );
});
