import type { ModelInfo } from '../llm/chat-model.ts';
import { isOwn, translatedFrom } from '../model/own-language.ts';
import type { Sentence } from '../model/sentence.ts';
import { MARKS_OVERHEAD } from '../restore/ask-marks.ts';
import { estimateTokens, targetRatio } from '../text/tokens.ts';
import { candidateQuestions } from '../translate/context/candidates.ts';
import type { ContextQuestion } from '../translate/context/question.ts';
import { partsOf } from '../translate/context/transcript.ts';
import { chunkBudget, chunkCount, type Size } from '../translate/prompt/budget.ts';
import { LINES_AT_ONCE } from '../translate/review/review.ts';
import { noteParts } from './estimate-note.ts';
import {
  FAULT_TOKENS,
  FAULTS,
  type Part,
  PROMPT_TOKENS,
  readingPart,
  WHOLE_SHARE,
} from './estimate-part.ts';

/** What a talk will take, before anything is asked. */
export type Estimate = {
  /** Tokens of the talk itself. */
  readonly sourceTokens: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Count of requests. */
  readonly requests: number;
  /** Likely wall time, in seconds, at the pace of an ordinary service. */
  readonly seconds: number;
  /** Likely cost and what it may come to, in US dollars; absent when the price is not known. */
  readonly cost?: { readonly likely: number; readonly most: number } | undefined;
};

/** Tokens a request of each kind takes beside the talk's text; small models get shorter instructions. */
const SYSTEM_TOKENS = 850;
const SMALL_SYSTEM_TOKENS = 500;
/** The answer to the context pass: its frame, and the terms, of which a long talk has few new ones; in tokens. */
const CONTEXT_FRAME = 100;
const CONTEXT_A_LINE = 2;
const MOST_CONTEXT = 900;
/** A talk that has to be read in windows is so in windows of about this share of the model's. */
const CONTEXT_WINDOW = 0.3;
/** A part of a talk that is read side by side with others: its instructions, and what it is shown of the rest, in tokens. */
const PART_TOKENS = 650;
/** The answer of a reviewer who finds nothing, in tokens. */
const NO_FAULT_TOKENS = 10;
/** Words of a stretch that is restored, what is shown on each side of it as a share of that, and how much longer it is with its marks (measured on the parallel text of the tests). */
const RESTORED_WORDS = 120;
const RESTORED_BESIDE = 0.125;
const MARKED_RATIO = 1.15;
/** Lines asked again, as a ratio of all. */
const REPAIRS = 0.05;
/** Where the real cost may end, as a ratio of the likely one; reasoning can double the answers. */
const MARGIN = { off: 1.3, always: 2.3 } as const;

/**
 * What an ordinary service does: seconds to the first token, tokens a second and stream. A server that
 * takes one request at a time is most likely a model at home, and slower.
 */
const SERVICE = { first: 1, speed: 60 } as const;
const AT_HOME = { first: 3, speed: 15 } as const;

/** The context pass by itself, then everything else over all streams. */
function secondsFor(
  {
    requests,
    inputTokens,
    outputTokens,
  }: { readonly requests: number; readonly inputTokens: number; readonly outputTokens: number },
  contextTokens: number,
  { concurrency, pace }: ModelInfo,
): number {
  if (pace) return Math.round(inputTokens / pace.read + outputTokens / pace.write);
  const { first, speed } = concurrency === 1 ? AT_HOME : SERVICE;
  const context = contextTokens === 0 ? 0 : first + contextTokens / speed;
  const others = contextTokens === 0 ? requests : requests - 1;
  const rest = others * first + Math.max(0, outputTokens - contextTokens) / speed;
  return Math.round(context + rest / Math.min(concurrency, Math.max(1, others)));
}

/** What is left to do of a talk, as ratios; whether its terms are still to be found. */
export type LeftToDo = {
  readonly context: boolean;
  readonly translation: number;
  readonly note: number;
};

const ALL_LEFT: LeftToDo = { context: true, translation: 1, note: 1 };

