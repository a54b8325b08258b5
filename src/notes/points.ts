import type { ChatEvent } from '../llm/chat-model.ts';
import { isAboutOneRequest } from '../llm/failures/model-error.ts';
import type { Point, Section } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import { PointsAnswer } from './asking/answers.ts';
import { askNote } from './asking/ask-note.ts';
import { correctClaims, type IdRange } from './asking/correct.ts';
import type { NoteTools } from './asking/desk.ts';
import { pointsPrompt } from './asking/prompt.ts';
import { answerTokens, MOST_POINTS_TOKENS } from './asking/room.ts';
import { isNearCopy } from './checks/near-copy.ts';
import { promoted } from './checks/promoted.ts';
import type { Outline } from './outline/outline.ts';
import { pointCounts } from './outline/ranges.ts';
import { withParts } from './parts.ts';

const EXPECT_TOKENS = 2000;
const MOST_QUOTES = 2;

/** A section with its checked points, and how many of its points the talk did not bear out. */
export type CheckedSection = { readonly section: Section; readonly dropped: number };

/** Writes and checks the points of one section of an outline; `sentences` are those really said. */
export async function* writePoints(
  sentences: readonly Sentence[],
  place: { readonly outline: Outline; readonly index: number },
  tools: NoteTools,
): AsyncGenerator<ChatEvent, CheckedSection> {
  const range = place.outline.ranges[place.index];
  if (!range) throw new RangeError(`no section ${place.index}`);
  const empty: Section = { ...range, parts: [], points: [], quotes: [] };
  const own = sentences.filter(({ id }) => id >= range.from && id <= range.to);
  if (range.skip || own.length === 0) return { section: empty, dropped: 0 };
  try {
    const answer = yield* askPoints(own, place, tools);
    const { points, dropped } = yield* checkPoints(pointsOf(answer), range, tools);
    const titles = answer.parts.map((title) => tools.checker.heading(title, range));
    const said = new Set(own.map(({ id }) => id));
    const quotes = [...new Set(answer.quotes)].filter((id) => said.has(id));
    return {
      section: { ...empty, ...withParts(titles, points), quotes: quotes.slice(0, MOST_QUOTES) },
      dropped,
    };
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    return { section: { ...empty, missing: true }, dropped: 0 };
  }
}

function askPoints(
  own: readonly Sentence[],
  { outline, index }: { readonly outline: Outline; readonly index: number },
  tools: NoteTools,
): AsyncGenerator<ChatEvent, PointsAnswer> {
  const { model, briefFor, signal } = tools;
  const duration = (own.at(-1)?.end ?? 0) - (own[0]?.start ?? 0);
  const titles = outline.ranges.map((range) => range.title);
  const user = pointsPrompt(
    { sentences: own, titles, index, ...pointCounts(duration) },
    briefFor(own),
  );
  const maxTokens = answerTokens(model.info, MOST_POINTS_TOKENS);
  const request = { task: 'points', user, maxTokens, expectTokens: EXPECT_TOKENS, signal };
  return askNote(tools, request, PointsAnswer);
}

/** The points as the model wrote them, their parts counted as it did. */
function pointsOf(answer: PointsAnswer): Point[] {
  return answer.points.map(({ t, c, part, sub }) => ({
    text: t,
    cites: c,
    part,
    sub: sub.map((each) => ({ text: each.t, cites: each.c })),
  }));
}

/**
 * Checks points and sub-points, has the doubtful ones corrected once, drops what stays unsupported and
 * leaves out what is said twice.
 */
export async function* checkPoints(
  points: readonly Point[],
  range: IdRange,
  tools: NoteTools,
): AsyncGenerator<ChatEvent, { points: Point[]; dropped: number }> {
  // Sub-points are claims of their own: one flat list, put together again at the end.
  const claims = points.flatMap((point) => [
    { text: point.text, cites: point.cites },
    ...point.sub,
  ]);
  const settled = yield* correctClaims(claims, range, tools);
  const kept: Point[] = [];
  let at = 0;
  for (const point of points) {
    const own = settled[at];
    const sub = settled.slice(at + 1, at + 1 + point.sub.length).flatMap((each) => each ?? []);
    at += 1 + point.sub.length;
    const texts = textsOf(kept);
    if (own && !isNearCopy(own.text, texts)) {
      kept.push({
        ...point,
        ...own,
        sub: sub.filter((each) => !isNearCopy(each.text, [own.text])),
      });
    } else {
      const fresh = sub.filter((claim) => !isNearCopy(claim.text, texts));
      kept.push(...promoted(fresh, point.part));
    }
  }
  return { points: kept, dropped: settled.filter((claim) => claim === undefined).length };
}

/** What some points and their sub-points say. */
export function textsOf(points: readonly Point[]): string[] {
  return points.flatMap((point) => [point.text, ...point.sub.map((sub) => sub.text)]);
}
