/** What asking models has used up. Failed attempts are included. */
export type Usage = {
  /** Input tokens in all, cached ones included. */
  readonly inputTokens: number;
  /** Output tokens in all, reasoning included. */
  readonly outputTokens: number;
  /** Input tokens read from the provider's cache, in tokens. */
  readonly cachedTokens: number;
  /** Input tokens written to the provider's cache, in tokens. */
  readonly cacheWriteTokens: number;
  /** Output tokens spent on reasoning, in tokens. */
  readonly reasoningTokens: number;
  /** Count of requests sent. */
  readonly requests: number;
  /** Count of those that failed. */
  readonly failedRequests: number;
  /** True when some provider did not report and the tokens were estimated. */
  readonly estimated: boolean;
};

export const NO_USAGE: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  requests: 0,
  failedRequests: 0,
  estimated: false,
};

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    requests: a.requests + b.requests,
    failedRequests: a.failedRequests + b.failedRequests,
    estimated: a.estimated || b.estimated,
  };
}

/** What a model's tokens cost, in US dollars per million tokens. */
export type Price = {
  /** US dollars per million input tokens. */
  readonly input: number;
  /** US dollars per million output tokens. */
  readonly output: number;
  /** US dollars per million input tokens read from the cache; the input price when absent. */
  readonly cacheRead?: number | undefined;
  /** US dollars per million input tokens written to the cache; the input price when absent. */
  readonly cacheWrite?: number | undefined;
};

/** The cost of a usage, in US dollars. */
export function costOf(usage: Usage, price: Price): number {
  const plain = usage.inputTokens - usage.cachedTokens - usage.cacheWriteTokens;
  const total =
    Math.max(0, plain) * price.input +
    usage.cachedTokens * (price.cacheRead ?? price.input) +
    usage.cacheWriteTokens * (price.cacheWrite ?? price.input) +
    usage.outputTokens * price.output;
  return total / 1_000_000;
}
