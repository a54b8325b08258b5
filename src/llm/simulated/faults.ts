import type { Asked } from './asked.ts';

/** What a server says when it refuses; each wire wraps it in its own way. */
export type SimulatedError = {
  readonly message: string;
  readonly type?: string | undefined;
  readonly code?: string | undefined;
};

/** One way for an answer to go wrong. Everything not named stays as it should be. */
export type Fault = {
  /** Answers with this status and `error`. */
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly error?: SimulatedError | undefined;
  /** Sends this text instead of an answer, as it is. */
  readonly body?: string | undefined;
  readonly contentType?: string | undefined;
  /** `reset` breaks the connection before any answer, `hang` never answers. */
  readonly instead?: 'reset' | 'hang' | undefined;
  /** Is silent for so long before it begins, in milliseconds. */
  readonly waitMs?: number | undefined;
  /** Sends signs of life, and nothing else, for so long before it begins, in milliseconds. */
  readonly queueMs?: number | undefined;
  /** Answers in one JSON document although a stream was asked for. */
  readonly plain?: boolean | undefined;
  /** What happens when this share (0 to 1) of the text has been sent. */
  readonly breakAt?: number | undefined;
  readonly break?: 'reset' | 'end' | 'stall' | 'error' | undefined;
  /** Sends this text instead of the recorded one. */
  readonly text?: string | undefined;
  /** Thinking in a field of its own, before the answer. */
  readonly reasoning?: string | undefined;
  /** Ends for this reason; `null` leaves the reason out. */
  readonly finish?: 'length' | 'filter' | 'odd' | null | undefined;
  /** Sends keep-alive comments or blank lines between the pieces. */
  readonly keepAlive?: boolean | undefined;
  /** Leaves out the mark that ends a stream. */
  readonly noEnd?: boolean | undefined;
  /** Leaves the connection open after the last event. */
  readonly staysOpen?: boolean | undefined;
  /** Sends an answer without a single choice, or with empty content. */
  readonly content?: 'none' | 'null' | undefined;
  /** Leaves out the token counts. */
  readonly noUsage?: boolean | undefined;
  /** Reports this many input tokens. */
  readonly inputTokens?: number | undefined;
  /** Reports this many of the input tokens as read from the cache. */
  readonly cachedTokens?: number | undefined;
};

const LOGIN = '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Login</body></html>';

const refusal = (status: number, message: string, more: Partial<SimulatedError> = {}): Fault => ({
  status,
  error: { message, ...more },
});

/** A fault for requests that carry what the server does not take. */
const unless = (pattern: RegExp, fault: Fault) => (asked: Asked) =>
  pattern.test(JSON.stringify(asked.body)) ? fault : undefined;

