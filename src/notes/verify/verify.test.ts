import { describe, expect, it } from 'vitest';

import {
  failure,
  type Script,
  type ScriptedModel,
  scriptedModel,
} from '../../../test/support/scripted-model.ts';
import { drain } from '../../base/async.ts';
import { type Memory, volatileMemory } from '../../base/memory.ts';
import type { Claim, Note, Point } from '../../model/note.ts';
import type { Sentence } from '../../model/sentence.ts';
import { openTools } from '../asking/desk.ts';
import { verifyNote } from './verify.ts';

const SAID = [
  'Today we compare two ways of sorting.',
  'Selection sort looks for the smallest item again and again.',
  'Its running time grows with the square of the number of items.',
  'Merge sort splits the list in halves and merges them.',
  'Merge sort is far more efficient than selection sort.',
  'For 8 items that is 3 levels of splitting.',
  'The word algorithm comes from a Persian scholar.',
  'See you next week.',
];
const sentences: Sentence[] = SAID.map((text, index) => ({
  id: index + 1,
  start: index * 8,
  end: index * 8 + 7,
  text,
  paragraph: index === 0,
}));
const point = (text: string, cites: number[], sub: Claim[] = []): Point => ({ text, cites, sub });
const RIGHT = '归并排序比选择排序高效得多。';
const WRONG = '选择排序比归并排序高效得多。';
const note = (...points: Point[]): Note => ({
  title: '两种排序方法',
  summary: [{ text: '讲者比较了两种排序方法。', cites: [1] }],
  sections: [
    {
      title: '归并排序更高效',
      from: 1,
      to: 8,
      skip: false,
      parts: [],
      points: [point('选择排序反复寻找最小的一项。', [2]), ...points],
      quotes: [],
    },
  ],
  coverage: { share: 0, longestGap: 0 },
  dropped: 0,
});

/** Verdicts by the text of a statement; all others are supported. */
type Faults = Readonly<Record<string, { v: string; why?: string; c?: number[] }>>;
type Statements = { n: number; text: string }[];
const statementsIn = (user: string): Statements =>
  [...user.matchAll(/^(\d+) \[[^\]]*\] (.+)$/gm)].map(([, n, text = '']) => ({
    n: Number(n),
    text,
  }));
const judging =
  (faults: Faults): Script =>
  ({ user }) => {
    const all = statementsIn(user);
    return {
      faults: all.flatMap(({ n, text }) => (faults[text] ? [{ n, ...faults[text] }] : [])),
      ok: all.filter(({ text }) => !faults[text]).map(({ n }) => n),
    };
  };
const correcting =
  (texts: Readonly<Record<string, object>>): Script =>
  ({ user }) => ({
    points: [...user.matchAll(/^Point (\d+): (.+)$/gm)].map(([, n, text = '']) => ({
      n: Number(n),
      t: '',
      c: [],
      drop: false,
      ...texts[text],
    })),
  });

type Outcome = { note: Note; asked: ScriptedModel };

async function verify(
  given: Note,
  scripts: { verify: Script; correct?: Script },
  more: { memory?: Memory; judge?: ScriptedModel; window?: number } = {},
): Promise<Outcome> {
  const asked = scriptedModel(
    (request) => (request.task === 'verify' ? scripts.verify(request) : scripts.correct?.(request)),
    { ...(more.window !== undefined && { window: more.window }) },
  );
  const { memory = volatileMemory() } = more;
  const brief = { from: 'en', to: 'zh', timed: true, terms: [] };
  const judge = more.judge?.model ?? asked.model;
  const tools = openTools(sentences, { model: asked.model, memory, brief });
  return { note: await drain(verifyNote(given, sentences, { ...tools, judge })), asked };
}

const texts = ({ sections }: Note): string[] =>
  sections.flatMap(({ points }) =>
    points.flatMap((each) => [each.text, ...each.sub.map((sub) => sub.text)]),
  );

