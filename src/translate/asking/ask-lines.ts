import type { ChatModel, ChatResult } from '../../llm/chat-model.ts';
import type { Line } from '../../model/translation.ts';
import type { Fault } from '../checks/check-line.ts';
import type { Desk } from './desk.ts';
import type { TranslateEvent } from './events.ts';
import { Inbox } from './inbox.ts';

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
  const inbox = new Inbox(desk, request);
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
      await desk.script.ready(text);
      for (const line of inbox.close(text, finish === 'stop')) yield* keep(desk, line);
      return { faults: inbox.faults(), finish };
    }
    if (step.value.type === 'attempt-failed') {
      inbox.reset();
      yield step.value;
    } else {
      await desk.script.ready(step.value.text);
      for (const line of inbox.receive(step.value.text)) yield* keep(desk, line);
    }
  }
}

async function* keep(desk: Desk, line: Line): AsyncGenerator<TranslateEvent> {
  yield { type: 'line-translated', line: await desk.keep(line) };
}
