import { evenly } from '../../base/evenly.ts';
import type { ChatEvent } from '../../llm/chat-model.ts';
import { isAboutOneRequest } from '../../llm/failures/model-error.ts';
import { type AnsweredClaim, MergeAnswer, type OutlineAnswer } from '../asking/answers.ts';
import { askNote } from '../asking/ask-note.ts';
import type { NoteTools } from '../asking/desk.ts';
import { mergePrompt } from '../asking/prompt.ts';
import { answerTokens } from '../asking/room.ts';
import type { Range } from './range.ts';

/** The outline of a window, and the sentence IDs it speaks for, inclusive. */
export type WindowOutline = {
  readonly answer: OutlineAnswer;
  readonly from: number;
  readonly to: number;
};

/** The windows' outlines in one, its ranges not repaired yet. */
type Joined = {
  readonly title: string;
  readonly summary: readonly AnsweredClaim[];
  readonly ranges: readonly Range[];
};

/** Summary sentences the model chooses from, and those that are taken without asking it. */
const MOST_CHOICES = 24;
const MOST_SUMMARY = 5;
/** The longest useful answer: a title and some numbers, in tokens. */
const MOST_TOKENS = 800;

/** Puts window outlines together: the program concatenates, the model only says what belongs together. */
export async function* joinOutlines(
  found: readonly WindowOutline[],
  tools: NoteTools,
): AsyncGenerator<ChatEvent, Joined> {
  const { model, brief, signal } = tools;
  const ranges = found.flatMap(rangesOf);
  const summary = evenly(
    found.flatMap(({ answer }) => answer.tldr),
    MOST_CHOICES,
  );
  const plain = {
    title: found.find(({ answer }) => answer.title !== '')?.answer.title ?? '',
    summary: evenly(summary, MOST_SUMMARY),
    ranges,
  };
  const user = mergePrompt(
    ranges,
    summary.map((claim) => claim.t),
    brief,
  );
  const maxTokens = answerTokens(model.info, MOST_TOKENS);
  const request = { task: 'merge', user, maxTokens, expectTokens: MOST_TOKENS / 2, signal };
  try {
    const answer = yield* askNote(tools, request, MergeAnswer);
    const kept = summary.filter((_, index) => answer.keep.includes(index + 1));
    return {
      title: answer.title || plain.title,
      summary: kept.length > 0 ? kept.slice(0, MOST_SUMMARY) : plain.summary,
      ranges: joinRanges(ranges, new Set(answer.joins)),
    };
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    return plain;
  }
}

/** A window's sections within what it speaks for; without any, the whole of it without a title. */
function rangesOf({ answer, from, to }: WindowOutline): Range[] {
  const inside = answer.sections
    .map((range) => ({ ...range, from: Math.max(from, range.from), to: Math.min(to, range.to) }))
    .filter((range) => range.from <= range.to);
  return inside.length > 0 ? inside : [{ title: '', from, to, skip: false }];
}

function joinRanges(ranges: readonly Range[], joins: ReadonlySet<number>): Range[] {
  const joined: Range[] = [];
  ranges.forEach((range, index) => {
    const previous = joined.at(-1);
    if (previous && joins.has(index + 1)) {
      joined[joined.length - 1] = {
        ...previous,
        title: previous.title || range.title,
        to: Math.max(previous.to, range.to),
        skip: previous.skip && range.skip,
      };
    } else joined.push(range);
  });
  return joined;
}