describe('a note read beside its lines', () => {
  it('stays as it is when all is said, and says by whom it was read', async () => {
    const given = note(point(RIGHT, [5], [{ text: '8 项要拆 3 层。', cites: [6] }]));
    const { note: found, asked } = await verify(given, { verify: judging({}) });
    expect(found).toEqual({
      ...given,
      verified: { model: 'test:scripted', claims: 6, corrected: 0, unread: 0 },
    });
    expect(asked.of('verify')).toHaveLength(1);
    expect(asked.of('correct')).toHaveLength(0);
  });

  it('does not judge a heading that says nothing', async () => {
    const [section] = note().sections;
    const empty = {
      ...note(),
      title: '',
      summary: [],
      sections: [{ ...section!, title: '第 1 部分', points: [] }],
    };
    const { note: found, asked } = await verify(empty, { verify: judging({}) });
    expect(found).toEqual(empty);
    expect(asked.asked).toHaveLength(0);
  });

  it('has what is reversed put right and judged again', async () => {
    const { note: found, asked } = await verify(note(point(WRONG, [5])), {
      verify: judging({ [WRONG]: { v: 'contrary', why: '说反了', c: [5] } }),
      correct: correcting({ [WRONG]: { t: RIGHT, c: [5] } }),
    });
    expect(texts(found)).toContain(RIGHT);
    expect(found.verified).toMatchObject({ corrected: 1, unread: 0 });
    expect(found.dropped).toBe(0);
    expect(asked.of('verify')[1]?.user).toContain(RIGHT);
    expect(asked.of('correct')[0]?.user).toContain('说反了');
  });

  it('leaves out what is still not said, and keeps what stood below it', async () => {
    const still = '选择排序的速度远远胜过归并排序。';
    const sub = { text: '8 项要拆 3 层。', cites: [6] };
    const { note: found } = await verify(note(point(WRONG, [5], [sub])), {
      verify: judging({ [WRONG]: { v: 'contrary' }, [still]: { v: 'not' } }),
      correct: correcting({ [WRONG]: { t: still, c: [5] } }),
    });
    expect(texts(found)).toEqual(['选择排序反复寻找最小的一项。', sub.text]);
    expect(found.dropped).toBe(1);
  });

  it('leaves out what its author gives up', async () => {
    const { note: found } = await verify(note(point(WRONG, [5])), {
      verify: judging({ [WRONG]: { v: 'not' } }),
      correct: correcting({ [WRONG]: { drop: true } }),
    });
    expect(texts(found)).not.toContain(WRONG);
    expect(found.dropped).toBe(1);
  });

  it('leaves out a correction that code sees is not said', async () => {
    const { note: found } = await verify(note(point(WRONG, [5])), {
      verify: judging({ [WRONG]: { v: 'not' } }),
      correct: correcting({ [WRONG]: { t: '归并排序快 700 倍。', c: [5] } }),
    });
    expect(found.dropped).toBe(1);
  });

  it.each([
    ['its author stands by it', correcting({ [WRONG]: { t: WRONG, c: [5] } })],
    [
      'nobody could be asked',
      () => {
        throw failure('MODEL_CONTENT_FILTER');
      },
    ],
  ] satisfies [string, Script][])('marks it with the reason when %s', async (_, correct) => {
    const { note: found } = await verify(note(point(WRONG, [5])), {
      verify: judging({ [WRONG]: { v: 'contrary', why: ' 与原文\n相反 ' } }),
      correct,
    });
    const marked = found.sections[0]?.points[1];
    expect(marked).toMatchObject({ text: WRONG, doubts: ['contrary'], why: '与原文 相反' });
    expect(found.verified?.corrected).toBe(0);
  });

  it('takes what its author stands by and the judge, asked again, finds said', async () => {
    let asked = 0;
    const given = note(point(RIGHT, [5]));
    const { note: found } = await verify(given, {
      verify: (request) => judging(asked++ === 0 ? { [RIGHT]: { v: 'not' } } : {})(request),
      correct: correcting({ [RIGHT]: { t: RIGHT, c: [5] } }),
    });
    const { verified, ...rest } = found;
    expect(rest).toEqual(given);
    expect(verified).toMatchObject({ claims: 5, corrected: 0 });
  });

  it('marks what is said in part only', async () => {
    const better = '归并排序比选择排序高效得多，也更省内存。';
    const { note: found } = await verify(note(point(WRONG, [5])), {
      verify: judging({
        [WRONG]: { v: 'contrary' },
        [better]: { v: 'partly', why: '没有提到内存' },
      }),
      correct: correcting({ [WRONG]: { t: better, c: [5] } }),
    });
    const marked = found.sections[0]?.points[1];
    expect(marked).toMatchObject({ text: better, doubts: ['partly'], why: '没有提到内存' });
  });

  it('marks a correction that could not be judged', async () => {
    const { note: found } = await verify(note(point(WRONG, [5])), {
      verify: (request) =>
        request.user.includes(RIGHT)
          ? { faults: [], ok: [] }
          : judging({ [WRONG]: { v: 'contrary', why: '反了' } })(request),
      correct: correcting({ [WRONG]: { t: RIGHT, c: [5] } }),
    });
    expect(found.sections[0]?.points[1]).toMatchObject({ text: RIGHT, doubts: ['contrary'] });
  });

  it('lets a statement cite the lines that do say it', async () => {
    const { note: found } = await verify(note(point(RIGHT, [3])), {
      verify: (request) => {
        const isWrong = request.user.includes('[3] 归并');
        return judging(isWrong ? { [RIGHT]: { v: 'not', c: [5] } } : {})(request);
      },
      correct: correcting({ [RIGHT]: { t: RIGHT, c: [5] } }),
    });
    expect(found.sections[0]?.points[1]).toEqual(point(RIGHT, [5]));
  });

  it('does not leave a false sentence in the summary', async () => {
    const summed = '归并排序的复杂度是平方。';
    const given = { ...note(), summary: [{ text: summed, cites: [4] }] };
    const { note: found } = await verify(given, {
      verify: judging({ [summed]: { v: 'contrary' } }),
      correct: correcting({ [summed]: { drop: true } }),
    });
    expect(found.summary).toEqual([]);
    expect(found.dropped).toBe(1);
  });

  it('has a heading that was never said put right', async () => {
    const { note: found } = await verify(note(), {
      verify: judging({ 归并排序更高效: { v: 'not', why: '没有这样说' } }),
      correct: correcting({ 归并排序更高效: { t: '比较两种排序', c: [] } }),
    });
    expect(found.sections[0]?.title).toBe('比较两种排序');
    expect(found.verified?.corrected).toBe(1);
  });

  it('gives a plain heading instead of one that stays false', async () => {
    const { note: found } = await verify(note(), {
      verify: judging({
        归并排序更高效: { v: 'contrary' },
        两种排序方法: { v: 'not' },
      }),
      correct: correcting({ 归并排序更高效: { drop: true }, 两种排序方法: { drop: true } }),
    });
    expect(found.sections[0]?.title).toBe('第 1 部分');
    expect(found.title).toBe('');
    // Headings are no statements that were left out.
    expect(found.dropped).toBe(0);
  });

  it('takes a heading of which the lines say a part', async () => {
    const { note: found, asked } = await verify(note(), {
      verify: judging({ 归并排序更高效: { v: 'partly' } }),
    });
    expect(found.sections[0]?.title).toBe('归并排序更高效');
    expect(asked.of('correct')).toHaveLength(0);
  });

  it.each([
    [
      'fails',
      () => {
        throw failure('MODEL_CONTENT_FILTER');
      },
      0,
    ],
    ['says nothing of them', () => ({ faults: [], ok: [] }), 0],
    ['speaks of some', () => ({ faults: [], ok: [1, 2, 99] }), 2],
    ['answers with something else', () => 'I could not check this.', 0],
  ] satisfies [string, Script, number][])(
    'keeps and counts what a judge that %s has not read',
    async (_, script, claims) => {
      const given = note(point(RIGHT, [5]));
      const { note: found } = await verify(given, { verify: script });
      const { verified, ...rest } = found;
      expect(rest).toEqual(given);
      expect(verified).toMatchObject({ claims, unread: 5 - claims });
    },
  );

  it('only marks when most of it is said to be false: the judge may be the one that is', async () => {
    const claims = Array.from('甲乙丙丁戊己庚辛壬癸', (name) => point(`${name}说法。`, [2]));
    const all = Object.fromEntries(
      [...claims.map(({ text }) => text), '归并排序更高效'].map((text) => [text, { v: 'not' }]),
    );
    const { note: found, asked } = await verify(note(...claims), { verify: judging(all) });
    expect(texts(found)).toHaveLength(11);
    expect(found.sections[0]?.points.filter(({ doubts }) => doubts)).toHaveLength(10);
    expect(found.sections[0]?.title).toBe('归并排序更高效');
    expect(asked.of('correct')).toHaveLength(0);
  });

  it('asks the judge for verdicts and the author for corrections', async () => {
    const judge = scriptedModel(judging({ [WRONG]: { v: 'contrary' } }), { id: 'test:judge' });
    const { note: found, asked } = await verify(
      note(point(WRONG, [5])),
      { verify: () => ({}), correct: correcting({ [WRONG]: { t: RIGHT, c: [5] } }) },
      { judge },
    );
    expect(found.verified?.model).toBe('test:judge');
    expect(judge.asked.map(({ task }) => task)).toEqual(['verify', 'verify']);
    expect(asked.asked.map(({ task }) => task)).toEqual(['correct']);
  });

  it('shows many statements in even batches, each line once', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      point(
        `${'甲乙丙丁戊己庚辛壬癸'.charAt(index % 10)}说法${'子丑寅卯辰巳午未申酉戌亥'.charAt(index / 10)}。`,
        [(index % 8) + 1],
      ),
    );
    const { note: found, asked } = await verify(note(...many), { verify: judging({}) });
    expect(found.verified).toMatchObject({ claims: 124, unread: 0 });
    expect(asked.of('verify').map(({ user }) => statementsIn(user).length)).toEqual([42, 42, 40]);
    for (const { lines } of asked.of('verify')) {
      expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    }
  });

  it('shows fewer at once to a model with a small window', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      point(`${'这一条说得很长很长很长很长'.repeat(6)}${index}`, [(index % 8) + 1]),
    );
    const { asked } = await verify(note(...many), { verify: judging({}) }, { window: 4096 });
    expect(asked.of('verify').length).toBeGreaterThan(2);
  });

  it('does not pay twice', async () => {
    const memory = volatileMemory();
    const scripts = {
      verify: judging({ [WRONG]: { v: 'contrary' } }),
      correct: correcting({ [WRONG]: { t: RIGHT, c: [5] } }),
    };
    const first = await verify(note(point(WRONG, [5])), scripts, { memory });
    const second = await verify(note(point(WRONG, [5])), scripts, { memory });
    expect(second.asked.asked).toHaveLength(0);
    expect(second.note).toEqual(first.note);
  });
});
