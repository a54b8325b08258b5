import { merge } from '../../base/async.ts';
import { fingerprint } from '../../base/hash.ts';
import { VERSION } from '../../base/version.ts';
import { isAboutOneRequest } from '../../llm/failures/model-error.ts';
import type { Line } from '../../model/translation.ts';
import type { Fault } from '../checks/check-line.ts';
import { type Doubted, doubtedLines, flagsOf } from '../checks/soft-checks.ts';
import { squeeze } from '../measure/rendering.ts';
import { askLines } from './ask-lines.ts';
import type { Desk } from './desk.ts';
import type { TranslateEvent } from './events.ts';
import { batchesOf, batchRequest } from './repair.ts';

/** Doubted lines asked again in one request. */
const BATCH = 20;

/**
 * Looks at the accepted lines together and asks once more for those that are doubted. The better of
 * both answers stays; a line that is doubted still is flagged. No line is reconsidered twice.
 */
export async function* reconsider(desk: Desk): AsyncGenerator<TranslateEvent, void> {
  // A finished talk is not looked at again by the same version.
  if (desk.memory.get(RECONSIDERED) === stateOf(desk)) return;
  yield* reconsiderAll(desk);
  await desk.memory.put(RECONSIDERED, stateOf(desk));
}

const RECONSIDERED = 'reconsidered';

/** All that doubts depend on. */
function stateOf({ brief, sentences, lines }: Desk): string {
  const all = sentences.map(({ id, text }) => [text, lines.get(id)]);
  return fingerprint(VERSION, brief.from, brief.to, brief.context.terms, all);
}

async function* reconsiderAll(desk: Desk): AsyncGenerator<TranslateEvent, void> {
  const doubted = doubts(desk).filter(({ id }) => isOpen(desk, id));
  if (doubted.length === 0) return;
  const before = new Map(doubted.map(({ id }) => [id, desk.lines.get(id)]));
  const faults = new Map(
    doubted.flatMap(({ id, faults: [first] }) => (first ? [[id, first] as const] : [])),
  );
  const ids = doubted.map(({ id }) => id);
  yield { type: 'repair-start', ids, reasons: doubted.map(reasonOf) };
  const batches = batchesOf(ids, BATCH);
  yield* merge(batches.map((batch) => askAgain(desk, batch, faults)));
  const after = new Map(doubts(desk).map((each) => [each.id, each]));
  for (const { id, faults: old } of doubted) {
    const line = betterOf({
      old: before.get(id),
      oldFaults: old,
      fresh: desk.lines.get(id),
      freshFaults: after.get(id)?.faults ?? [],
    });
    if (line?.status === 'ok') await desk.memory.put(insistedKey(desk, line), true);
    if (line) yield { type: 'line-translated', line: await desk.keep(line) };
  }
}

/** What is marked, and what a model said twice, is not asked about again. */
function isOpen(desk: Desk, id: number): boolean {
  const line = desk.lines.get(id);
  return line?.status !== 'flagged' && !(line && desk.memory.get(insistedKey(desk, line)));
}

function insistedKey(desk: Desk, { id, text }: Line): string {
  return fingerprint('insisted', desk.sentence(id).text, text);
}

function doubts(desk: Desk): Doubted[] {
  const { gauge } = desk.length;
  const asked = new Map([...desk.lines].filter(([id]) => !desk.copied?.has(id)));
  return doubtedLines(desk.sentences, asked, { gauge, termsOf: (id) => desk.termsOf(id) });
}

function reasonOf({ id, faults }: Doubted): string {
  return `${id}: ${faults.map((fault) => fault.say).join('; ')}`;
}

/** Asks for doubted lines on a desk of their own, so that a worse answer does not replace the old one yet. */
export async function* askAgain(
  desk: Desk,
  ids: readonly number[],
  faults: ReadonlyMap<number, Fault>,
): AsyncGenerator<TranslateEvent, void> {
  try {
    const trial: Desk = { ...desk, keep: async (line) => desk.show(line) };
    for await (const event of askLines(trial, batchRequest(desk, ids, faults))) {
      // The line is announced once it is decided which answer stays.
      if (event.type !== 'line-translated') yield event;
    }
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
  }
}

type Choice = {
  readonly old: Line | undefined;
  readonly oldFaults: readonly Fault[];
  readonly fresh: Line | undefined;
  readonly freshFaults: readonly Fault[];
};

function betterOf({ old, oldFaults, fresh, freshFaults }: Choice): Line | undefined {
  if (!old) return fresh;
  // A model that says the same again is right, but where the check leaves no other reading.
  if (fresh && squeeze(fresh.text) === squeeze(old.text))
    return marked(
      old,
      oldFaults.filter((fault) => fault.isSure),
      'ok',
    );
  const isBetter = fresh && fresh.text !== '' && freshFaults.length < oldFaults.length;
  return isBetter ? marked(fresh, freshFaults, 'repaired') : marked(old, oldFaults, 'ok');
}

function marked(line: Line, faults: readonly Fault[], good: 'ok' | 'repaired'): Line {
  if (faults.length === 0) return { ...line, status: good, flags: undefined };
  return { ...line, status: 'flagged', flags: flagsOf(faults) };
}
