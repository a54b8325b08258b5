import { AppError } from '../../base/errors.ts';
import type { ChatModel } from '../../llm/chat-model.ts';
import { isAboutOneRequest } from '../../llm/failures/model-error.ts';
import { estimateTokens, targetRatio } from '../../text/tokens.ts';
import type { Fault } from '../checks/check-line.ts';
import { flagsOf } from '../checks/soft-checks.ts';
import { repairPrompt, singlePrompt } from '../prompt/prompt.ts';
import { askLines, type LineRequest, type LineResult } from './ask-lines.ts';
import type { Desk } from './desk.ts';
import type { TranslateEvent } from './events.ts';

/** Lines asked together at each try: a batch that fails again is cut smaller, down to single lines. */
const LADDER = [20, 10, 5, 1] as const;
/** A translator is asked for single lines anyway, and says the same to the same question. */
const ONCE = [1] as const;
/** Fewer lines than this get a second go with their context before they are asked one by one. */
const FEW = 5;
/** So many lines asked one by one without a single success: the others, which failed as often, are not asked so. */
const VAIN = 8;
/** A line asked alone whose answer breaks off is asked so often in all: a connection that stalls says nothing of the line. */
const TRIES = 3;
/** So many lines given up before any was accepted: it is the model, not the lines. */
const HOPELESS = 20;
/** Lines of context shown on either side of a run. */
const CONTEXT_LINES = 3;

/** What a failed request says of each of its lines. */
export function faultsOfFailure(ids: readonly number[], error: unknown): Map<number, Fault> {
  const refused = AppError.find(error)?.code === 'MODEL_CONTENT_FILTER';
  const fault: Fault = refused
    ? { flag: 'refused', say: 'the request was refused' }
    : { flag: 'missing', say: 'no answer' };
  return new Map(ids.map((id) => [id, fault]));
}

/**
 * Asks again for lines without an acceptable answer, in ever smaller batches, at last one by one and
 * of the second model. What still fails is marked and stands without a translation. Throws MODEL_UNFIT when that is all
 * the model has ever answered.
 */
export async function* repair(
  desk: Desk,
  faults: ReadonlyMap<number, Fault>,
): AsyncGenerator<TranslateEvent, void> {
  let failed = faults;
  const ladder = desk.model.info.role === 'translator' ? ONCE : LADDER;
  for (const size of ladder) {
    if (failed.size === 0) return;
    // A batch that the next step would not cut smaller either is not asked at both.
    if (size !== ladder[0] && size > FEW && failed.size <= size / 2) continue;
    yield { type: 'repair-start', ids: [...failed.keys()], reasons: reasonsOf(failed) };
    failed = yield* step(desk, failed, size);
  }
  if (desk.second) failed = yield* oneByOne(desk, failed, desk.second);
  if (failed.size >= HOPELESS && !hasTranslated(desk)) {
    throw new AppError('MODEL_UNFIT', { model: desk.model.info.id, count: failed.size });
  }
  for (const [id, fault] of failed) {
    const flags = flagsOf([faults.get(id) ?? fault, fault]);
    yield {
      type: 'line-translated',
      line: desk.show({ id, text: '', status: 'untranslated', flags }),
    };
  }
}

function hasTranslated({ lines }: Desk): boolean {
  return [...lines.values()].some(({ text }) => text !== '');
}

/** Asks for failed lines in batches of a size; gives those that failed again. */
async function* step(
  desk: Desk,
  failed: ReadonlyMap<number, Fault>,
  size: number,
): AsyncGenerator<TranslateEvent, ReadonlyMap<number, Fault>> {
  if (size === 1) return yield* oneByOne(desk, failed, desk.model);
  const still = new Map<number, Fault>();
  for (const ids of batchesOf([...failed.keys()], size)) {
    const request = batchRequest(desk, ids, failed);
    const { faults } = yield* attempt(desk, request);
    for (const [id, fault] of faults) still.set(id, fault);
  }
  return still;
}

/** Asks for lines whose translation is doubted once more; the caller decides which answer is better. */
export function batchRequest(
  desk: Desk,
  ids: readonly number[],
  faults: ReadonlyMap<number, Fault>,
): LineRequest {
  const user = repairPrompt({
    to: desk.brief.to,
    lines: ids.map((id) => ({ id, text: desk.sentence(id).text })),
    terms: desk.termsShown(ids),
    context: contextOf(desk, ids),
    reasons: reasonsOf(new Map(ids.flatMap((id) => pairOf(id, faults.get(id))))),
  });
  return {
    ...sizeOf(desk, ids),
    ids,
    task: 'repair',
    user,
    system: desk.systemFor(ids),
    model: desk.model,
    repaired: true,
  };
}

