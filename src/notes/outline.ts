import type { Memory } from '../base/memory.ts';
import { askOnce } from '../llm/ask-once.ts';
import type { ChatEvent, ChatModel } from '../llm/chat-model.ts';
import { isAboutOneRequest } from '../llm/model-error.ts';
import type { Sentence } from '../model/sentence.ts';
import { estimateTokens } from '../text/tokens.ts';
import { type AnsweredClaim, MergeAnswer, OutlineAnswer } from './answers.ts';
import { mergePrompt, type NoteBrief, outlinePrompt, showTalk } from './prompt.ts';
import { type Range, repairRanges, sectionCounts } from './ranges.ts';

/** What every request for notes needs. */
export type NoteDesk = {
  readonly model: ChatModel;
  readonly memory: Memory;
  readonly brief: NoteBrief;
  readonly signal?: AbortSignal | undefined;
};

/** The shape of a note before its points are written. */
export type Outline = {
  readonly title: string;
  readonly summary: readonly AnsweredClaim[];
  /** Sections that cover the talk exactly. */
  readonly ranges: readonly Range[];
};

/** The talk goes in whole when it takes up to this share of the window, as a ratio. */
const WHOLE_SHARE = 0.6;
/** ... else in windows of this share, overlapping by a tenth of that. */
const WINDOW_SHARE = 0.5;
const OVERLAP_SHARE = 0.1;
/** The longest useful outline, in tokens. */
const MOST_TOKENS = 4000;
const EXPECT_TOKENS = 1600;
/** A refused window of fewer lines is not cut again. */
const FEWEST_LINES = 40;

/** Makes the outline over the whole talk, in windows where the model cannot hold it at once. */
export async function* makeOutline(
  sentences: readonly Sentence[],
  desk: NoteDesk,
): AsyncGenerator<ChatEvent, Outline> {
  const windows = windowsOf(sentences, desk);
  const found: WindowOutline[] = [];
  for (const window of windows) found.push(...(yield* outlineWindow(window, desk)));
  const [only] = found;
  if (found.length === 1 && only) {
    return {
      title: only.answer.title,
      summary: only.answer.tldr,
      ranges: repairRanges(only.answer.sections, sentences),
    };
  }
  return yield* joinWindows(found, sentences, desk);
}

type WindowOutline = {
  readonly answer: OutlineAnswer;
  /** Sentence IDs this window speaks for, inclusive: half of each overlap. */
  readonly from: number;
  readonly to: number;
};

type TalkWindow = {
  readonly sentences: readonly Sentence[];
  readonly from: number;
  readonly to: number;
};

/** Asks for a window's outline; one that is refused or cannot be used is cut in two and asked again. */
async function* outlineWindow(
  window: TalkWindow,
  desk: NoteDesk,
): AsyncGenerator<ChatEvent, WindowOutline[]> {
  const { sentences, from, to } = window;
  const duration = (sentences.at(-1)?.end ?? 0) - (sentences[0]?.start ?? 0);
  const user = outlinePrompt(sentences, desk.brief, sectionCounts(duration));
  try {
    const answer = yield* askOnce(
      desk.model,
      { ...limits(desk), task: 'outline', user },
      {
        schema: OutlineAnswer,
        memory: desk.memory,
      },
    );
    return [{ answer, from, to }];
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    if (sentences.length < FEWEST_LINES) {
      const answer = { title: '', tldr: [], sections: [{ title: '', from, to, skip: false }] };
      return [{ answer, from, to }];
    }
    const middle = Math.floor(sentences.length / 2);
    const cut = sentences[middle]?.id ?? to;
    const halves = [
      { sentences: sentences.slice(0, middle), from, to: cut - 1 },
      { sentences: sentences.slice(middle), from: cut, to },
    ];
    const found: WindowOutline[] = [];
    for (const half of halves) found.push(...(yield* outlineWindow(half, desk)));
    return found;
  }
}

function limits({ model, signal }: NoteDesk): {
  maxTokens: number;
  expectTokens: number;
  signal: AbortSignal | undefined;
} {
  const reasoning = model.info.thinking === 'always' ? 4000 : 0;
  const maxTokens = Math.min(model.info.maxOutput, MOST_TOKENS + reasoning);
  return { maxTokens, expectTokens: EXPECT_TOKENS, signal };
}

function windowsOf(sentences: readonly Sentence[], { model, brief }: NoteDesk): TalkWindow[] {
  const [first, last] = [sentences[0]?.id ?? 1, sentences.at(-1)?.id ?? 0];
  const { window, family } = model.info;
  const tokens = estimateTokens(showTalk(sentences, brief.timed), family);
  if (tokens <= Math.min(WHOLE_SHARE * window, window - MOST_TOKENS - 1000)) {
    return [{ sentences, from: first, to: last }];
  }
  const count = Math.ceil(tokens / Math.max(500, (WINDOW_SHARE - OVERLAP_SHARE) * window));
  const size = Math.ceil(sentences.length / count);
  const overlap = Math.ceil((size * OVERLAP_SHARE) / 2);
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index * size, Math.min(sentences.length, (index + 1) * size)];
    return {
      sentences: sentences.slice(Math.max(0, from - overlap), to + overlap),
      from: first + from,
      to: first + to - 1,
    };
  }).filter((each) => each.from <= each.to);
}

/** Puts window outlines together: the program concatenates, the model only says what belongs together. */
async function* joinWindows(
  found: readonly WindowOutline[],
  sentences: readonly Sentence[],
  desk: NoteDesk,
): AsyncGenerator<ChatEvent, Outline> {
  const ranges = found.flatMap(({ answer, from, to }) =>
    answer.sections
      .map((range) => ({ ...range, from: Math.max(from, range.from), to: Math.min(to, range.to) }))
      .filter((range) => range.from <= range.to),
  );
  const summary = found.flatMap(({ answer }) => answer.tldr);
  const user = mergePrompt(
    ranges,
    summary.map((claim) => claim.t),
    desk.brief,
  );
  try {
    const answer = yield* askOnce(
      desk.model,
      { ...limits(desk), task: 'merge', user },
      {
        schema: MergeAnswer,
        memory: desk.memory,
      },
    );
    const joined = joinRanges(ranges, new Set(answer.joins));
    const kept = summary.filter((_, index) => answer.keep.includes(index + 1)).slice(0, 5);
    return {
      title: answer.title,
      summary: kept.length > 0 ? kept : summary.slice(0, 5),
      ranges: repairRanges(joined, sentences),
    };
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    const title = found.find(({ answer }) => answer.title !== '')?.answer.title ?? '';
    return { title, summary: summary.slice(0, 5), ranges: repairRanges(ranges, sentences) };
  }
}

function joinRanges(ranges: readonly Range[], joins: ReadonlySet<number>): Range[] {
  const joined: Range[] = [];
  ranges.forEach((range, index) => {
    const previous = joined.at(-1);
    if (previous && joins.has(index + 1)) {
      joined[joined.length - 1] = { ...previous, to: range.to, skip: previous.skip && range.skip };
    } else joined.push(range);
  });
  return joined;
}
