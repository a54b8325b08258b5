/** Right points of a note in any combination of clothes are understood, and none is taken with its dressing. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { drain } from '../src/base/async.ts';
import { askObject } from '../src/llm/ask.ts';
import { PointsAnswer } from '../src/notes/asking/answers.ts';
import { dressedPoints, type RightPoint } from './support/note-clothes.ts';
import { PARALLEL } from './support/parallel.ts';
import { scriptedModel } from './support/scripted-model.ts';

/** A statement of the parallel text, resting on some lines in a row. */
const claim = fc
  .tuple(
    fc.integer({ min: 0, max: PARALLEL.length - 1 }),
    fc.integer({ min: 2, max: 900 }),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([at, from, count]) => ({
    t: PARALLEL[at]?.zh ?? '',
    c: Array.from({ length: count }, (_, index) => from + index),
  }));
const point = fc
  .tuple(claim, fc.array(claim, { maxLength: 2 }))
  .map(([own, sub]): RightPoint => ({ ...own, sub }));
const sample = fc
  .array(point, { minLength: 1, maxLength: 4 })
  .chain((points) => dressedPoints(points).map((answer) => ({ points, answer })));

/** The points as a request for them reads an answer; fails when the model would be asked again. */
async function pointsIn(answer: string): Promise<RightPoint[]> {
  const { model, asked } = scriptedModel(() => answer);
  const request = { task: 'points', user: '1|line', maxTokens: 100 };
  const { value } = await drain(askObject(model, request, PointsAnswer));
  expect(asked).toHaveLength(1);
  return value.points.map(({ part: _, ...rest }) => rest);
}

describe('the points of a note', () => {
  it('are read from any clothes', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(sample, async ({ points, answer }) => {
        expect(await pointsIn(answer)).toEqual(points);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    'x 在区间 [0, 1] 里，y 也在 [0, 1]。',
    '数组 a[3] 的下一个是 a[4]',
    '论文发表了（2015）',
    '用 \\n 换行，反斜杠 n 写作 \\n',
    '标签 <b> 和 </b> 让字变粗',
    '“甲”和“乙”不同',
    '二的十次方是 2**10，三是 3**10',
    '输入 cat a | sort',
    '实体 &amp; 是和号',
    '参数写作 *args 和 **kwargs',
  ])('keep what is their own: %s', async (t) => {
    expect(await pointsIn(JSON.stringify({ points: [{ t, c: [7] }] }))).toEqual([
      { t, c: [7], sub: [] },
    ]);
  });
});
