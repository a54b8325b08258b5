import type { ChatModel, ChatResult } from '../llm/chat-model.ts';
import type { Line } from '../model/translation.ts';
import type { Fault } from './check-line.ts';
import { acceptedLine, type Desk } from './desk.ts';
import type { TranslateEvent } from './events.ts';
import { type Answer, parseAnswerLine, parseAnswers } from './parse.ts';
import { SHIFT_HORIZON, type ShiftWatch, watchShift } from './shift.ts';

/** One request for the translation of some lines. */
export type LineRequest = {
  /** Sentence IDs asked for, in order. */
  readonly ids: readonly number[];
  readonly task: string;
  readonly user: string;
  /** Left out, the request goes without the system text. */
  readonly system?: string | undefined;
  readonly model: ChatModel;
  /** The answer limit, in tokens. */
  readonly maxTokens: number;
  /** The length of a good answer, in tokens. */
  readonly expectTokens: number;
  /** True when these lines were asked before. */
  readonly repaired: boolean;
};

export type LineResult = {
  /** Sentence IDs that got no acceptable answer, with why. */
  readonly faults: ReadonlyMap<number, Fault>;
  readonly finish: ChatResult['finish'];
};

/**
 * Asks once and accepts line by line while the answer comes in: a good line is kept as soon as enough
 * lines after it show that the answers have not shifted. Yields each line as it is accepted.
 */
export async function* askLines(
  desk: Desk,
  request: LineRequest,
): AsyncGenerator<TranslateEvent, LineResult> {
  const inbox = openInbox(desk, request);
  const answer = request.model.ask({
    task: request.task,
    system: request.system,
    user: request.user,
    maxTokens: request.maxTokens,
    expectTokens: request.expectTokens,
    salvage: true,
    cachePrefix: request.system !== undefined,
    signal: desk.signal,
  });
  for (;;) {
    // eslint-disable-next-line no-await-in-loop -- an answer is read in order
    const step = await answer.next();
    if (step.done) {
      const { text, finish } = step.value;
      for (const line of inbox.close(text, finish === 'stop')) yield* keep(desk, line);
      return { faults: inbox.faults(), finish };
    }
    if (step.value.type === 'attempt-failed') {
      inbox.reset();
      yield step.value;
    } else {
      for (const line of inbox.receive(step.value.text)) yield* keep(desk, line);
    }
  }
}

async function* keep(desk: Desk, line: Line): AsyncGenerator<TranslateEvent> {
  yield { type: 'line-translated', line: await desk.keep(line) };
}

/** Collects one answer; hands out the lines that can be accepted. */
type Inbox = {
  receive(delta: string): Line[];
  close(text: string, whole: boolean): Line[];
  reset(): void;
  faults(): Map<number, Fault>;
};

function openInbox(desk: Desk, { ids, repaired }: LineRequest): Inbox {
  const accepted = new Set<number>();
  const sources = ids.map((id) => desk.sentence(id).text);
  let answers = new Map<number, string>();
  let watch = watchShift(sources, desk.length);
  let pushed = 0;
  let rest = '';
  /** False once the answer is not of the asked form: it is then read as a whole at its end. */
  let inOrder = true;

  const reset = (): void => {
    [answers, watch, pushed, rest, inOrder] = [new Map(), watchShift(sources, desk.length), 0, '', true];
  };
  const push = (upTo: number): void => {
    for (; pushed < upTo; pushed++) {
      watch.push({ source: sources[pushed] ?? '', target: answers.get(ids[pushed] ?? 0) });
    }
  };
  const settle = (upTo: number): Line[] => {
    const lines: Line[] = [];
    for (const id of ids.slice(0, trusted(watch, upTo))) {
      const text = answers.get(id);
      if (text === undefined || accepted.has(id) || desk.fault(id, text)) continue;
      accepted.add(id);
      lines.push(acceptedLine(id, text, repaired));
    }
    return lines;
  };
  const take = (row: string): void => {
    const answer = parseAnswerLine(row);
    if (!answer) {
      if (row.trim() !== '' && answers.size === 0) inOrder = false;
      return;
    }
    const index = ids.indexOf(answer.id);
    if (index < pushed || answers.has(answer.id)) inOrder = inOrder && index >= 0;
    else {
      answers.set(answer.id, answer.text);
      push(index);
    }
  };
  return {
    reset,
    receive: (delta) => {
      const rows = (rest + delta).split('\n');
      rest = rows.pop() ?? '';
      if (rows.length === 0 || !inOrder) return [];
      for (const row of rows) take(row);
      return inOrder ? settle(pushed - SHIFT_HORIZON) : [];
    },
    close: (text, whole) => {
      reset();
      for (const answer of parseAnswers(text, ids, whole)) answers.set(answer.id, answer.text);
      push(lastAnswered(ids, answers) + 1);
      watch.finish();
      return settle(ids.length);
    },
    faults: () => faultsOf({ desk, ids, accepted, answers, from: watch.shiftedFrom }),
  };
}

function trusted(watch: ShiftWatch, upTo: number): number {
  return Math.max(0, Math.min(upTo, watch.shiftedFrom ?? upTo));
}

function lastAnswered(ids: readonly number[], answers: ReadonlyMap<Answer['id'], string>): number {
  return ids.findLastIndex((id) => answers.has(id));
}

type Outcome = {
  readonly desk: Desk;
  readonly ids: readonly number[];
  readonly accepted: ReadonlySet<number>;
  readonly answers: ReadonlyMap<number, string>;
  /** Index of the first answer that stands beside the wrong line. */
  readonly from: number | undefined;
};

function faultsOf({ desk, ids, accepted, answers, from }: Outcome): Map<number, Fault> {
  const faults = new Map<number, Fault>();
  ids.forEach((id, index) => {
    if (accepted.has(id)) return;
    const text = answers.get(id);
    if (text === undefined) faults.set(id, { flag: 'missing', say: 'no answer' });
    else if (from !== undefined && index >= from) {
      faults.set(id, { flag: 'shift', say: 'it held the text of a neighbouring line' });
    } else faults.set(id, desk.fault(id, text) ?? { flag: 'missing', say: 'no answer' });
  });
  return faults;
}
