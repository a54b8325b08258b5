import { z } from 'zod';

import { AppError } from '../base/errors.ts';
import { isObject, parseJson } from '../base/json.ts';
import { TALK_SCHEMA, type Talk } from '../model/talk.ts';
import { TalkShape } from './talk-shape.ts';

/**
 * A talk as `talk.json`: the schema version first, keys always in the same order, one sentence, line,
 * term or point a line, so that two versions compare well.
 */
export function talkJson(talk: Talk): string {
  // Parsing puts the keys into the order of the shape, and fails here rather than at the next reader.
  return `${print(TalkShape.parse(talk), '')}\n`;
}

/** A talk from the text of its `talk.json`. Throws TALK_NEWER for a later schema, TALK_BAD for anything else that is none. */
export function readTalkJson(text: string): Talk {
  const value = parseJson(text.replace(/^\uFEFF/, ''));
  const version = z.object({ schema: z.number() }).safeParse(value).data?.schema;
  if (version !== undefined && version > TALK_SCHEMA) {
    throw new AppError('TALK_NEWER', { schema: version, known: TALK_SCHEMA });
  }
  const talk = TalkShape.safeParse(value);
  if (talk.success) return talk.data;
  throw new AppError('TALK_BAD', {
    reason: value === undefined ? 'it is not valid JSON' : firstProblem(talk.error),
  });
}

function firstProblem({ issues }: z.ZodError): string {
  const [issue] = issues;
  const place = issue?.path.join('.') ?? '';
  return `${place === '' ? '' : `${place}: `}${issue?.message ?? 'it has another shape'}`;
}

/** Records without records in them stand on one line, others are opened up, one space deeper each. */
function print(value: unknown, indent: string): string {
  if (!isNested(value)) return JSON.stringify(value);
  const deeper = `${indent} `;
  const items = Array.isArray(value)
    ? value.map((item) => deeper + print(item, deeper))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${print(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.join(',\n')}\n${indent}${close}`;
}

/** Whether a value has records in it. */
function isNested(value: unknown): value is object {
  return isObject(value) && Object.values(value).some((item) => holdsRecord(item));
}

function holdsRecord(item: unknown): boolean {
  return Array.isArray(item) ? item.some(holdsRecord) : isObject(item);
}
