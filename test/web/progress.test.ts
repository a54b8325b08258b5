/** What the page knows of a talk under way, from its events. */
import { describe, expect, it } from 'vitest';

import type { TalkEvent } from '../../web/talk/events.ts';
import { addEvents, NOTHING_YET, type TalkProgress } from '../../web/talk/progress.ts';
import { newestRow, shareOf, timeLeft } from '../../web/talk/share.ts';

const at = '2026-03-01T10:00:00.000Z';
const plan = {
  at,
  type: 'plan-made',
  title: 'Tidemark',
  target: 'zh',
  model: 'local:sim',
  translation: {},
  note: {},
} as const;
const heard = (end: number, ...texts: string[]): TalkEvent => ({
  at,
  type: 'window-heard',
  window: { end },
  cues: texts.map((text, index) => ({ start: end - 10 + index, text })),
});
const read = (...texts: string[]): TalkEvent => ({
  at,
  type: 'sentences-read',
  sentences: texts.map((text, index) => ({ id: index + 1, start: index * 5, text })),
});
const line = (id: number, text: string): TalkEvent => ({
  at,
  type: 'line-translated',
  line: { id, text, status: 'ok' },
});
const section = (from: number): TalkEvent => ({
  at,
  type: 'section-noted',
  section: {
    title: `from ${from}`,
    from,
    to: from,
    skip: false,
    parts: [],
    points: [],
    quotes: [],
  },
});
const after = (...events: TalkEvent[]): TalkProgress => addEvents(NOTHING_YET, events);
const texts = ({ rows }: TalkProgress): string[] => rows.map(({ text }) => text);

describe('addEvents', () => {
  it('shows what is heard until it is cut into sentences', () => {
    const first = after({ at, type: 'step-start', step: 'hear' }, plan, heard(10, 'One', 'two.'));
    expect(texts(first)).toEqual(['One', 'two.']);
    expect(texts(addEvents(first, [heard(20, 'Three.')]))).toEqual(['One', 'two.', 'Three.']);
    expect(texts(addEvents(first, [read('One two.')]))).toEqual(['One two.']);
  });

  it('keeps translations that come before their sentences, and puts later ones in their place', () => {
    const progress = after(plan, line(2, '二'), read('One.', 'Two.'), line(1, '一'), line(1, '壹'));
    expect(progress.rows.map((row) => row.line?.text)).toEqual(['壹', '二']);
    const again = addEvents(progress, [read('One!', 'Two!')]);
    expect(again.rows.map((row) => row.line?.text)).toEqual(['壹', '二']);
  });

  it('leaves what it was given as it is', () => {
    const before = after(plan, read('One.'));
    const copy = structuredClone(before);
    addEvents(before, [line(1, '一'), heard(10, 'more'), section(1)]);
    expect(before).toEqual(copy);
  });

  it('orders sections as they are in the talk', () => {
    const { noted } = after(
      plan,
      { at, type: 'outline-made', title: '', sections: 2 },
      section(9),
      section(1),
    );
    expect(noted.map(({ from }) => from)).toEqual([1, 9]);
  });

  it('begins anew after an end', () => {
    const ended = after(plan, read('One.'), { at, type: 'talk-ended', status: 'failed' });
    expect(ended.ended).toBe('failed');
    const later = '2026-03-01T11:00:00.000Z';
    const next = addEvents(ended, [{ at: later, type: 'step-start', step: 'read' }]);
    expect(next).toMatchObject({
      ended: undefined,
      rows: [],
      steps: ['read'],
      began: Date.parse(later),
    });
  });

  it('begins anew with a second plan, and not with the first', () => {
    const fetched = after({ at, type: 'step-start', step: 'fetch' }, plan);
    expect(fetched.steps).toEqual(['fetch']);
    expect(texts(addEvents(fetched, [read('One.'), plan]))).toEqual([]);
  });

  it('passes over what it does not know', () => {
    // A server that is newer than the page.
    const event: unknown = { at, type: 'planets-aligned' };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const progress = addEvents(NOTHING_YET, [event as TalkEvent]);
    expect(progress.notices).toEqual([]);
  });

  // By the square of their number it would take minutes.
  it('takes many events at once in time proportional to their number', { timeout: 30_000 }, () => {
    const many = Array.from({ length: 200_000 }, (_, index) => ({
      id: index + 1,
      start: index,
      text: `Sentence ${index + 1}.`,
    }));
    const sentences: TalkEvent = { at, type: 'sentences-read', sentences: many };
    const lines = many.map(({ id, text }) => line(id, text));
    const progress = addEvents(NOTHING_YET, [plan, sentences, ...lines]);
    expect(progress.rows.every((row) => row.line?.text === row.text)).toBe(true);
  });
});

describe('share and time left', () => {
  it('counts hearing as one half, translation as three parts of the other', () => {
    const hearing = after(
      { ...plan, duration: 40, hearing: {} },
      { at, type: 'step-start', step: 'hear' },
      heard(20, 'One.', 'Two.'),
    );
    expect(shareOf(hearing)).toBe(0.25);
    const asked = addEvents(hearing, [
      { at, type: 'step-end', step: 'hear' },
      read('One.', 'Two.'),
      line(1, '一'),
    ]);
    expect(shareOf(asked)).toBe(0.5 + 0.5 * (3 / 8));
  });

  it('is whole when it is done, and not when it failed', () => {
    expect(shareOf(after(plan, { at, type: 'talk-ended', status: 'done' }))).toBe(1);
    expect(shareOf(after(plan, { at, type: 'talk-ended', status: 'failed' }))).toBe(0);
  });

  it('guesses the rest by what is done, once there is something to go by', () => {
    expect(timeLeft(0.25, 10_000)).toBe(30);
    expect(timeLeft(0.01, 10_000)).toBeUndefined();
    expect(timeLeft(0.5, 1000)).toBeUndefined();
  });

  it('knows which row is the newest', () => {
    expect(newestRow(after(plan, heard(10, 'One', 'two.')))).toBe(1);
    const sentences = after(plan, read('One.', 'Two.', 'Three.'), line(1, '一'), line(3, '三'));
    expect(newestRow(sentences)).toBe(1);
  });
});
