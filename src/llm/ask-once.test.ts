import { expect, it } from 'vitest';
import { z } from 'zod';

import { failure, scriptedModel } from '../../test/support/scripted-model.ts';
import { drain } from '../base/async.ts';
import { volatileMemory } from '../base/memory.ts';
import { askOnce } from './ask-once.ts';
import type { ChatRequest } from './chat-model.ts';

const schema = z.object({ n: z.number() });
const request: ChatRequest = { task: 'points', system: 's', user: 'u', maxTokens: 10 };

it('asks the same question once', async () => {
  const memory = volatileMemory();
  const { model, asked } = scriptedModel(() => ({ n: 7 }));
  const once = (changes: Partial<ChatRequest> = {}, asker = model): Promise<unknown> =>
    drain(askOnce(asker, { ...request, ...changes }, { schema, memory }));
  expect(await once()).toEqual({ n: 7 });
  expect(await once({ maxTokens: 99 })).toEqual({ n: 7 });
  expect(asked).toHaveLength(1);
  await once({ user: 'v' });
  await once({ system: 't' });
  await once({ task: 'gap' });
  expect(asked).toHaveLength(4);
  const other = scriptedModel(() => ({ n: 8 }), { id: 'test:other' });
  expect(await once({}, other.model)).toEqual({ n: 8 });
  const elsewhere = scriptedModel(() => ({ n: 9 }), { host: 'elsewhere' });
  expect(await once({}, elsewhere.model)).toEqual({ n: 9 });
});

it('asks again when what it remembers does not fit, and remembers no failure', async () => {
  const memory = volatileMemory();
  let answer: object | Error = { n: 7 };
  const { model, asked } = scriptedModel(() => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  await drain(askOnce(model, request, { schema, memory }));
  const wider = z.object({ n: z.number(), m: z.number() });
  answer = failure('MODEL_SERVER');
  await expect(drain(askOnce(model, request, { schema: wider, memory }))).rejects.toMatchObject({
    code: 'MODEL_SERVER',
  });
  answer = { n: 7, m: 8 };
  expect(await drain(askOnce(model, request, { schema: wider, memory }))).toEqual({ n: 7, m: 8 });
  expect(asked).toHaveLength(3);
});
