import type { ChatEvent, ChatModel, ChatResult } from '../../llm/chat-model.ts';
import { isAboutOneRequest } from '../../llm/failures/model-error.ts';
import { addUsage, NO_USAGE, type Usage } from '../../model/usage.ts';
import { estimateTokens, targetRatio } from '../../text/tokens.ts';
import { translatorPrompt } from '../prompt/translator.ts';
import type { Desk } from './desk.ts';

/** What is said before a line is shown as its background, in lines. */
const LINES_BEFORE = 2;
/** Room for an answer that is longer than expected, in tokens. */
const SLACK = 100;

export type EachRequest = {
  /** Sentence IDs asked for, in order. */
  readonly ids: readonly number[];
  readonly task: string;
  readonly model: ChatModel;
  /** True when these lines were asked before: then without their background, which may have led astray. */
  readonly repaired: boolean;
};

/**
 * Asks a model that does nothing but translate for one line after another, and gives what it says as one answer of
 * `ID|text`. A line whose request fails is left out of it. Throws what will meet every other request as well.
 */
export async function* askEach(
  desk: Desk,
  { ids, task, model, repaired }: EachRequest,
): AsyncGenerator<ChatEvent, ChatResult> {
  let text = '';
  let usage: Usage = NO_USAGE;
  for (const id of ids) {
    try {
      const answer = yield* askOne(desk, id, { task, model, hasBackground: !repaired });
      usage = addUsage(usage, answer.usage);
      const said = answer.text.replaceAll(/\s+/g, ' ').trim();
      if (answer.finish !== 'stop' || said === '') continue;
      const row = `${id}|${said}\n`;
      text += row;
      yield { type: 'text-delta', text: row };
    } catch (error) {
      if (!isAboutOneRequest(error)) throw error;
    }
  }
  return { text, finish: 'stop', usage };
}

type OneOptions = {
  readonly task: string;
  readonly model: ChatModel;
  readonly hasBackground: boolean;
};

async function* askOne(
  desk: Desk,
  id: number,
  { task, model, hasBackground }: OneOptions,
): AsyncGenerator<ChatEvent, ChatResult> {
  const { from, to } = desk.brief;
  const { text } = desk.sentence(id);
  const { family } = model.info;
  const first = Math.max(desk.sentences[0]?.id ?? 1, id - LINES_BEFORE);
  const before = Array.from({ length: id - first }, (_, at) => desk.sentence(first + at).text);
  const expectTokens = Math.ceil(estimateTokens(text, family) * targetRatio(family, from, to));
  const asking = model.ask({
    task,
    user: translatorPrompt({
      to,
      text,
      terms: desk.termsOf(id),
      before: hasBackground ? before : [],
    }),
    expectTokens,
    maxTokens: 2 * expectTokens + SLACK,
    signal: desk.signal,
  });
  for (;;) {
    const step = await asking.next();
    if (step.done) return step.value;
    if (step.value.type !== 'text-delta') yield step.value;
  }
}
