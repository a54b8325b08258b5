import type { ModelInfo } from '../../llm/chat-model.ts';
import { ModelError } from '../../llm/failures/model-error.ts';
import { primaryTag } from '../../model/language.ts';
import type { Sentence } from '../../model/sentence.ts';
import { isClosed } from '../../text/sentence-ends/sentence-ends.ts';
import { estimateTokens, targetRatio } from '../../text/tokens.ts';

/** How large a request may be, and what its answer needs. */
export type ChunkBudget = {
  /** Source tokens a chunk may hold. */
  readonly source: number;
  /** Lines a chunk may hold, as a count. */
  readonly lines: number;
  /** The answer limit for some lines, in tokens. */
  maxTokens(sourceTokens: number, lineCount: number): number;
  /** The length of a good answer, in tokens. */
  expectTokens(sourceTokens: number, lineCount: number): number;
};

/** Source tokens a chunk may hold whatever the window: quality falls with length. */
const QUALITY_CAP = { large: 2000, medium: 1200, small: 700 } as const;
const MOST_LINES = { large: 80, medium: 80, small: 40 } as const;
/** A smaller chunk than this is not worth its instructions, in tokens. */
const LEAST_SOURCE = 150;
/** Headroom for a model that reasons first, in tokens, if the answer is short. */
const LEAST_REASONING = 2000;

/**
 * What a chunk may hold, by window, answer limit, tokens a minute and quality (formulas:
 * docs/architecture.md). Throws `MODEL_CONTEXT` when the model cannot hold a useful chunk at all.
 */
export function chunkBudget(
  info: ModelInfo,
  pair: {
    readonly from: string;
    readonly to: string;
    readonly overhead: number;
    readonly perLine: number;
  },
): ChunkBudget {
  const ratio = targetRatio(info.family, pair.from, pair.to);
  const cap = QUALITY_CAP[info.size];
  const reasoning = info.thinking === 'always' ? Math.max(LEAST_REASONING, ratio * cap) : 0;
  // "12|" is two tokens more a line; Qwen splits digits and needs four.
  const mark = info.family === 'qwen' ? 4 : 2;
  const perLine = mark / Math.max(1, pair.perLine);
  const byWindow =
    (0.95 * info.window - pair.overhead - reasoning) / (1 + perLine + ratio + perLine);
  const byOutput = (0.9 * info.maxOutput - reasoning) / (ratio + perLine);
  // Servers such as Groq count the answer limit, here 1.5 times the expected, against the minute.
  const byMinute = info.tokensPerMinute
    ? (0.8 * info.tokensPerMinute - pair.overhead - reasoning) / (1 + 1.5 * ratio + 3 * perLine)
    : Infinity;
  const source = Math.floor(Math.min(cap, byWindow, byOutput, byMinute));
  if (source < LEAST_SOURCE) {
    const { window, maxOutput } = info;
    const said = {
      en: `a context of ${window} tokens and answers of ${maxOutput} leave no room`,
      zh: `上下文 ${window} 个 token、回答 ${maxOutput} 个，放不下一次请求`,
    };
    throw new ModelError('MODEL_CONTEXT', { host: info.host, said });
  }
  const expected = (tokens: number, lines: number): number => ratio * tokens + mark * lines;
  return {
    source,
    lines: MOST_LINES[info.size],
    maxTokens: (tokens, lines) =>
      Math.min(info.maxOutput, Math.ceil(1.5 * expected(tokens, lines)) + 200 + reasoning),
    expectTokens: (tokens, lines) => Math.ceil(expected(tokens, lines)) + 50,
  };
}

/** A sentence with its size. */
export type SizedSentence = { readonly sentence: Sentence; readonly tokens: number };

/** The size of each sentence in a model's tokens. */
export function sized(
  sentences: readonly Sentence[],
  info: Pick<ModelInfo, 'family'>,
  from: string,
): SizedSentence[] {
  const english = primaryTag(from) === 'en';
  return sentences.map((sentence) => ({
    sentence,
    tokens: estimateTokens(sentence.text, info.family, english),
  }));
}

/** What chunks have to fit. */
type Bounds = Pick<ChunkBudget, 'source' | 'lines'>;

/** A chunk is not made smaller than this many lines only to keep a stream busy: context is worth more. */
const FEWEST_LINES = 30;
/** From this many requests at once, one is left to those of another kind. */
const LEAVE_ONE_FROM = 4;

/** Where chunks are translated. */
export type Streams = {
  /** Count of requests at once. */
  readonly atOnce: number;
  /** Whether requests of another kind are under way as well. @default false */
  readonly isShared?: boolean | undefined;
};

