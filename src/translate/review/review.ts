import { merge } from '../../base/async.ts';
import { fingerprint } from '../../base/hash.ts';
import { askOnce } from '../../llm/ask-once.ts';
import { type ChatModel, asidesOf } from '../../llm/chat-model.ts';
import { isAboutOneRequest } from '../../llm/failures/model-error.ts';
import type { Line } from '../../model/translation.ts';
import { briefReason } from '../../text/brief-reason.ts';
import { estimateTokens } from '../../text/tokens.ts';
import type { Desk } from '../asking/desk.ts';
import type { TranslateEvent } from '../asking/events.ts';
import { askAgain } from '../asking/reconsider.ts';
import { batchesOf } from '../asking/repair.ts';
import type { Fault } from '../checks/check-line.ts';
import { type Pair, reviewPrompt } from './prompt.ts';
import { ReviewAnswer, type ReviewFault } from './verdicts.ts';

/** Lines read at once, about: more are skimmed, fewer cost more instructions. */
export const LINES_AT_ONCE = 60;
/** Of the window, as a ratio, what the lines may take up. */
const LINES_SHARE = 0.5;
/** Lines at fault that are asked again in one request. */
const BATCH = 20;
/** The longest and the usual answer, in tokens: a line at fault takes about fifty. */
const MOST_TOKENS = 2000;
const EXPECT_TOKENS = 150;

/**
 * Has accepted lines read once more beside their source, by a model that names those at fault. They are asked again,
 * and what comes back is read again: what is at fault still is flagged with the reason. A line is read once, in whatever
 * run; one that the reviewer could not read stays as it is.
 */
export async function* review(
  desk: Desk,
  reviewer: ChatModel,
): AsyncGenerator<TranslateEvent, void> {
  const open = pairsOf(desk, [...desk.lines.keys()]).filter(
    (pair) => desk.memory.get(keyOf(pair, reviewer)) === undefined,
  );
  if (open.length === 0) return;
  yield { type: 'review-start', lines: open.length };
  const first = yield* readAll(desk, open, reviewer);
  if (first.faults.size > 0) yield* mend(desk, first.faults, reviewer);
  await remember(desk, pairsOf(desk, [...first.read]), reviewer);
}

type Read = {
  /** IDs of the lines that were read. */
  readonly read: ReadonlySet<number>;
  /** Why some of them are at fault. */
  readonly faults: ReadonlyMap<number, ReviewFault>;
};

async function* readAll(
  desk: Desk,
  pairs: readonly Pair[],
  reviewer: ChatModel,
): AsyncGenerator<TranslateEvent, Read> {
  const batches = batchesFor(pairs, reviewer);
  const found = yield* merge<TranslateEvent, Read[]>(
    batches.map((batch) => readBatch(desk, batch, reviewer)),
  );
  return {
    read: new Set(found.flatMap(({ read }) => [...read])),
    faults: new Map(found.flatMap(({ faults }) => [...faults])),
  };
}

/** Neighbouring lines together, in even batches that the reviewer can hold. */
function batchesFor(pairs: readonly Pair[], { info }: ChatModel): Pair[][] {
  const tokens = pairs.reduce(
    (sum, { source, target }) => sum + estimateTokens(`${source}${target}`, info.family),
    0,
  );
  const count = Math.ceil(
    Math.max(pairs.length / LINES_AT_ONCE, tokens / (LINES_SHARE * info.window)),
  );
  const size = Math.ceil(pairs.length / count);
  return Array.from({ length: count }, (_, at) => pairs.slice(at * size, (at + 1) * size)).filter(
    (batch) => batch.length > 0,
  );
}

async function* readBatch(
  desk: Desk,
  pairs: readonly Pair[],
  model: ChatModel,
): AsyncGenerator<TranslateEvent, Read> {
  const terms = [...new Set(pairs.flatMap(({ id }) => desk.termsOf(id)))];
  const request = {
    task: 'review',
    user: reviewPrompt(pairs, { brief: desk.brief, terms }),
    maxTokens: Math.min(model.info.maxOutput, MOST_TOKENS),
    expectTokens: EXPECT_TOKENS,
    signal: desk.signal,
  };
  try {
    const asking = askOnce(model, request, { schema: ReviewAnswer, memory: desk.memory });
    const { faults } = yield* asidesOf(asking);
    const read = new Set(pairs.map(({ id }) => id));
    const own = faults.filter(({ id }) => read.has(id));
    return { read, faults: new Map(own.map((fault) => [fault.id, fault])) };
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    return { read: new Set(), faults: new Map() };
  }
}

/** Asks for lines at fault again, and has the answers read. */
async function* mend(
  desk: Desk,
  faults: ReadonlyMap<number, ReviewFault>,
  reviewer: ChatModel,
): AsyncGenerator<TranslateEvent, void> {
  const ids = [...faults.keys()].toSorted((a, b) => a - b);
  const before = new Map(ids.map((id) => [id, desk.lines.get(id)]));
  const asked = new Map([...faults].map(([id, fault]) => [id, faultOf(fault)]));
  const reasons = ids.map((id) => `${id}: ${asked.get(id)?.say ?? ''}`);
  yield { type: 'repair-start', ids, reasons };
  yield* merge(batchesOf(ids, BATCH).map((batch) => askAgain(desk, batch, asked)));
  const again = yield* readAll(desk, pairsOf(desk, ids), reviewer);
  for (const id of ids) {
    const [old, fresh] = [before.get(id), desk.lines.get(id)];
    const fault = again.read.has(id) ? again.faults.get(id) : faults.get(id);
    // An answer that nobody has read does not take the place of one.
    const line = again.read.has(id) ? fresh : old;
    if (line) yield { type: 'line-translated', line: await desk.keep(judged(line, old, fault)) };
  }
}

function judged(line: Line, old: Line | undefined, fault: ReviewFault | undefined): Line {
  if (fault)
    return {
      ...line,
      status: 'flagged',
      flags: ['review'],
      why: briefReason(fault.why || fault.kind),
    };
  return line.text === old?.text ? old : { id: line.id, text: line.text, status: 'repaired' };
}

function faultOf({ kind, why }: ReviewFault): Fault {
  return { flag: 'review', say: why === '' ? kind : `${kind}: ${why}` };
}

/** The lines that hold a translation, in order. */
function pairsOf(desk: Desk, ids: readonly number[]): Pair[] {
  return ids
    .filter((id) => !desk.copied?.has(id))
    .toSorted((a, b) => a - b)
    .flatMap((id) => {
      const { text, corrected } = desk.sentence(id);
      const target = desk.lines.get(id)?.text ?? '';
      return target === '' ? [] : [{ id, source: corrected ?? text, target }];
    });
}

/** By what a line that was read is remembered. */
function keyOf({ source, target }: Pair, { info }: ChatModel): string {
  return fingerprint('reviewed', info.id, info.host, source, target);
}

async function remember(desk: Desk, pairs: readonly Pair[], reviewer: ChatModel): Promise<void> {
  for (const pair of pairs) await desk.memory.put(keyOf(pair, reviewer), true);
}
