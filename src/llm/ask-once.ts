import type { z } from 'zod';

import { fingerprint } from '../base/hash.ts';
import type { Memory } from '../base/memory.ts';
import { askObject } from './ask.ts';
import type { ChatEvent, ChatModel, ChatRequest } from './chat-model.ts';

/**
 * Asks for an object of a schema and remembers the answer under the model and every word of the
 * request, so that the same question is never paid for twice.
 */
export async function* askOnce<T>(
  model: ChatModel,
  request: ChatRequest,
  { schema, memory }: { readonly schema: z.ZodType<T>; readonly memory: Memory },
): AsyncGenerator<ChatEvent, T> {
  const { id, host } = model.info;
  const key = fingerprint(request.task, id, host, request.system, request.user);
  const known = schema.safeParse(memory.get(key));
  if (known.success) return known.data;
  const { value } = yield* askObject(model, request, schema);
  await memory.put(key, value);
  return value;
}
