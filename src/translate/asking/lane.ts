import { AppError } from '../../base/errors.ts';
import type { ModelInfo } from '../../llm/chat-model.ts';
import { isAboutOneRequest } from '../../llm/failures/model-error.ts';
import { softFaults } from '../checks/soft-checks.ts';
import { type ChunkBudget, cutChunks, type SizedSentence } from '../prompt/budget.ts';
import { chunkPrompt } from '../prompt/prompt.ts';
import { askLines, type LineResult } from './ask-lines.ts';
import type { Desk } from './desk.ts';
import type { TranslateEvent } from './events.ts';
import { faultsOfFailure, repair } from './repair.ts';

/** Accepted pairs shown before a chunk, and source lines shown after it. */
const PAIRS_BEFORE = 6;
const LINES_AFTER = 2;
/** Source lines shown before a chunk when the one right before it has no translation yet. */
const LINES_BEFORE = 3;
/** A request the model finds too long is made this much smaller, and so are all after it. */
const SHRINK = 0.7;
/** After this many answers that hit the limit, chunks are halved. */
const CUT_ANSWERS = 2;
/** A request of this few lines cannot be made smaller in a useful way. */
const FEWEST_LINES = 3;

/** What all lanes of a talk have learnt about the model's limits. */
export type Pace = {
  readonly budget: ChunkBudget;
  /** What share of the budget's size requests still have, as a ratio. */
  scale: number;
  /** Count of answers that ended at the limit. */
  cutAnswers: number;
};

/** A model of 5 billion parameters or fewer begins with this share of its budget: 8 lines. */
const FIRST_SHARE = 0.2;
/** Smaller than this, a request is more instruction than text. */
const LEAST_SHARE = 0.1;
/** With so many lines refused, as a ratio, the next requests of a small model are smaller. */
const TOO_MANY = 0.25;

/** What lanes begin with. */
export function firstPace(budget: ChunkBudget, { size }: Pick<ModelInfo, 'size'>): Pace {
  return { budget, scale: size === 'small' ? FIRST_SHARE : 1, cutAnswers: 0 };
}

/**
 * Translates the chunks of a queue one after another, each with what was said and written before it. They are taken from
 * its front; others may take from its end.
 */
export async function* runLane(
  desk: Desk,
  queue: SizedSentence[][],
  pace: Pace,
): AsyncGenerator<TranslateEvent, void> {
  for (let chunk = queue.shift(); chunk; chunk = queue.shift()) {
    const [first = [], ...parts] = cutChunks(chunk, scaledBudget(pace));
    if (parts.length > 0) {
      // The rest is cut when its turn comes, by what has been learnt until then.
      queue.unshift(first, parts.flat());
      continue;
    }
    yield* translateChunk(desk, chunk, { queue, pace });
  }
}

/** Translates one chunk; what has to be asked for in another size goes back to the front of the queue. */
async function* translateChunk(
  desk: Desk,
  chunk: SizedSentence[],
  { queue, pace }: { readonly queue: SizedSentence[][]; readonly pace: Pace },
): AsyncGenerator<TranslateEvent, void> {
  const { scale } = pace;
  try {
    const { faults, finish } = yield* askChunk(desk, chunk, pace);
    if (finish === 'length') noteCutAnswer(pace);
    else if (desk.model.info.size === 'small') learnSize(pace, faults.size / chunk.length);
    const rest = finish === 'cut' ? restOf(chunk, faults) : [];
    for (const { sentence } of rest) faults.delete(sentence.id);
    if (rest.length > 0) queue.unshift(rest);
    yield* repair(desk, faults);
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    if (isTooLong(error) && chunk.length > FEWEST_LINES) {
      // Lanes that were refused at the same size have learnt the same thing.
      if (pace.scale === scale) pace.scale *= SHRINK;
      queue.unshift(...halves(chunk));
    } else if (isTooLong(error)) {
      throw error;
    } else {
      const ids = chunk.map((line) => line.sentence.id);
      yield* repair(desk, faultsOfFailure(unanswered(desk, ids), error));
    }
  }
}