function pairOf(id: number, fault: Fault | undefined): [number, Fault][] {
  return fault ? [[id, fault]] : [];
}

/** Groups IDs that lie close together, at most `size` in a batch. */
export function batchesOf(ids: readonly number[], size: number): number[][] {
  const batches: number[][] = [];
  const sorted = ids.toSorted((a, b) => a - b);
  for (const id of sorted) {
    const last = batches.at(-1);
    if (last && last.length < size) last.push(id);
    else batches.push([id]);
  }
  return batches;
}

/** Asks once. A request that fails as a whole has no `finish`. */
async function* attempt(
  desk: Desk,
  request: LineRequest,
): AsyncGenerator<TranslateEvent, Pick<LineResult, 'faults'> & Partial<LineResult>> {
  try {
    return yield* askLines(desk, request);
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    return { faults: faultsOfFailure(request.ids, error) };
  }
}

/** Asks a model for lines one by one, as long as that is not in vain; gives those that failed again. */
async function* oneByOne(
  desk: Desk,
  failed: ReadonlyMap<number, Fault>,
  model: ChatModel,
): AsyncGenerator<TranslateEvent, ReadonlyMap<number, Fault>> {
  const still = new Map(failed);
  let asked = 0;
  for (const id of failed.keys()) {
    if (asked >= VAIN && still.size === failed.size) break;
    asked += 1;
    const fault = yield* askAlone(desk, { ...singleRequest(desk, id), model });
    if (fault) still.set(id, fault);
    else still.delete(id);
  }
  return still;
}

/** Asks for one line until an answer comes to its end; gives what is wrong with it, if anything. */
async function* askAlone(
  desk: Desk,
  request: LineRequest,
): AsyncGenerator<TranslateEvent, Fault | undefined> {
  for (let tries = 1; ; tries++) {
    const { faults, finish } = yield* attempt(desk, request);
    const [fault] = faults.values();
    if (fault === undefined || finish !== 'cut' || tries === TRIES) return fault;
  }
}

/** The shortest request; without the system text, which may be what a small model stumbles over. */
function singleRequest(desk: Desk, id: number): LineRequest {
  const ids = [id];
  const user = singlePrompt({ id, text: desk.sentence(id).text }, desk.brief.to);
  return { ...sizeOf(desk, ids), ids, task: 'repair', user, model: desk.model, repaired: true };
}

function sizeOf(desk: Desk, ids: readonly number[]): { maxTokens: number; expectTokens: number } {
  const { family, maxOutput, thinking } = desk.model.info;
  const text = ids.map((id) => desk.sentence(id).text).join('\n');
  const tokens = estimateTokens(text, family);
  const expect =
    Math.ceil(tokens * targetRatio(family, desk.brief.from, desk.brief.to)) + 4 * ids.length;
  const reasoning = thinking === 'always' ? 2000 : 0;
  return {
    expectTokens: expect + 50,
    maxTokens: Math.min(maxOutput, expect * 2 + 200 + reasoning),
  };
}

/**
 * The lines around those asked for, with their translation where there is one; the lines asked for stand
 * among them without theirs, for it is in doubt.
 */
function contextOf(desk: Desk, ids: readonly number[]): string[] {
  const asked = new Set(ids);
  const rows: string[] = [];
  const last = desk.sentences.at(-1)?.id ?? 0;
  let shown = (desk.sentences[0]?.id ?? 1) - 1;
  for (const id of ids) {
    const from = Math.max(shown + 1, id - CONTEXT_LINES);
    if (from > shown + 1 && rows.length > 0) rows.push('…');
    for (shown = from; shown <= Math.min(last, id + CONTEXT_LINES); shown++) {
      const { text } = desk.sentence(shown);
      const target = asked.has(shown) ? undefined : desk.lines.get(shown)?.text;
      rows.push(target ? `${text} => ${target}` : text);
    }
    shown--;
  }
  return rows;
}

/** The faults in words, neighbours with the same fault together: `20-24: no answer`. */
function reasonsOf(faults: ReadonlyMap<number, Fault>): string[] {
  const rows: { from: number; to: number; say: string }[] = [];
  for (const [id, { say }] of [...faults].toSorted(([a], [b]) => a - b)) {
    const last = rows.at(-1);
    if (last && last.say === say && id === last.to + 1) last.to = id;
    else rows.push({ from: id, to: id, say });
  }
  return rows.map(({ from, to, say }) => `${from === to ? from : `${from}-${to}`}: ${say}`);
}
