import { askOnce } from '../llm/ask-once.ts';
import type { ChatEvent } from '../llm/chat-model.ts';
import { isAboutOneRequest } from '../llm/model-error.ts';
import type { Claim, Point, Section } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import { termFinders, termsIn } from '../text/corrections.ts';
import { PointsAnswer } from './answers.ts';
import { type ClaimChecker, isNearCopy } from './check-claims.ts';
import { correctClaims } from './correct.ts';
import { type NoteDesk, type Outline } from './outline.ts';
import { pointsPrompt } from './prompt.ts';
import { pointCounts } from './ranges.ts';

/** The longest useful answer for one section, in tokens. */
const MOST_TOKENS = 4000;
const EXPECT_TOKENS = 2000;
const MOST_QUOTES = 2;
const MOST_PARTS = 5;

/** A section with its checked points, and how many of its points the talk did not bear out. */
export type CheckedSection = { readonly section: Section; readonly dropped: number };

/** Writes and checks the points of one section of an outline. */
export async function* writePoints(
  sentences: readonly Sentence[],
  place: { readonly outline: Outline; readonly index: number },
  { desk, checker }: { readonly desk: NoteDesk; readonly checker: ClaimChecker },
): AsyncGenerator<ChatEvent, CheckedSection> {
  const range = place.outline.ranges[place.index];
  if (!range) throw new RangeError(`no section ${place.index}`);
  const empty: Section = { ...range, parts: [], points: [], quotes: [] };
  const own = sentences.filter(({ id, doubt }) => id >= range.from && id <= range.to && !doubt);
  if (range.skip || own.length === 0) return { section: empty, dropped: 0 };
  try {
    const answer = yield* askPoints(own, place, desk);
    const { points, dropped } = yield* checkPoints(pointsOf(answer), {
      range,
      sentences,
      desk,
      checker,
    });
    const quotes = [...new Set(answer.quotes)].filter((id) => own.some((each) => each.id === id));
    return {
      section: {
        ...empty,
        ...withParts(answer.parts, points),
        quotes: quotes.slice(0, MOST_QUOTES),
      },
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
  { model, memory, brief, signal }: NoteDesk,
): AsyncGenerator<ChatEvent, PointsAnswer> {
  const duration = (own.at(-1)?.end ?? 0) - (own[0]?.start ?? 0);
  const text = own.map((sentence) => sentence.text).join('\n');
  // Only the terms that occur here: a change to another term then leaves this section's answer valid.
  const terms = termsIn(text, termFinders(brief.terms));
  const titles = outline.ranges.map((range) => range.title);
  const user = pointsPrompt(
    { sentences: own, titles, index, ...pointCounts(duration) },
    { ...brief, terms },
  );
  const reasoning = model.info.thinking === 'always' ? 4000 : 0;
  const maxTokens = Math.min(model.info.maxOutput, MOST_TOKENS + reasoning);
  const request = { task: 'points', user, maxTokens, expectTokens: EXPECT_TOKENS, signal };
  return askOnce(model, request, { schema: PointsAnswer, memory });
}

function pointsOf(answer: PointsAnswer): Point[] {
  return answer.points.map(({ t, c, part, sub }) => ({
    text: t,
    cites: c,
    ...(part > 0 && { part: part - 1 }),
    sub: sub.map((each) => ({ text: each.t, cites: each.c })),
  }));
}

type Checking = {
  readonly range: { readonly from: number; readonly to: number };
  readonly sentences: readonly Sentence[];
  readonly desk: NoteDesk;
  readonly checker: ClaimChecker;
};

/** Checks points and sub-points, has the doubtful ones corrected once, and drops what stays unsupported. */
export async function* checkPoints(
  points: readonly Point[],
  checking: Checking,
): AsyncGenerator<ChatEvent, { points: Point[]; dropped: number }> {
  // Sub-points are claims of their own: one flat list, put together again at the end.
  const claims = points.flatMap((point) => [
    { text: point.text, cites: point.cites },
    ...point.sub,
  ]);
  const settled = yield* correctClaims(claims, checking);
  const kept: Point[] = [];
  let at = 0;
  let dropped = 0;
  for (const point of points) {
    const own = settled[at];
    const sub = settled.slice(at + 1, at + 1 + point.sub.length).flatMap((each) => each ?? []);
    dropped += point.sub.length - sub.length;
    at += 1 + point.sub.length;
    const texts = kept.map((each) => each.text);
    if (own && !isNearCopy(own.text, texts)) kept.push({ ...point, ...own, sub });
    else {
      dropped++;
      kept.push(...promoted(sub, point.part, texts));
    }
  }
  return { points: kept, dropped };
}

/** Sub-points whose point was dropped stand on their own. */
function promoted(
  sub: readonly Claim[],
  part: number | undefined,
  texts: readonly string[],
): Point[] {
  return sub
    .filter((claim) => !isNearCopy(claim.text, texts))
    .map((claim) => ({ ...claim, ...(part !== undefined && { part }), sub: [] }));
}

/** Gives every point a part where the section has parts, in order, and leaves out parts without points. */
function withParts(
  titles: readonly string[],
  points: readonly Point[],
): { parts: string[]; points: Point[] } {
  const named = titles.slice(0, MOST_PARTS).map((title) => title.trim());
  if (named.length < 2) return { parts: [], points: points.map(({ part: _, ...point }) => point) };
  let last = 0;
  const placed = points.map((point) => {
    const part = point.part !== undefined && point.part < named.length ? point.part : last;
    last = part;
    return { ...point, part };
  });
  const used = named.flatMap((title, index) =>
    title !== '' && placed.some((point) => point.part === index) ? [{ title, index }] : [],
  );
  if (used.length < 2) return { parts: [], points: points.map(({ part: _, ...point }) => point) };
  const ordered = used.flatMap(({ index }, position) =>
    placed.filter((point) => point.part === index).map((point) => ({ ...point, part: position })),
  );
  const homeless = placed.filter((point) => !used.some(({ index }) => index === point.part));
  const lost = homeless.map((point) => ({ ...point, part: used.length - 1 }));
  return { parts: used.map(({ title }) => title), points: [...ordered, ...lost] };
}
