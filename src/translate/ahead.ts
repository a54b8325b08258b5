import type { Sentence } from '../model/sentence.ts';
import { type DeskOptions, openDesk } from './asking/desk.ts';
import type { TranslateEvent } from './asking/events.ts';
import { firstPace, runLane } from './asking/lane.ts';
import { cutChunks, sized } from './prompt/budget.ts';
import { budgetFor, detectorFor } from './translate.ts';

/** Sentences on either side of a batch that go along as its context. */
const AHEAD_CONTEXT = 8;

/** Some sentences of a talk that is not wholly known, with those around them. */
export type Batch = {
  /** Neighbouring sentences, the batch among them; on either side up to `AHEAD_CONTEXT` more. */
  readonly sentences: readonly Sentence[];
  /** Sentence IDs of the batch, both ends included. */
  readonly from: number;
  readonly to: number;
};

/** The sentences from one index up to another, with those around them. */
export function batchOf(all: readonly Sentence[], begin: number, end: number): Batch {
  return {
    sentences: all.slice(Math.max(0, begin - AHEAD_CONTEXT), end + AHEAD_CONTEXT),
    from: all[begin]?.id ?? 1,
    to: all[end - 1]?.id ?? 0,
  };
}

/**
 * Translates some sentences before all terms of the talk are known. What is accepted is remembered, and `translate`
 * takes it over where it still holds. What is not accepted is left to `translate`, which asks again.
 */
export async function* translateAhead(
  { sentences, from, to }: Batch,
  options: DeskOptions,
): AsyncGenerator<TranslateEvent, void> {
  const detect = await detectorFor(options.brief.to);
  const desk = openDesk(sentences, { isAhead: true, ...options, detect });
  const open = sentences.filter(
    ({ id, doubt }) =>
      id >= from && id <= to && !doubt && !options.copied?.has(id) && !desk.lines.has(id),
  );
  if (open.length === 0) return;
  const lines = sized(open, options.model.info, options.brief.from);
  const budget = budgetFor(desk, lines);
  yield* runLane(desk, cutChunks(lines, budget), firstPace(budget, options.model.info));
}
