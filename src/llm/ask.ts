import * as z from 'zod';

import type { Bilingual } from '../base/errors.ts';
import { issueWords } from '../base/issue-words.ts';
import { addUsage, type Usage } from '../model/usage.ts';
import type { ChatEvent, ChatModel, ChatRequest, ChatResult } from './chat-model.ts';
import { ModelError } from './failures/model-error.ts';
import { readingsOf } from './parse-answer.ts';

/** A checked answer, and the last result it came from. */
export type ObjectAnswer<T> = { readonly value: T; readonly result: ChatResult };

/** Count of requests for an object before its absence is final: answers that break off or are half JSON pass. */
const TRIES = 3;

/**
 * Asks for an object of the given shape. The schema goes along with the request; whatever comes back
 * is read leniently and checked. An answer that does not fit is asked for again, with what was
 * wrong in words but without the answer itself, which would only be repeated. After three it throws
 * `MODEL_BAD_RESPONSE`. Usage is the sum of all requests.
 */
export async function* askObject<T>(
  model: ChatModel,
  request: ChatRequest,
  schema: z.ZodType<T>,
): AsyncGenerator<ChatEvent, ObjectAnswer<T>> {
  const first: ChatRequest = { ...request, schema: request.schema ?? schemaFor(schema) };
  let result = yield* model.ask(first);
  for (let attempt = 1; ; attempt++) {
    // The half of an answer is better than none, and worse than a whole one.
    const read = readObject(result, schema, { refusesTorn: attempt < TRIES });
    if ('value' in read) return { value: read.value, result };
    const { problem } = read;
    if (attempt === TRIES) {
      const values = { host: model.info.host, model: model.info.id, said: problem };
      throw new ModelError('MODEL_BAD_RESPONSE', values, { usage: result.usage });
    }
    yield {
      type: 'attempt-failed',
      code: 'MODEL_BAD_RESPONSE',
      message: `The answer does not fit: ${problem.en}.`,
      values: { host: model.info.host, said: problem },
      attempt,
      waitMs: 0,
    };
    const again = { ...first, user: repairPrompt(first.user, problem.en) };
    result = yield* askAgain(model, again, result.usage);
  }
}

/** A further request; its usage, and that of its failure, includes those before. */
async function* askAgain(
  model: ChatModel,
  request: ChatRequest,
  spent: Usage,
): AsyncGenerator<ChatEvent, ChatResult> {
  try {
    const result = yield* model.ask(request);
    return { ...result, usage: addUsage(spent, result.usage) };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { code, values, status, retryAfterMs, learnt } = error;
    const usage = addUsage(spent, error.usage);
    throw new ModelError(code, values, { status, retryAfterMs, learnt, usage, cause: error });
  }
}

/**
 * The JSON schema of a zod schema, in the strict form every service takes: all properties required,
 * no others allowed, none of the limits that some of them refuse.
 */
export function schemaFor(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return strictObject(made);
}

/** Words of JSON Schema that OpenAI's strict mode, Gemini or Anthropic refuse. */
const REFUSED = new Set([
  '$schema',
  'default',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'pattern',
  'format',
]);

function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict);
  return typeof value === 'object' && value !== null ? strictObject(value) : value;
}

function strictObject(schema: object): Readonly<Record<string, unknown>> {
  const fields = Object.entries(schema).filter(([name]) => !REFUSED.has(name));
  const made: Record<string, unknown> = Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      name === 'properties' ? strictProperties(field) : strict(field),
    ]),
  );
  if (made['type'] !== 'object' || typeof made['properties'] !== 'object') return made;
  const required = Object.keys(made['properties'] ?? {});
  return { ...made, required, additionalProperties: false };
}

/** Names of properties are not words of JSON Schema: a field may well be called `format`. */
function strictProperties(properties: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(Object(properties)).map(([name, property]) => [name, strict(property)]),
  );
}

function readObject<T>(
  { text, finish }: ChatResult,
  schema: z.ZodType<T>,
  options: { readonly refusesTorn: boolean },
): { readonly value: T } | { readonly problem: Bilingual } {
  let problem: Bilingual | undefined;
  // What was broken off on purpose lacks its end, and nothing that was wanted.
  const isEnough = finish === 'enough';
  const reading = isEnough ? { isWhole: true } : { isWhole: finish === 'stop', ...options };
  for (const found of readingsOf(text, reading)) {
    const checked = schema.safeParse(found);
    if (checked.success) return { value: checked.data };
    const [first] = checked.error.issues;
    if (typeof found !== 'string') problem ??= misfit(first);
  }
  return { problem: problem ?? (reading.isWhole ? NO_JSON : TOO_LONG) };
}

const NO_JSON = { en: 'it is not valid JSON', zh: '不是有效的 JSON' };
const TOO_LONG = { en: 'it was too long and broke off', zh: '太长，没有写完' };

/** What does not fit, in zod's words for the model that is asked again. */
function misfit(issue: z.core.$ZodIssue | undefined): Bilingual {
  const place = issue?.path.join('.') ?? '';
  return {
    en: `${place}: ${issue?.message ?? ''}`,
    zh: `${place === '' ? '' : `${place}：`}${issueWords(issue).zh}`,
  };
}

function repairPrompt(user: string, problem: string): string {
  return `${user}\n\nAn earlier answer could not be used: ${problem}.\nAnswer again, with one JSON object and nothing else.`;
}
