import { turned } from '../../base/async.ts';
import type { ChatEvent, ChatModel, ChatResult } from '../../llm/chat-model.ts';
import type { Line } from '../../model/translation.ts';
import { isCjkLanguage } from '../../text/languages/writing.ts';
import type { Fault } from '../checks/check-line.ts';
import { askEach } from './ask-each.ts';
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
  readonly faults: Map<number, Fault>;
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
  const isTranslator = request.model.info.role === 'translator';
  const answer = isTranslator ? askEach(desk, request) : askTogether(desk, request);
  // A line that cannot be kept ends the reading; the answer is then given up, and with it its place at the server.
  const { text, finish } = yield* turned(answer, async function* (event) {
    if (event.type !== 'text-delta') {
      if (event.type === 'attempt-failed') inbox.reset();
      yield event;
    } else {
      await desk.script.ready(event.text);
      for (const line of inbox.receive(event.text)) yield* keep(desk, line);
    }
  });
  await desk.script.ready(text);
  for (const line of inbox.close(text, finish === 'stop')) yield* keep(desk, line);
  return { faults: inbox.faults(), finish };
}

/** A chunk takes longer than what a note asks for at the same time: who begins last ends last. */
const LINES_URGENCY = 1;

function askTogether(desk: Desk, request: LineRequest): AsyncGenerator<ChatEvent, ChatResult> {
  return request.model.ask({
    task: request.task,
    system: request.system,
    user: request.user,
    maxTokens: request.maxTokens,
    expectTokens: request.expectTokens,
    rows: request.ids.map((id) => ({ id, characters: longest(desk, id) })),
    salvage: true,
    cachePrefix: request.system !== undefined,
    urgency: LINES_URGENCY,
    signal: desk.signal,
  });
}

/** Room for a line as it is said at most, in characters: three times its source, ten times where a character is a word. */
function longest(desk: Desk, id: number): number {
  const { from, to } = desk.brief;
  const factor = isCjkLanguage(from) && !isCjkLanguage(to) ? 10 : 3;
  return SHORTEST + factor * desk.sentence(id).text.length;
}

/** Short lines are short in all languages, but not by the same factor; in characters. */
const SHORTEST = 40;

async function* keep(desk: Desk, line: Line): AsyncGenerator<TranslateEvent> {
  yield { type: 'line-translated', line: await desk.keep(line) };
}
