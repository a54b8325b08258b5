import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { drain } from '../base/async.ts';
import { NO_USAGE } from '../model/usage.ts';
import { askObject, schemaFor } from './ask.ts';
import type { ChatModel, ChatRequest, ChatResult } from './chat-model.ts';
import { ModelError } from './failures/model-error.ts';

const Topic = z.object({
  topic: z.string(),
  terms: z.array(z.object({ src: z.string(), ids: z.array(z.int()) })).catch([]),
});
const request: ChatRequest = { task: 'context', user: 'What is it about?', maxTokens: 500 };

/** A model that says what it is told to, one answer after the other. */
function saying(...answers: (string | Partial<ChatResult> | ModelError)[]) {
  const asked: ChatRequest[] = [];
  const model: ChatModel = {
    info: {
      id: 'test:one',
      host: 'test',
      window: 8192,
      maxOutput: 4096,
      family: 'o200k',
      thinking: 'off',
      size: 'small',
      concurrency: 1,
    },
    async *ask(each) {
      asked.push(each);
      const answer = answers[asked.length - 1] ?? '';
      if (answer instanceof ModelError) throw answer;
      const result = typeof answer === 'string' ? { text: answer } : answer;
      const text = result.text ?? '';
      yield { type: 'text-delta', text };
      const usage = { ...NO_USAGE, inputTokens: 10, outputTokens: 5, requests: 1 };
      return { finish: 'stop', usage, ...result, text };
    },
  };
  return { model, asked };
}

describe('askObject', () => {
  it('sends the schema and gives the checked value', async () => {
    const { model, asked } = saying('{"topic":"trees","terms":[]}');
    const { value, result } = await drain(askObject(model, request, Topic));
    expect(value).toEqual({ topic: 'trees', terms: [] });
    expect(result.usage.inputTokens).toBe(10);
    expect(asked[0]?.schema).toMatchObject({
      required: ['topic', 'terms'],
      additionalProperties: false,
    });
  });

  it.each([
    ['a code fence', '```json\n{"topic":"trees"}\n```'],
    [
      'text around it',
      'Sure! Here it is: {"topic":"trees"} I hope this helps {not json}.'.replace(
        ' {not json}',
        '',
      ),
    ],
    ['a trailing comma', '{"topic":"trees",}'],
    ['single quotes', "{'topic': 'trees'}"],
    ['thinking whose beginning is missing', 'So {what} is it?</think>{"topic":"trees"}'],
    ['a field that does not fit but may be lenient', '{"topic":"trees","terms":"none"}'],
  ])('reads through %s', async (_what, answer) => {
    const { model } = saying(answer);
    expect((await drain(askObject(model, request, Topic))).value.topic).toBe('trees');
  });

  it('leaves no control characters in the texts of an answer', async () => {
    const { model } = saying(String.raw`{"topic":"\u001b[31mred\u0007\ntrees","terms":[]}`);
    const { value } = await drain(askObject(model, request, Topic));
    expect(value.topic).toBe('[31mred\ntrees');
  });

  it('says in one line what does not fit', async () => {
    const { model, asked } = saying('{"topic":1}', '{"topic":"trees"}');
    await drain(askObject(model, request, Topic));
    expect(asked[1]?.user).toMatch(/could not be used: topic: .*expected string.*\n/);
  });

  it('asks once more, saying what was wrong but not the bad answer', async () => {
    const { model, asked } = saying('{"subject":"BADANSWER"}', '{"topic":"trees"}');
    const { value, result } = await drain(askObject(model, request, Topic));
    expect(value.topic).toBe('trees');
    expect(asked[1]?.user).toContain('topic');
    expect(asked[1]?.user).not.toContain('BADANSWER');
    expect(result.usage).toMatchObject({ inputTokens: 20, outputTokens: 10, requests: 2 });
  });

  it('does not take a broken-off answer for a whole one', async () => {
    const half = {
      text: '{"topic":"trees","terms":[{"src":"a","ids":[1]},',
      finish: 'length',
    } as const;
    const { model, asked } = saying(half, '{"topic":"trees"}');
    await drain(askObject(model, request, Topic));
    expect(asked).toHaveLength(2);
    expect(asked[1]?.user).toContain('broke off');
  });

  it('asks again for the half of an answer that says it is whole, and takes it when there is no other', async () => {
    const half = '{"topic":"trees","more":"and then the';
    const better = saying(half, '{"topic":"trees and more"}');
    const { value } = await drain(askObject(better.model, request, Topic));
    expect(value.topic).toBe('trees and more');
    const always = saying(half, half, half);
    expect((await drain(askObject(always.model, request, Topic))).value.topic).toBe('trees');
    // Brackets alone are mended at once.
    const unclosed = saying('{"topic":"trees"');
    expect((await drain(askObject(unclosed.model, request, Topic))).value.topic).toBe('trees');
  });

  it('gives up after the third bad answer, with what all have cost', async () => {
    const { model } = saying('no', 'still no', 'no');
    const error = await drain(askObject(model, request, Topic)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'MODEL_BAD_RESPONSE', usage: { requests: 3 } });
  });

  it('counts the first answer when the second question fails', async () => {
    const values = { host: 'test', said: 'gone' };
    const usage = { ...NO_USAGE, requests: 5 };
    const { model } = saying('no', new ModelError('MODEL_SERVER', values, { usage }));
    const error = await drain(askObject(model, request, Topic)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'MODEL_SERVER', usage: { requests: 6, inputTokens: 10 } });
  });
});

describe('schemaFor', () => {
  it('makes everything required and leaves out what services refuse', () => {
    const schema = schemaFor(
      z.object({
        format: z.string().min(1).max(9).default('x'),
        count: z.int().min(0),
        year: z.string().transform(Number),
        sub: z.array(z.object({ t: z.string().optional() })).max(3),
      }),
    );
    expect(schema).toEqual({
      type: 'object',
      properties: {
        format: { type: 'string' },
        count: { type: 'integer' },
        year: { type: 'string' },
        sub: {
          type: 'array',
          items: {
            type: 'object',
            properties: { t: { type: 'string' } },
            required: ['t'],
            additionalProperties: false,
          },
        },
      },
      required: ['format', 'count', 'year', 'sub'],
      additionalProperties: false,
    });
  });
});
