import type { z } from 'zod';

import { isObject } from '../../base/json.ts';
import { askOnce } from '../../llm/ask-once.ts';
import type { ChatEvent, ChatRequest } from '../../llm/chat-model.ts';
import type { ScriptFixer } from '../../text/languages/chinese-script.ts';
import type { NoteTools } from './desk.ts';

/** Asks for a part of a note, once for all runs; Chinese comes in the script that was asked for. */
export async function* askNote<T>(
  { model, memory, script }: NoteTools,
  request: ChatRequest,
  schema: z.ZodType<T>,
): AsyncGenerator<ChatEvent, T> {
  const answer = yield* askOnce(model, request, { schema, memory });
  return schema.parse(await inScript(answer, script));
}

/** An answer with all its texts in the right script. */
export async function inScript(answer: unknown, script: ScriptFixer): Promise<unknown> {
  await script.ready(JSON.stringify(answer));
  return withTexts(answer, (text) => script.fix(text));
}

function withTexts(value: unknown, fix: (text: string) => string): unknown {
  if (typeof value === 'string') return fix(value);
  if (Array.isArray(value)) return value.map((each) => withTexts(each, fix));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, withTexts(each, fix)]),
  );
}