/** Every scenario by name: a fault, or a rule that looks at the request. */
const FAULTS = {
  'rate-seconds': { ...refusal(429, 'Too many requests.'), headers: { 'retry-after': '2' } },
  'rate-date': {
    ...refusal(429, 'Too many requests.'),
    headers: { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' },
  },
  'rate-ms': {
    ...refusal(429, 'Too many requests.'),
    headers: { 'retry-after-ms': '1500', 'retry-after': '9' },
  },
  'rate-90': { ...refusal(429, 'Too many requests.'), headers: { 'retry-after': '90' } },
  'rate-hours': { ...refusal(429, 'Too many requests.'), headers: { 'retry-after': '7200' } },
  'rate-words': refusal(
    429,
    'Rate limit reached. Please try again in 1m30.5s. Visit your settings.',
    { code: 'rate_limit_exceeded' },
  ),
  'rate-tokens': refusal(
    429,
    'Rate limit reached on tokens per minute (TPM): Limit 6000, Used 5800, Requested 1200. Please try again in 4.77s. Need more tokens? Upgrade in your billing settings.',
  ),
  'rate-bare': refusal(429, 'Slow down.'),
  quota: refusal(
    429,
    'You exceeded your current quota, please check your plan and billing details.',
    { code: 'insufficient_quota' },
  ),
  'quota-402': refusal(402, 'Insufficient Balance'),
  'quota-chinese': refusal(403, '您的账户余额不足，请充值。'),
  'quota-arrears': refusal(
    400,
    'Access denied, please make sure your account is in good standing.',
    { code: 'Arrearage' },
  ),
  'too-large': refusal(
    413,
    'Request too large for this model on tokens per minute (TPM): Limit 6000, Requested 12328, please reduce your message size.',
  ),
  auth: refusal(401, 'Incorrect API key provided: sk-secret-1234567890.'),
  'auth-403': refusal(403, 'Permission denied.'),
  context: refusal(
    400,
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
    { code: 'context_length_exceeded' },
  ),
  'context-llamacpp': refusal(
    500,
    'the request exceeds the available context size (4096 tokens), try increasing it',
  ),
  'context-dashscope': refusal(400, 'Range of input length should be [1, 30720]', {
    code: 'InvalidParameter',
  }),
  'content-filter': refusal(400, 'Input data may contain inappropriate content.', {
    code: 'data_inspection_failed',
  }),
  'filter-finish': { finish: 'filter' },
  'bad-request': refusal(400, 'The tail of the request is bent.'),
  'no-model': refusal(404, 'The model does not exist or you do not have access to it.', {
    code: 'model_not_found',
  }),
  'no-path': { status: 404, body: '404 page not found', contentType: 'text/plain' },
  'server-500': refusal(500, 'Internal server error.'),
  'html-502': {
    status: 502,
    body: '<html><head><title>502 Bad Gateway</title></head></html>',
    contentType: 'text/html',
  },
  'unavailable-503': refusal(503, 'The service is starting.'),
  overloaded: refusal(529, 'Overloaded', { type: 'overloaded_error' }),
  reset: { instead: 'reset' },
  hang: { instead: 'hang' },
  plain: { plain: true },
  'plain-length': { plain: true, finish: 'length' },
  'invalid-json': { body: '{"choices": [{"message": oops', contentType: 'application/json' },
  'invalid-chunk': {
    body: 'data: {"choices": [{"delta": oops}]}\n\n',
    contentType: 'text/event-stream',
  },
  'cut-body': { plain: true, breakAt: 0.5, break: 'reset' },
  length: { finish: 'length' },
  fence: { text: 'Here you are:\n```json\n{"topic":"trees"}\n```' },
  think: { text: '<think>Let me see. Trees?</think>\n\nGood day.' },
  reasoning: { reasoning: 'Let me see.' },
  login: { body: LOGIN, contentType: 'text/html' },
  'login-redirect': { status: 302, headers: { location: '/login' }, body: '' },
  'error-200': {
    body: '{"error":{"message":"The backend fell over.","code":"server_error"}}',
    contentType: 'application/json',
  },
  'no-choices': { content: 'none' },
  'null-content': { content: 'null' },
  'cut-stream': { breakAt: 0.5, break: 'reset' },
  'clean-cut': { breakAt: 0.5, break: 'end' },
  'no-finish': { finish: null },
  stall: { breakAt: 0.5, break: 'stall' },
  'error-event': {
    breakAt: 0.5,
    break: 'error',
    error: { message: 'Overloaded', type: 'overloaded_error' },
  },
  'first-error': {
    breakAt: 0,
    break: 'error',
    error: { message: 'Overloaded', type: 'overloaded_error' },
  },
  'odd-finish': { finish: 'odd' },
  'keep-alive': { keepAlive: true },
  'no-end': { noEnd: true },
  'stays-open': { staysOpen: true },
  'no-usage': { noUsage: true },
  cached: { cachedTokens: 7 },
  'prompt-cut': { inputTokens: 400 },
  runaway: { text: 'again and again '.repeat(400) },
  'no-schema': unless(
    /json_schema|responseSchema|"format":\{|output_config/,
    refusal(
      400,
      "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
      { type: 'invalid_request_error' },
    ),
  ),
  'no-json': unless(
    /json_schema|json_object|responseSchema|responseMimeType|"format":|output_config/,
    refusal(400, 'This response_format type is unavailable now'),
  ),
  'no-temperature': unless(
    /"temperature"/,
    refusal(400, "Unsupported value: 'temperature' does not support 0.3."),
  ),
  'new-max-tokens': unless(
    /"max_tokens"/,
    refusal(
      400,
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    ),
  ),
  'old-max-tokens': unless(
    /"max_completion_tokens"/,
    refusal(422, 'Extra inputs are not permitted: max_completion_tokens'),
  ),
  'max-tokens-limit': unless(
    /"(?:max_(?:completion_)?tokens|maxOutputTokens)":(?:[5-9]\d{3}|\d{5,})/,
    refusal(
      400,
      'max_tokens is too large: 8000. This model supports at most 4096 completion tokens.',
    ),
  ),
  'no-effort': unless(
    /reasoning_effort|enable_thinking|chat_template_kwargs|"thinking"|"think":|thinkingConfig/,
    refusal(
      400,
      'Unrecognized request argument supplied: reasoning_effort. Thinking settings are unknown here: enable_thinking, chat_template_kwargs, thinking, think.',
    ),
  ),
  'effort-value': unless(
    /"reasoning_effort":"(?:none|minimal)"/,
    refusal(
      400,
      "Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'low' and 'high'.",
    ),
  ),
  'no-stream-options': unless(/stream_options/, refusal(400, 'Unknown field: stream_options')),
} as const satisfies Record<string, Fault | ((asked: Asked) => Fault | undefined)>;

export type FaultName = keyof typeof FAULTS;

const BY_NAME = new Map<string, Fault | ((asked: Asked) => Fault | undefined)>(
  Object.entries(FAULTS),
);

/**
 * The fault a model's name asks for: `fault:stall` always stalls, `fault:stall:2` the first two
 * times a request comes. `undefined` for any other name, and once the times are over.
 */
export function faultByName(asked: Asked): Fault | undefined {
  const [, name = '', times] = /^fault:([\w-]+)(?::(\d+))?$/.exec(asked.model) ?? [];
  const found = BY_NAME.get(name);
  if (times !== undefined && asked.attempt > Number(times)) return undefined;
  return typeof found === 'function' ? found(asked) : found;
}
