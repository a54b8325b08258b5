import { describe, expect, it } from 'vitest';

import { failure, refused } from './failure.ts';

const origin = { en: 'the variable TEST_KEY', zh: '环境变量 TEST_KEY' };
const server = {
  host: 'api.test',
  provider: 'test',
  model: 'm-1',
  variable: 'TEST_KEY',
  key: { value: 'abcd-1234-secret', origin },
};
const error = (message: string, more: object = {}): string =>
  JSON.stringify({ error: { message, ...more } });

const learnt = (status: number, message: string) =>
  refused(server, { status, body: error(message) }).learnt;

/** What services really answer, as their manuals and users quote it. */
describe('refused', () => {
  it.each([
    [401, error('Incorrect API key provided'), 'MODEL_AUTH'],
    [
      400,
      error('API key not valid. Please pass a valid API key.', { status: 'INVALID_ARGUMENT' }),
      'MODEL_AUTH',
    ],
    [401, '{"error":{"code":"invalid_iam_token","message":"IAM鉴权失败"}}', 'MODEL_AUTH'],
    [402, error('Insufficient Balance'), 'MODEL_QUOTA'],
    [
      429,
      error('You exceeded your current quota, please check your plan and billing details.', {
        code: 'insufficient_quota',
      }),
      'MODEL_QUOTA',
    ],
    [400, error('Your credit balance is too low to access the Anthropic API.'), 'MODEL_QUOTA'],
    [403, '{"error_code":17,"error_msg":"账户已欠费"}', 'MODEL_QUOTA'],
    [
      429,
      `{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"36s"}]}}`,
      'MODEL_RATE_LIMIT',
    ],
    [
      429,
      error(
        'Rate limit reached on tokens per minute (TPM): Limit 6000, Used 5000, Requested 1800. Need more tokens? Visit console/settings/billing',
      ),
      'MODEL_RATE_LIMIT',
    ],
    [
      429,
      '{"code":"Throttling.RateQuota","message":"Requests rate limit exceeded"}',
      'MODEL_RATE_LIMIT',
    ],
    [413, error('Request too large: Limit 6000, Requested 12328'), 'MODEL_TOO_LARGE'],
    [400, error("This model's maximum context length is 128000 tokens."), 'MODEL_CONTEXT'],
    [400, error('prompt is too long: 208310 tokens > 200000 maximum'), 'MODEL_CONTEXT'],
    [400, error('Please reduce the length of the messages or completion.'), 'MODEL_CONTEXT'],
    [
      400,
      error(
        'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
      ),
      'MODEL_CONTEXT',
    ],
    [
      400,
      '{"error":"Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough: greater than the context length"}',
      'MODEL_CONTEXT',
    ],
    [
      400,
      '{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error","n_ctx":4096}}',
      'MODEL_CONTEXT',
    ],
    [
      400,
      '{"code":"data_inspection_failed","message":"Input data may contain inappropriate content."}',
      'MODEL_CONTENT_FILTER',
    ],
    [
      400,
      error('The response was filtered due to the prompt triggering content management policy', {
        code: 'content_filter',
      }),
      'MODEL_CONTENT_FILTER',
    ],
    [
      404,
      error('The model `gpt-9` does not exist or you do not have access to it.'),
      'MODEL_NOT_FOUND',
    ],
    [404, '{"error":"model \\"qwen9\\" not found, try pulling it first"}', 'MODEL_NOT_FOUND'],
    [404, '{"detail":"Not Found"}', 'MODEL_WRONG_ENDPOINT'],
    [404, '404 page not found', 'MODEL_WRONG_ENDPOINT'],
    [500, error('Internal error'), 'MODEL_SERVER'],
    [502, '<html><title>Bad Gateway</title></html>', 'MODEL_SERVER'],
    [503, error('The model is overloaded. Please try again later.'), 'MODEL_OVERLOADED'],
    [
      529,
      '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
      'MODEL_OVERLOADED',
    ],
    [504, '', 'MODEL_TIMEOUT'],
    [200, error('Upstream failed'), 'MODEL_SERVER'],
    [301, '', 'MODEL_WRONG_ENDPOINT'],
    [400, error('messages: at least one message is required'), 'MODEL_BAD_REQUEST'],
  ])('sorts %i %s as %s', (status, body, code) => {
    expect(refused(server, { status, body }).code).toBe(code);
  });

  it('quotes the server in one short line, without keys', () => {
    const body = error(`Bad key abcd-1234-secret,\n or sk-live-abcdefghijk. ${'x'.repeat(900)}`);
    const { message, values, words } = refused(server, { status: 401, body });
    expect(message).toContain('Bad key ***, or ***');
    expect(message.length).toBeLessThan(400);
    expect(JSON.stringify([values, words])).not.toMatch(/secret|abcdefghijk/);
    expect(values).toMatchObject({ host: 'api.test', variable: 'TEST_KEY' });
  });

  it('learns the limits that a message gives away', () => {
    expect(learnt(413, 'tokens per minute (TPM): Limit 6000, Requested 12328')).toEqual({
      tokensPerMinute: 6000,
    });
    expect(
      learnt(429, 'on tokens per minute (TPM): Limit 6000, Used 5800, Requested 1200'),
    ).toEqual({ tokensPerMinute: 6000 });
    expect(learnt(400, 'prompt is too long: 208310 tokens > 200000 maximum')).toEqual({
      context: 200_000,
    });
    expect(learnt(400, "This model's maximum context length is 8,192 tokens.")).toEqual({
      context: 8192,
    });
    expect(
      learnt(
        400,
        'input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
      ),
    ).toEqual({ context: 1_048_576 });
    expect(learnt(500, 'Internal error')).toBeUndefined();
  });
});

describe('a refused key', () => {
  const body = error('Incorrect API key provided: abcd-123***cret');

  it('is named masked, with where it came from', () => {
    const refusal = refused(server, { status: 401, body });
    expect(refusal.message).toContain('did not accept the key abc…cret (the variable TEST_KEY)');
    expect(refusal.in('zh').message).toContain('密钥 abc…cret（环境变量 TEST_KEY）');
    expect(refusal.hint).toContain('talkleaf settings set keys.test -');
  });

  it('that is too short to be shown in part is not', () => {
    const short = { ...server, key: { value: 'hunter2', origin } };
    expect(refused(short, { status: 401, body }).message).toContain('the key *** (');
  });

  it('that was never set is told as that', () => {
    const { key: _, ...keyless } = server;
    const refusal = refused(keyless, { status: 401, body });
    expect(refusal.code).toBe('MODEL_KEY_WANTED');
    expect(refusal.message).toContain('wants a key, and none is set');
    expect(refusal.hint).toContain('TEST_KEY');
  });
});

describe('failure', () => {
  it('fills every place of its wording', () => {
    const made = failure(server, ['MODEL_NOT_FOUND', 'no such model']);
    expect(made.message).toBe('api.test has no model "m-1": no such model.');
  });
});
