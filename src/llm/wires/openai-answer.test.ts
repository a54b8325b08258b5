import { describe, expect, it } from 'vitest';

import { OpenaiAnswer } from './openai-answer.ts';

const said = (delta: object, more: object = {}): string =>
  JSON.stringify({ choices: [{ index: 0, delta, ...more }] });

describe('an answer of chat completions', () => {
  it('hands on together what came in together, thinking apart', () => {
    const answer = new OpenaiAnswer();
    answer.take(said({ role: 'assistant', content: '', reasoning_content: 'Hm' }));
    answer.take(said({ content: 'one ' }));
    answer.take(said({ content: 'two' }));
    expect([...answer.parts()]).toEqual([
      { type: 'reasoning', text: 'Hm' },
      { type: 'text', text: 'one two' },
    ]);
    expect([...answer.parts()]).toEqual([]);
    answer.take(said({ reasoning: '!' }));
    answer.take('[DONE]');
    expect([...answer.parts()]).toEqual([{ type: 'reasoning', text: '!' }]);
  });

  it('reads lists of parts as Mistral sends them', () => {
    const answer = new OpenaiAnswer();
    const thinking = [{ type: 'text', text: 'So' }];
    answer.take(said({ content: [{ type: 'thinking', thinking }] }));
    answer.take(said({ content: [{ type: 'text', text: 'Yes' }, { type: 'reference' }] }));
    expect([...answer.parts()]).toEqual([
      { type: 'reasoning', text: 'So' },
      { type: 'text', text: 'Yes' },
    ]);
  });

  it.each([
    ['stop', { type: 'finish', reason: 'stop' }],
    ['EOS', { type: 'finish', reason: 'stop' }],
    ['length', { type: 'finish', reason: 'length' }],
    ['content_filter', { type: 'finish', reason: 'filter', word: 'content_filter' }],
    ['tool_calls', { type: 'finish', reason: 'other', word: 'tool_calls' }],
  ])('tells that it ended with %s', (word, part) => {
    const answer = new OpenaiAnswer();
    answer.take(said({}, { finish_reason: word }));
    expect([...answer.end()]).toEqual([part]);
  });

  it('that ends without a word says so', () => {
    expect([...new OpenaiAnswer().end()]).toEqual([{ type: 'finish', reason: 'none' }]);
  });

  it('reports what was used, the last count first, zeros and nonsense never', () => {
    const answer = new OpenaiAnswer();
    const usage = { prompt_tokens: 10, completion_tokens: 1 };
    answer.take(JSON.stringify({ choices: [], usage }));
    const counts = {
      ...usage,
      completion_tokens: 7,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 2 },
    };
    answer.take(JSON.stringify({ choices: [], usage: counts }));
    answer.take(JSON.stringify({ choices: [], usage: { prompt_tokens: 0, completion_tokens: 0 } }));
    answer.take(JSON.stringify({ choices: [], usage: 'much' }));
    expect([...answer.end()]).toEqual([
      {
        type: 'usage',
        usage: { input: 10, output: 7, cached: 4, cacheWrite: 0, reasoning: 2 },
      },
      { type: 'finish', reason: 'none' },
    ]);
  });

  it('takes the cache counts of DeepSeek, never more than was sent', () => {
    const answer = new OpenaiAnswer();
    const usage = { prompt_tokens: 10, completion_tokens: 1, prompt_cache_hit_tokens: 64 };
    answer.take(JSON.stringify({ usage }));
    expect([...answer.end()][0]).toMatchObject({ usage: { cached: 10 } });
  });

  it('stops at an error of the server, keeping the text before it', () => {
    const answer = new OpenaiAnswer();
    answer.take(said({ content: 'half' }));
    const error = JSON.stringify({ error: { message: 'overloaded', code: 529 } });
    answer.take(error);
    answer.take(said({ content: 'never' }));
    expect(answer.hasFailed).toBe(true);
    expect([...answer.parts()]).toEqual([
      { type: 'text', text: 'half' },
      { type: 'error', body: error },
    ]);
  });

  it.each(['', '{"choices":', '42', '{"choices":[{"delta":{"content":5}}]}'])(
    'refuses %j',
    (data) => {
      expect(() => new OpenaiAnswer().take(data)).toThrow('cannot be read');
    },
  );
});