/** What is wanted of a talk. */
export type WantedWork = {
  readonly from: string;
  readonly to: string;
  readonly about?: string | undefined;
  /** Share of the words whose marks are asked for, as a ratio. */
  readonly bare?: number | undefined;
  readonly translation: boolean;
  readonly note: boolean;
  /** Whether the translation is read once more. @default false */
  readonly review?: boolean | undefined;
  /** Whether the note is judged beside its lines. @default true */
  readonly verify?: boolean | undefined;
  /** What earlier runs have left to do. @default all of it */
  readonly left?: LeftToDo | undefined;
};

/** Estimates tokens, requests, time and cost of what is wanted of some sentences. */
export function estimateWork(
  sentences: readonly Sentence[],
  info: ModelInfo,
  wanted: WantedWork,
): Estimate {
  const spoken = sentences.filter((sentence) => !sentence.doubt);
  const tokens = tokensIn(spoken, info);
  const isReader = info.role !== 'translator';
  const left = { ...(wanted.left ?? ALL_LEFT), ...(!isReader && { context: false }) };
  const parts = [
    // Every plan begins with the context pass, which a translator cannot make.
    ...(left.context ? [contextPart(spoken, { tokens, info, wanted })] : []),
    ...(wanted.bare ? [restorePart(tokens * wanted.bare, info)] : []),
    ...translationParts(spoken, info, wanted).map((part) => shareOf(part, left.translation)),
    ...(wanted.note
      ? noteParts(tokens + MARK_TOKENS * spoken.length, spoken, { info, verify: wanted.verify })
      : []
    ).map((part) => shareOf(part, left.note)),
  ];
  const sum = (of: 'requests' | 'input' | 'output'): number =>
    Math.round(parts.reduce((total, part) => total + part[of], 0));
  const [requests, inputTokens, outputTokens] = [sum('requests'), sum('input'), sum('output')];
  const { price } = info;
  const likely = price && (inputTokens * price.input + outputTokens * price.output) / 1_000_000;
  const context = left.context ? contextAnswer(spoken.length / partsOf(spoken.length, info)) : 0;
  return {
    sourceTokens: tokens,
    inputTokens,
    outputTokens,
    requests,
    seconds: secondsFor({ requests, inputTokens, outputTokens }, context, info),
    ...(likely !== undefined && { cost: { likely, most: likely * MARGIN[info.thinking] } }),
  };
}

/** The number before each line, in tokens. */
const MARK_TOKENS = 2;

type Talk = {
  readonly spoken: readonly Sentence[];
  readonly info: ModelInfo;
  readonly wanted: WantedWork;
};

function contextPart(
  spoken: readonly Sentence[],
  { tokens, info, wanted }: Omit<Talk, 'spoken'> & { readonly tokens: number },
): Part {
  if (info.size === 'small')
    return candidatesPart(candidateQuestions(spoken, { ...wanted, info }), info);
  const parts = partsOf(spoken.length, info);
  const fits = tokens / parts <= WHOLE_SHARE * info.window;
  if (parts > 1 && fits) return partsPart({ tokens, lines: spoken.length }, parts);
  return readingPart(tokens + MARK_TOKENS * spoken.length, CONTEXT_WINDOW * info.window, {
    whole: WHOLE_SHARE * info.window,
    answer: contextAnswer(spoken.length),
  });
}

/** A talk that is read in parts side by side. */
function partsPart({ tokens, lines }: Size, parts: number): Part {
  return {
    requests: parts,
    input: tokens + MARK_TOKENS * lines + parts * PART_TOKENS,
    output: parts * contextAnswer(lines / parts),
  };
}

function tokensIn(sentences: readonly Sentence[], { family }: ModelInfo): number {
  return sentences.reduce((sum, { text }) => sum + estimateTokens(text, family), 0);
}