function askChunk(
  desk: Desk,
  chunk: readonly SizedSentence[],
  { budget }: Pace,
): AsyncGenerator<TranslateEvent, LineResult> {
  // Part of a chunk may have been accepted before it was cut smaller.
  const open = chunk.filter((line) => !desk.lines.has(line.sentence.id));
  const tokens = tokensOf(open);
  const ids = open.map((line) => line.sentence.id);
  return askLines(desk, {
    ids,
    task: 'translate',
    user: chunkPrompt({
      to: desk.brief.to,
      lines: open.map(({ sentence }) => ({ id: sentence.id, text: sentence.text })),
      terms: desk.termsShown(ids),
      before: before(desk, ids[0] ?? 1),
      after: linesAfter(desk, ids.at(-1) ?? 1),
    }),
    system: desk.systemFor(ids),
    model: desk.model,
    maxTokens: budget.maxTokens(tokens, ids.length),
    expectTokens: budget.expectTokens(tokens, ids.length),
    repaired: false,
  });
}

/** The pairs right before a line, or the source where they are still being translated. */
function before(desk: Desk, id: number): { source: string; target?: string }[] {
  const pairs = pairsBefore(desk, id);
  if (pairs.length > 0) return pairs;
  const first = desk.sentences[0]?.id ?? 1;
  const from = Math.max(first, id - LINES_BEFORE);
  return Array.from({ length: id - from }, (_, at) => ({ source: desk.sentence(from + at).text }));
}

function pairsBefore(desk: Desk, id: number): { source: string; target: string }[] {
  const pairs: { source: string; target: string }[] = [];
  const first = desk.sentences[0]?.id ?? 1;
  for (let near = id - 1; near >= Math.max(first, id - PAIRS_BEFORE); near--) {
    const target = desk.lines.get(near)?.text;
    if (!target) break;
    // A model takes after what it is shown.
    if (isDoubtful(desk, near)) continue;
    pairs.unshift({ source: desk.sentence(near).text, target });
  }
  return pairs;
}

function isDoubtful(desk: Desk, id: number): boolean {
  const line = desk.lines.get(id);
  if (line === undefined || line.status === 'flagged') return true;
  const terms = desk.termsOf(id);
  return softFaults(desk.sentence(id).text, line.text, { length: desk.length, terms }).length > 0;
}

function linesAfter(desk: Desk, id: number): string[] {
  const last = desk.sentences.at(-1)?.id ?? 0;
  const after: string[] = [];
  for (let near = id + 1; near <= Math.min(last, id + LINES_AFTER); near++) {
    after.push(desk.sentence(near).text);
  }
  return after;
}

/** An answer that broke off after less than this share of its lines brought nothing worth going on from. */
const LEAST_BROUGHT = 0.2;

/** The lines behind those that an answer brought before it broke off: they are asked for as a chunk of their own. */
function restOf(
  chunk: readonly SizedSentence[],
  faults: ReadonlyMap<number, unknown>,
): SizedSentence[] {
  const from = chunk.findLastIndex(({ sentence }) => !faults.has(sentence.id)) + 1;
  return from < LEAST_BROUGHT * chunk.length ? [] : chunk.slice(from);
}

function unanswered(desk: Desk, ids: readonly number[]): number[] {
  return ids.filter((id) => !desk.lines.has(id));
}

function scaledBudget({ budget, scale }: Pace): { source: number; lines: number } {
  return { source: budget.source * scale, lines: Math.max(1, Math.floor(budget.lines * scale)) };
}

/** How many lines a small model can hold together shows in its answers: they grow while all of them pass. */
function learnSize(pace: Pace, refused: number): void {
  if (refused === 0) pace.scale = Math.min(1, 2 * pace.scale);
  else if (refused > TOO_MANY) pace.scale = Math.max(LEAST_SHARE, pace.scale / 2);
}

function noteCutAnswer(pace: Pace): void {
  pace.cutAnswers++;
  if (pace.cutAnswers === CUT_ANSWERS) pace.scale *= 0.5;
}

function isTooLong(error: unknown): boolean {
  const code = AppError.find(error)?.code;
  return code === 'MODEL_CONTEXT' || code === 'MODEL_TOO_LARGE';
}

function halves(chunk: SizedSentence[]): SizedSentence[][] {
  const middle = Math.ceil(chunk.length / 2);
  return [chunk.slice(0, middle), chunk.slice(middle)];
}

function tokensOf(lines: readonly SizedSentence[]): number {
  return lines.reduce((sum, line) => sum + line.tokens, 0);
}
