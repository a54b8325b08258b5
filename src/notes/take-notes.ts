import { merge } from '../base/async.ts';
import { askOnce } from '../llm/ask-once.ts';
import type { ChatEvent } from '../llm/chat-model.ts';
import { isAboutOneRequest } from '../llm/model-error.ts';
import type { Claim, Note, Section } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import { GapAnswer } from './answers.ts';
import { type ClaimChecker, claimChecker, isNearCopy } from './check-claims.ts';
import { correctClaims } from './correct.ts';
import { coverageOf, type Gap } from './coverage.ts';
import { makeOutline, type NoteDesk, type Outline } from './outline.ts';
import { type CheckedSection, checkPoints, writePoints } from './points.ts';
import { gapPrompt } from './prompt.ts';

/** What happens while notes are taken. */
export type NoteEvent =
  | {
      readonly type: 'outline-made';
      readonly title: string;
      /** Count of sections whose points are to be written. */
      readonly sections: number;
    }
  | { readonly type: 'section-noted'; readonly section: Section }
  | Extract<ChatEvent, { type: 'attempt-failed' }>;

/** At most this many points fill one gap. */
const POINTS_A_GAP = 3;
const GAP_TOKENS = 900;

/**
 * Takes the note of a talk: outline over the whole, points section by section side by side, each checked
 * against the talk, then what the points passed over. Yields sections as they are ready. Throws
 * `ModelError` when the server cannot be used at all; one section's failure leaves that section marked.
 */
export async function* takeNotes(
  sentences: readonly Sentence[],
  desk: NoteDesk,
): AsyncGenerator<NoteEvent, Note> {
  const spoken = sentences.filter((sentence) => !sentence.doubt);
  const outline = plainTitles(yield* visible(makeOutline(spoken, desk)));
  yield { type: 'outline-made', title: outline.title, sections: outline.ranges.length };
  const { terms, from, to } = desk.brief;
  const checker = claimChecker(spoken, { terms, from, to });
  const tools = { desk, checker };
  const [summary, sections] = yield* merge<NoteEvent, [Claim[], CheckedSection[]]>([
    checkSummary(outline, spoken, tools),
    merge<NoteEvent, CheckedSection[]>(
      outline.ranges.map((_, index) => noteSection(spoken, { outline, index }, tools)),
    ),
  ]);
  const filled = yield* fillGaps(sections, spoken, tools);
  const { share, longestGap } = coverageOf(
    filled.map((each) => each.section),
    spoken,
  );
  return {
    title: outline.title,
    summary,
    sections: filled.map((each) => each.section),
    coverage: { share, longestGap },
    dropped: filled.reduce((sum, each) => sum + each.dropped, 0),
  };
}

type Tools = { readonly desk: NoteDesk; readonly checker: ClaimChecker };

async function* noteSection(
  sentences: readonly Sentence[],
  place: { readonly outline: Outline; readonly index: number },
  tools: Tools,
): AsyncGenerator<NoteEvent, CheckedSection> {
  const checked = yield* visible(writePoints(sentences, place, tools));
  yield { type: 'section-noted', section: checked.section };
  return checked;
}

async function* checkSummary(
  outline: Outline,
  sentences: readonly Sentence[],
  { desk, checker }: Tools,
): AsyncGenerator<NoteEvent, Claim[]> {
  const claims = outline.summary.map(({ t, c }) => ({ text: t, cites: c }));
  const range = { from: sentences[0]?.id ?? 1, to: sentences.at(-1)?.id ?? 0 };
  const settled = yield* visible(correctClaims(claims, { range, sentences, desk, checker }));
  return settled.flatMap((claim) => claim ?? []);
}

/** Asks about each long stretch that no point rests on, and adds what comes back to its section. */
async function* fillGaps(
  sections: readonly CheckedSection[],
  sentences: readonly Sentence[],
  tools: Tools,
): AsyncGenerator<NoteEvent, CheckedSection[]> {
  const { gaps } = coverageOf(
    sections.map((each) => each.section),
    sentences,
  );
  const found = yield* merge<NoteEvent, Filled[]>(
    gaps.map((gap) => fillGap(gap, sentences, tools)),
  );
  return sections.map((checked) => {
    const { section } = checked;
    const own = found.filter(({ gap }) => gap.from >= section.from && gap.from <= section.to);
    const texts = section.points.map((point) => point.text);
    const fresh = own
      .flatMap(({ claims }) => claims)
      .filter((claim) => !isNearCopy(claim.text, texts))
      .map((claim) => ({ ...claim, sub: [], ...partNear(claim, section) }));
    if (fresh.length === 0) return checked;
    const points = [...section.points, ...fresh].toSorted(
      (a, b) => (a.part ?? 0) - (b.part ?? 0) || (a.cites[0] ?? 0) - (b.cites[0] ?? 0),
    );
    return { ...checked, section: { ...section, points } };
  });
}

/** The part whose points are nearest in the talk. */
function partNear(claim: Claim, section: Section): { part?: number } {
  if (section.parts.length === 0) return {};
  const at = claim.cites[0] ?? 0;
  const before = section.points.findLast((point) => (point.cites[0] ?? 0) <= at);
  return { part: before?.part ?? 0 };
}

type Filled = { readonly gap: Gap; readonly claims: readonly Claim[] };

async function* fillGap(
  gap: Gap,
  sentences: readonly Sentence[],
  { desk, checker }: Tools,
): AsyncGenerator<NoteEvent, Filled> {
  const own = sentences.filter(({ id }) => id >= gap.from && id <= gap.to);
  const { model, memory, brief, signal } = desk;
  const user = gapPrompt(own, brief, POINTS_A_GAP);
  const maxTokens = GAP_TOKENS + (model.info.thinking === 'always' ? 3000 : 0);
  try {
    const request = { task: 'gap', user, maxTokens, expectTokens: GAP_TOKENS / 2, signal };
    const answer = yield* visible(askOnce(model, request, { schema: GapAnswer, memory }));
    const points = answer.points.map(({ t, c }) => ({ text: t, cites: c, sub: [] }));
    const checked = yield* visible(checkPoints(points, { range: gap, sentences, desk, checker }));
    return { gap, claims: checked.points.map(({ sub: _, ...claim }) => claim) };
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    return { gap, claims: [] };
  }
}

/** The outline with plain titles. */
function plainTitles(outline: Outline): Outline {
  return {
    ...outline,
    title: plainTitle(outline.title),
    ranges: outline.ranges.map((range) => ({ ...range, title: plainTitle(range.title) })),
  };
}

const NUMBERED =
  /^\s*(?:\d+(?:[、)）]|\.(?!\d))\s*|第[一二三四五六七八九十\d]+[章节部分]+[：:、\s]*|[一二三四五六七八九十]+、)/u;

/** A title without the number some models put before it: the note numbers its headings itself. */
function plainTitle(title: string): string {
  return title.replace(NUMBERED, '').replace(/\s+/g, ' ').trim();
}

/** Lets through what a reader of the events cares for; the text of JSON answers is not. */
async function* visible<R>(asking: AsyncGenerator<ChatEvent, R>): AsyncGenerator<NoteEvent, R> {
  for (;;) {
    const step = await asking.next();
    if (step.done) return step.value;
    if (step.value.type === 'attempt-failed') yield step.value;
  }
}