function translationParts(
  spoken: readonly Sentence[],
  info: ModelInfo,
  wanted: WantedWork,
): Part[] {
  const from = translatedFrom(spoken, wanted);
  if (!wanted.translation || from === undefined) return [];
  const asked = spoken.filter((sentence) => !isOwn(sentence, wanted));
  const [tokens, lines, pair] = [tokensIn(asked, info), asked.length, { from, to: wanted.to }];
  const read = translationPart({ tokens, lines }, info, { ...pair, isShared: wanted.note });
  return wanted.review ? [read, reviewPart({ tokens, lines }, info, pair)] : [read];
}

/** A part of which only a share is left to do. */
function shareOf({ requests, input, output }: Part, share: number): Part {
  return { requests: Math.ceil(requests * share), input: input * share, output: output * share };
}

function contextAnswer(lines: number): number {
  return Math.min(MOST_CONTEXT, CONTEXT_FRAME + CONTEXT_A_LINE * lines);
}

function translationPart(
  { tokens, lines }: Size,
  info: ModelInfo,
  {
    from,
    to,
    isShared,
  }: { readonly from: string; readonly to: string; readonly isShared: boolean },
): Part {
  if (info.role === 'translator') return linesPart({ tokens, lines }, info, { from, to });
  const perLine = tokens / Math.max(1, lines);
  const overhead = info.size === 'small' ? SMALL_SYSTEM_TOKENS : SYSTEM_TOKENS;
  const budget = chunkBudget(info, { from, to, overhead, perLine });
  const streams = { atOnce: info.concurrency, isShared };
  // A small model begins with a few lines on each stream.
  const trials = info.size === 'small' ? Math.min(streams.atOnce, Math.ceil(lines / 8)) : 0;
  const requests = chunkCount({ tokens, lines }, budget, streams) + trials;
  const ratio = targetRatio(info.family, from, to);
  return {
    requests,
    input: (tokens + 2 * lines + requests * overhead) * (1 + REPAIRS),
    output: (ratio * tokens + 2 * lines) * (1 + REPAIRS),
  };
}

/** The words around a line that a translator is asked for, in tokens, and how often a line is shown: for two as background. */
const LINE_OVERHEAD = 50;
const SHOWN = 3;

/** A translator is asked for each line by itself, with two before it. */
function linesPart(
  { tokens, lines }: Size,
  { family }: ModelInfo,
  { from, to }: { readonly from: string; readonly to: string },
): Part {
  return {
    requests: Math.ceil(lines * (1 + REPAIRS)),
    input: (SHOWN * tokens + LINE_OVERHEAD * lines) * (1 + REPAIRS),
    output: targetRatio(family, from, to) * tokens * (1 + REPAIRS),
  };
}

/** Each line is read with its translation; some of them are asked again. */
function reviewPart(
  { tokens, lines }: Size,
  { family }: ModelInfo,
  { from, to }: { readonly from: string; readonly to: string },
): Part {
  const pairs = tokens * (1 + targetRatio(family, from, to)) + 5 * lines;
  const requests = Math.max(1, Math.ceil(lines / LINES_AT_ONCE));
  return {
    requests,
    input: (pairs + requests * PROMPT_TOKENS) * (1 + REPAIRS),
    output: requests * NO_FAULT_TOKENS + lines * FAULTS * FAULT_TOKENS,
  };
}

/** Marks: each stretch is shown and written again with a seventh more words around it. */
function restorePart(tokens: number, { family }: ModelInfo): Part {
  const stretch = estimateTokens('word '.repeat(RESTORED_WORDS), family);
  const requests = Math.max(1, Math.round(tokens / stretch));
  const shown = tokens * (1 + 2 * RESTORED_BESIDE);
  return {
    requests,
    input: (shown + requests * MARKS_OVERHEAD) * (1 + REPAIRS),
    output: shown * MARKED_RATIO * (1 + REPAIRS),
  };
}

/** What small models are asked instead is known to the word. */
function candidatesPart(questions: readonly ContextQuestion[], { family }: ModelInfo): Part {
  return {
    requests: questions.length,
    input: questions.reduce((sum, { user }) => sum + estimateTokens(user, family), 0),
    output: questions.reduce((sum, { expectTokens }) => sum + expectTokens, 0),
  };
}
