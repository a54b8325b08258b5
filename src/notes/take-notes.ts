import { merge } from '../base/async.ts';
import { Gate } from '../base/gate.ts';
import { asidesOf } from '../llm/chat-model.ts';
import type { Claim, Note, Section } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import { correctClaims } from './asking/correct.ts';
import { type NoteDesk, type NoteTools, openTools } from './asking/desk.ts';
import type { NoteEvent } from './asking/events.ts';
import { isNearCopy } from './checks/near-copy.ts';
import { coverageOf } from './coverage.ts';
import { fillGaps } from './gaps.ts';
import { makeOutline, type Outline } from './outline/outline.ts';
import { neutralTitle, plainTitle } from './outline/titles.ts';
import { type CheckedSection, writePoints } from './points.ts';
import { verifyNote } from './verify/verify.ts';

export type { NoteEvent };

/** The summary is at most this many sentences. */
const MOST_SUMMARY = 5;

/** What a note is taken of, and with what. */
export type NoteSubject = { readonly sentences: readonly Sentence[]; readonly desk: NoteDesk };

/**
 * Takes the note of a talk: outline over the whole, points section by section side by side, each checked
 * against the talk, then what the points passed over. Yields sections as they are ready. Throws
 * `ModelError` when the server cannot be used at all; one section's failure leaves that section marked.
 * While not all terms are known, `revised` is when they are, and the same talk with them: the outline does not wait
 * for it.
 */
export async function* takeNotes(
  subject: NoteSubject,
  revised: Promise<NoteSubject> = Promise.resolve(subject),
): AsyncGenerator<NoteEvent, Note> {
  const { sentences, desk } = subject;
  const opened = revised.then((later) => {
    const said = spokenOf(later.sentences);
    return { spoken: said, tools: openTools(said, later.desk) };
  });
  // Whoever waits for it hears of its failure.
  opened.catch(() => undefined);
  const spoken = spokenOf(sentences);
  if (spoken.length === 0) return emptyNote(sentences, desk.brief.to);
  const early = openTools(spoken, desk);
  const sketch = new Gate<Outline | undefined>();
  const [{ outline, summary }, begun] = yield* merge<NoteEvent, [Outlined, Noted | undefined]>([
    outlineTalk(sentences, { early, opened, sketch }),
    noteSections(sketch.opened, opened),
  ]);
  const noted = isSameShape(begun?.outline, outline)
    ? begun
    : yield* noteSections(Promise.resolve(outline), opened);
  const said = await opened;
  const filled = yield* fillGaps(noted?.sections ?? [], said.spoken, said.tools);
  const { title } = outline;
  const sections = filled.map(({ section }) => section);
  const dropped = filled.reduce((sum, each) => sum + each.dropped, 0);
  return yield* finish({ title, summary, sections, dropped, coverage: NO_COVERAGE }, said);
}

const NO_COVERAGE: Note['coverage'] = { share: 0, longestGap: 0 };

/** Has a note verified where that is wanted, and measures what is left. */
async function* finish(note: Note, { spoken, tools }: Opened): AsyncGenerator<NoteEvent, Note> {
  const { judge } = tools;
  const verified = judge ? yield* verifyNote(note, spoken, { ...tools, judge }) : note;
  const { share, longestGap } = coverageOf(verified.sections, spoken);
  return {
    ...verified,
    sections: verified.sections.map((section) => markedIfEmpty(section, spoken)),
    coverage: { share, longestGap },
  };
}

/** A section in which no point held its ground is missing from the note, whatever the model answered. */
function markedIfEmpty(section: Section, spoken: readonly Sentence[]): Section {
  const isSaid = spoken.some(({ id }) => id >= section.from && id <= section.to);
  return isSaid && !section.skip && section.points.length === 0
    ? { ...section, missing: true }
    : section;
}

/** The talk with all its terms. */
type Opened = { readonly spoken: readonly Sentence[]; readonly tools: NoteTools };

type Outlined = { readonly outline: Outline; readonly summary: Claim[] };

async function* outlineTalk(
  sentences: readonly Sentence[],
  work: { early: NoteTools; opened: Promise<Opened>; sketch: Gate<Outline | undefined> },
): AsyncGenerator<NoteEvent, Outlined> {
  const { early, opened, sketch } = work;
  try {
    const made = yield* asidesOf(makeOutline(sentences, early, (first) => sketch.open(first)));
    sketch.open(made);
    const { spoken, tools } = await opened;
    const outline = withTitles(made, tools);
    return { outline, summary: yield* checkSummary(outline, spoken, tools) };
  } finally {
    // Nobody is to wait for one that failed.
    sketch.open(undefined);
  }
}

type Noted = { readonly outline: Outline; readonly sections: CheckedSection[] };

/** Writes the points of all sections of an outline, as soon as there is one and terms are known. */
async function* noteSections(
  made: Promise<Outline | undefined>,
  opened: Promise<Opened>,
): AsyncGenerator<NoteEvent, Noted | undefined> {
  const sketch = await made;
  if (!sketch) return undefined;
  const { spoken, tools } = await opened;
  const outline = withTitles(sketch, tools);
  yield { type: 'outline-made', title: outline.title, sections: outline.ranges.length };
  const sections = yield* merge<NoteEvent, CheckedSection[]>(
    outline.ranges.map((_, index) => noteSection(spoken, { outline, index }, tools)),
  );
  return { outline, sections };
}

function isSameShape(one: Outline | undefined, other: Outline): boolean {
  return JSON.stringify(one?.ranges) === JSON.stringify(other.ranges);
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
  return { title: '', summary: [], sections, coverage: NO_COVERAGE, dropped: 0 };
}

/** The outline with plain, rightly spelt titles that say no more than their lines; every section has one. */
function withTitles(outline: Outline, { checker, brief }: NoteTools): Outline {
  const whole = { from: outline.ranges[0]?.from ?? 1, to: outline.ranges.at(-1)?.to ?? 0 };
  return {
    ...outline,
    title: checker.heading(plainTitle(outline.title), whole),
    ranges: outline.ranges.map((range, index) => ({
      ...range,
      title: checker.heading(plainTitle(range.title), range) || neutralTitle(brief.to, index + 1),
    })),
  };
}

async function* noteSection(
  sentences: readonly Sentence[],
  place: { readonly outline: Outline; readonly index: number },
  tools: NoteTools,
): AsyncGenerator<NoteEvent, CheckedSection> {
  const checked = yield* asidesOf(writePoints(sentences, place, tools));
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
  const settled = yield* asidesOf(correctClaims(claims, range, tools));
  const kept: Claim[] = [];
  for (const claim of settled) {
    const texts = kept.map((each) => each.text);
    if (claim && !isNearCopy(claim.text, texts)) kept.push(claim);
  }
  return kept.slice(0, MOST_SUMMARY);
}
