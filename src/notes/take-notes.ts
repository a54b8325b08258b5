import { merge } from '../base/async.ts';
import type { ChatEvent } from '../llm/chat-model.ts';
import type { Claim, Note } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import { correctClaims } from './correct.ts';
import { coverageOf } from './coverage.ts';
import { type NoteDesk, type NoteTools, openTools } from './desk.ts';
import { type NoteEvent, visible } from './events.ts';
import { fillGaps } from './gaps.ts';
import { isNearCopy } from './near-copy.ts';
import { makeOutline, type Outline } from './outline.ts';
import { type CheckedSection, writePoints } from './points.ts';
import { neutralTitle, plainTitle } from './titles.ts';

export type { NoteEvent, Outline };

/** The summary is at most this many sentences. */
const MOST_SUMMARY = 5;

/**
 * Takes the note of a talk: outline over the whole, points section by section side by side, each checked
 * against the talk, then what the points passed over. Yields sections as they are ready. Throws
 * `ModelError` when the server cannot be used at all; one section's failure leaves that section marked. The outline may
 * have been made earlier.
 */
export async function* takeNotes(
  sentences: readonly Sentence[],
  desk: NoteDesk,
  early?: Outline,
): AsyncGenerator<NoteEvent, Note> {
  const spoken = spokenOf(sentences);
  if (spoken.length === 0) return emptyNote(sentences, desk.brief.to);
  const tools = openTools(spoken, desk);
  const outline = withTitles(early ?? (yield* visible(makeOutline(sentences, tools))), tools);
  yield { type: 'outline-made', title: outline.title, sections: outline.ranges.length };
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

/**
 * Makes the outline alone, while not all terms are known: `takeNotes` spells its names right. `undefined` for a talk in
 * which nothing was said. Throws as `takeNotes` does.
 */
export async function* outlineTalk(
  sentences: readonly Sentence[],
  desk: NoteDesk,
): AsyncGenerator<ChatEvent, Outline | undefined> {
  const spoken = spokenOf(sentences);
  if (spoken.length === 0) return undefined;
  return yield* makeOutline(sentences, openTools(spoken, desk));
}

function spokenOf(sentences: readonly Sentence[]): Sentence[] {
  return sentences.filter((sentence) => !sentence.doubt);
}

/** Of a talk in which nothing was said there is nothing to ask. */
function emptyNote(sentences: readonly Sentence[], language: string): Note {
  const [first, last] = [sentences[0], sentences.at(-1)];
  const rest = { parts: [], points: [], quotes: [] };
  const title = neutralTitle(language, 1);
  const sections =
    first && last ? [{ title, from: first.id, to: last.id, skip: true, ...rest }] : [];
  return { title: '', summary: [], sections, coverage: { share: 0, longestGap: 0 }, dropped: 0 };
}

/** The outline with plain, rightly spelt titles; every section has one. */
function withTitles(outline: Outline, { checker, brief }: NoteTools): Outline {
  const spelt = (title: string): string => checker.spell(plainTitle(title));
  return {
    ...outline,
    title: spelt(outline.title),
    ranges: outline.ranges.map((range, index) => ({
      ...range,
      title: spelt(range.title) || neutralTitle(brief.to, index + 1),
    })),
  };
}

async function* noteSection(
  sentences: readonly Sentence[],
  place: { readonly outline: Outline; readonly index: number },
  tools: NoteTools,
): AsyncGenerator<NoteEvent, CheckedSection> {
  const checked = yield* visible(writePoints(sentences, place, tools));
  yield { type: 'section-noted', section: checked.section };
  return checked;
}

async function* checkSummary(
  outline: Outline,
  sentences: readonly Sentence[],
  tools: NoteTools,
): AsyncGenerator<NoteEvent, Claim[]> {
  const claims = outline.summary.map(({ t, c }) => ({ text: t, cites: c }));
  const range = { from: sentences[0]?.id ?? 1, to: sentences.at(-1)?.id ?? 0 };
  const settled = yield* visible(correctClaims(claims, range, tools));
  const kept: Claim[] = [];
  for (const claim of settled) {
    const texts = kept.map((each) => each.text);
    if (claim && !isNearCopy(claim.text, texts)) kept.push(claim);
  }
  return kept.slice(0, MOST_SUMMARY);
}
