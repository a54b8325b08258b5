import { merge } from '../base/async.ts';
import { asidesOf } from '../llm/chat-model.ts';
import { isAboutOneRequest } from '../llm/failures/model-error.ts';
import type { Claim, Section } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import { GapAnswer } from './asking/answers.ts';
import { askNote } from './asking/ask-note.ts';
import type { NoteTools } from './asking/desk.ts';
import type { NoteEvent } from './asking/events.ts';
import { gapPrompt } from './asking/prompt.ts';
import { answerTokens } from './asking/room.ts';
import { isNearCopy } from './checks/near-copy.ts';
import { coverageOf, type Gap } from './coverage.ts';
import { type CheckedSection, checkPoints, textsOf } from './points.ts';

/** At most this many points fill one gap. */
const POINTS_A_GAP = 3;
const GAP_TOKENS = 900;
/** A gap's end that reaches this little into another section is not looked at, in seconds. */
const SHORTEST = 30;

/** Asks about each long stretch that no point rests on, and adds what comes back to its section. */
export async function* fillGaps(
  sections: readonly CheckedSection[],
  sentences: readonly Sentence[],
  tools: NoteTools,
): AsyncGenerator<NoteEvent, CheckedSection[]> {
  const { gaps } = coverageOf(
    sections.map((each) => each.section),
    sentences,
  );
  return yield* merge<NoteEvent, CheckedSection[]>(
    sections.map((checked) => fillSection(checked, gaps, { sentences, tools })),
  );
}

type Filling = { readonly sentences: readonly Sentence[]; readonly tools: NoteTools };

async function* fillSection(
  checked: CheckedSection,
  gaps: readonly Gap[],
  { sentences, tools }: Filling,
): AsyncGenerator<NoteEvent, CheckedSection> {
  const { section } = checked;
  if (section.skip || section.missing) return checked;
  const own = gaps
    .filter((gap) => gap.from <= section.to && gap.to >= section.from)
    .map((gap) => {
      const [from, to] = [Math.max(gap.from, section.from), Math.min(gap.to, section.to)];
      return sentences.filter(({ id }) => id >= from && id <= to);
    })
    .filter((lines) => (lines.at(-1)?.end ?? 0) - (lines[0]?.start ?? 0) >= SHORTEST);
  const found = yield* merge<NoteEvent, Claim[][]>(own.map((lines) => fillGap(lines, tools)));
  return { ...checked, section: withClaims(section, found.flat()) };
}

function withClaims(section: Section, claims: readonly Claim[]): Section {
  const fresh = claims.filter((claim) => !isNearCopy(claim.text, textsOf(section.points)));
  if (fresh.length === 0) return section;
  const points = [
    ...section.points,
    ...fresh.map((claim) => ({ ...claim, sub: [], ...partNear(claim, section) })),
  ].toSorted((a, b) => (a.part ?? 0) - (b.part ?? 0) || (a.cites[0] ?? 0) - (b.cites[0] ?? 0));
  return { ...section, points };
}

/** The part of the last point that is said before a claim. */
function partNear(claim: Claim, section: Section): { part?: number } {
  if (section.parts.length === 0) return {};
  const at = claim.cites[0] ?? 0;
  const before = section.points
    .filter((point) => (point.cites[0] ?? 0) <= at)
    .toSorted((a, b) => (a.cites[0] ?? 0) - (b.cites[0] ?? 0))
    .at(-1);
  return { part: before?.part ?? 0 };
}

async function* fillGap(
  lines: readonly Sentence[],
  tools: NoteTools,
): AsyncGenerator<NoteEvent, Claim[]> {
  const { model, briefFor, signal } = tools;
  const user = gapPrompt(lines, briefFor(lines), POINTS_A_GAP);
  const maxTokens = answerTokens(model.info, GAP_TOKENS);
  const range = { from: lines[0]?.id ?? 1, to: lines.at(-1)?.id ?? 0 };
  try {
    const request = { task: 'gap', user, maxTokens, expectTokens: GAP_TOKENS / 2, signal };
    const answer = yield* asidesOf(askNote(tools, request, GapAnswer));
    const points = answer.points.map(({ t, c }) => ({ text: t, cites: c, sub: [] }));
    const checked = yield* asidesOf(checkPoints(points, range, tools));
    return checked.points.map(({ sub: _, ...claim }) => claim);
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    return [];
  }
}
