import type { ModelInfo } from '../llm/chat-model.ts';
import type { Sentence } from '../model/sentence.ts';
import { pointCounts, sectionCounts } from '../notes/outline/ranges.ts';
import { STATEMENTS_AT_ONCE } from '../notes/verify/judge.ts';
import {
  FAULT_TOKENS,
  FAULTS,
  type Part,
  PROMPT_TOKENS,
  readingPart,
  WHOLE_SHARE,
} from './estimate-part.ts';

/** An outline: title and summary, and each section; in tokens. */
const SUMMARY_ANSWER = 400;
const SECTION_ANSWER = 60;
/** A section's points: what stands around them, and each; in tokens. */
const POINTS_FRAME = 50;
const POINT_ANSWER = 50;
/** Sentences that sum up, and statements a point makes with its sub-points. */
const SUMMARY_CLAIMS = 5;
const CLAIMS_A_POINT = 1.3;
/** A statement as the judge sees it, and the share of the talk that is cited, as a ratio (measured on notes of real talks). */
const STATEMENT_TOKENS = 34;
const CITED_SHARE = 0.6;
/** A verdict, in tokens. */
const VERDICT_TOKENS = 3;
/** A talk that has to be outlined in windows is so in windows of about this share of the model's. */
const OUTLINE_WINDOW = 0.4;

/** What a note of some sentences takes, `tokens` long as they are shown; with `verify` it is judged beside its lines. */
export function noteParts(
  tokens: number,
  spoken: readonly Sentence[],
  { info, verify = true }: { readonly info: ModelInfo; readonly verify?: boolean | undefined },
): Part[] {
  const note = notePart(tokens, spoken, info);
  return verify ? [note, verifyPart(tokens, spoken)] : [note];
}

function notePart(tokens: number, spoken: readonly Sentence[], info: ModelInfo): Part {
  const { sections, points } = shapeOf(spoken);
  const outline = readingPart(tokens, OUTLINE_WINDOW * info.window, {
    whole: WHOLE_SHARE * info.window,
    answer: SUMMARY_ANSWER + sections * SECTION_ANSWER,
  });
  return {
    requests: outline.requests + sections,
    // The talk is read twice: as a whole for the outline, by section for the points.
    input: outline.input + tokens + (1 + 2 * sections) * PROMPT_TOKENS,
    output: outline.output + sections * (POINTS_FRAME + points * POINT_ANSWER),
  };
}

/** The statements of a note beside the lines they cite; most are right, and then an answer is their numbers. */
function verifyPart(tokens: number, spoken: readonly Sentence[]): Part {
  const { sections, points } = shapeOf(spoken);
  const statements = SUMMARY_CLAIMS + sections * (1 + points * CLAIMS_A_POINT);
  const requests = Math.ceil(statements / STATEMENTS_AT_ONCE);
  return {
    requests,
    input: requests * PROMPT_TOKENS + statements * STATEMENT_TOKENS + tokens * CITED_SHARE,
    output: statements * (VERDICT_TOKENS + FAULTS * FAULT_TOKENS),
  };
}

/** Sections, and points in each, of a note about a talk of this length. */
function shapeOf(spoken: readonly Sentence[]): { sections: number; points: number } {
  const seconds = (spoken.at(-1)?.end ?? 0) - (spoken[0]?.start ?? 0);
  const sections = Math.max(1, Math.round(middleOf(sectionCounts(seconds))));
  return { sections, points: middleOf(pointCounts(seconds / sections)) };
}

function middleOf({ least, most }: { readonly least: number; readonly most: number }): number {
  return (least + most) / 2;
}