/** How many chunks some lines are cut into, so that all streams are busy to the end and none with a chunk too many. */
export function chunkCount(
  size: Size,
  budget: Bounds,
  { atOnce, isShared = false }: Streams,
): number {
  const fewest = fewestChunks(size, budget);
  const streams = isShared && atOnce >= LEAVE_ONE_FROM ? atOnce - 1 : atOnce;
  const even = Math.ceil(fewest / streams) * streams;
  return Math.max(fewest, Math.min(even, Math.floor(size.lines / FEWEST_LINES)));
}

function fewestChunks({ tokens, lines }: Size, budget: Bounds): number {
  return Math.max(1, Math.ceil(tokens / budget.source), Math.ceil(lines / budget.lines));
}

/** How much there is to be translated. */
export type Size = {
  readonly tokens: number;
  /** Count of lines. */
  readonly lines: number;
};

/** The size of some sentences together. */
export function sizeOf(lines: readonly SizedSentence[]): Size {
  return { tokens: tokensOf(lines), lines: lines.length };
}

function tokensOf(lines: readonly SizedSentence[]): number {
  return lines.reduce((sum, line) => sum + line.tokens, 0);
}

/**
 * Cuts sentences into so many chunks of about equal size, or more where the budget wants it, each cut at the largest pause
 * or change of speaker in the last quarter of its chunk, and not inside a sentence where an end is near.
 */
export function cutChunks(
  lines: readonly SizedSentence[],
  budget: Bounds,
  atLeast = 1,
): SizedSentence[][] {
  const count = Math.max(atLeast, fewestChunks(sizeOf(lines), budget));
  const chunks: SizedSentence[][] = [];
  let from = 0;
  let left = tokensOf(lines);
  while (from < lines.length) {
    const goal = left / Math.max(1, count - chunks.length);
    const to = endOfChunk(lines, from, { goal, budget });
    const chunk = lines.slice(from, to);
    chunks.push(chunk);
    left -= tokensOf(chunk);
    from = to;
  }
  return chunks;
}

/** How much an uneven chunk counts against a pause: twice the goal's size weighs as much as this many seconds. */
const UNEVEN = 2;
/** A change of speaker and a new paragraph are as good a place as a pause of this many seconds. */
const NEW_SPEAKER = 3;
const NEW_PARAGRAPH = 1;

function endOfChunk(
  lines: readonly SizedSentence[],
  from: number,
  { goal, budget }: { goal: number; budget: Bounds },
): number {
  let tokens = 0;
  let best = from + 1;
  let bestScore = -Infinity;
  for (let to = from + 1; to <= lines.length && to - from <= budget.lines; to++) {
    tokens += lines[to - 1]?.tokens ?? 0;
    const isFull = tokens > Math.min(budget.source, goal * 1.1);
    // A line too large for any chunk gets one of its own.
    if (isFull && to > from + 1) break;
    if (to === lines.length) return to;
    const score =
      rankOf(lines, to, tokens / goal) + placeScore(lines, to) - unevenness(tokens, goal);
    if (score >= bestScore) [best, bestScore] = [to, score];
  }
  return best;
}

/** A cut comes in the last quarter of a chunk; rather than inside a sentence it comes earlier, in shares of the goal. */
const LATE = 0.75;
const EARLY = 0.4;
/** More than any pause weighs. */
const STEP = 1e6;

/** The kinds of places by how good they are: late at a sentence's end, earlier at one, late inside a sentence, any other. */
function rankOf(lines: readonly SizedSentence[], at: number, share: number): number {
  const isWhole = isClosed(lines[at - 1]?.sentence.text ?? '');
  if (share >= LATE) return isWhole ? 0 : -2 * STEP;
  // Of those that come too early the latest is the best.
  return (isWhole && share >= EARLY ? -STEP : -3 * STEP) + share * 1000;
}

function unevenness(tokens: number, goal: number): number {
  return (UNEVEN * Math.abs(tokens - goal)) / goal;
}

/** How good a place before line `at` is for a cut, as seconds of pause. */
function placeScore(lines: readonly SizedSentence[], at: number): number {
  const [before, after] = [lines[at - 1]?.sentence, lines[at]?.sentence];
  if (!before || !after) return 0;
  const pause = after.start - before.end;
  const speaker = after.speaker === before.speaker ? 0 : NEW_SPEAKER;
  return pause + speaker + (after.paragraph ? NEW_PARAGRAPH : 0);
}
