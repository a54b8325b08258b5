import PQueue from 'p-queue';

import { fingerprint } from '../../base/hash.ts';
import type { HeaderLookup } from '../../network/http-answer.ts';
import { durationMs } from '../failures/retry-after.ts';
import type { Clock } from './clock.ts';
import { TokenBucket } from './token-bucket.ts';

/** How much an account may do at once and per minute. */
export type Limits = {
  /** Count of requests at once. */
  readonly concurrency?: number | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
};

/** The right to send one request. */
export type Pass = {
  /** Gives the place free. `usedTokens` is what the request really took, where known. */
  leave(usedTokens?: number): void;
};

/** The longest pause that rate-limit headers alone may cause, in milliseconds. */
const LONGEST_HEADER_PAUSE_MS = 60_000;

/**
 * Keeps the requests of one account within its limits: so many at once, so many requests and
 * tokens a minute, and a pause for all when the server asks one of them to slow down. Limits the
 * user did not set are learnt from the server.
 */
export class Limiter {
  readonly #queue: PQueue;
  readonly #clock: Clock;
  readonly #limits: Limits;
  readonly #most: number;
  #requests: TokenBucket | undefined;
  #tokens: TokenBucket | undefined;
  #pausedUntilMs = 0;
  #successes = 0;

  constructor(limits: Limits, clock: Clock) {
    this.#clock = clock;
    this.#limits = limits;
    this.#most = Math.max(1, limits.concurrency ?? 1);
    this.#queue = new PQueue({ concurrency: this.#most });
    const { requestsPerMinute, tokensPerMinute } = limits;
    if (requestsPerMinute) this.#requests = new TokenBucket(requestsPerMinute, clock.now());
    if (tokensPerMinute) this.#tokens = new TokenBucket(tokensPerMinute, clock.now());
  }

  /** Count of requests that may run at once just now. */
  get concurrency(): number {
    return this.#queue.concurrency;
  }

  /** Tokens a minute, where known. */
  get tokensPerMinute(): number | undefined {
    return this.#tokens?.perMinute;
  }

  /**
   * Waits for a turn; first come, first served. `tokens` is the estimate of what the request will
   * take, answer included. An abort ends the waiting and throws the signal's reason.
   */
  async enter(tokens: number, signal?: AbortSignal): Promise<Pass> {
    const release = await this.#place(signal);
    try {
      await this.#turn(tokens, signal);
    } catch (error) {
      release();
      throw error;
    }
    return {
      leave: (used) => {
        if (used !== undefined) this.#tokens?.take(used - tokens, this.#clock.now());
        release();
      },
    };
  }

  /** The server asked for a pause: everyone waits, and one request fewer runs at once from now on. */
  slowDown(waitMs: number): void {
    this.#pause(waitMs);
    this.#successes = 0;
    this.#queue.concurrency = Math.max(1, this.#queue.concurrency - 1);
  }

  /** A request went well: after a round of them one more may run at once, up to the limit. */
  speedUp(): void {
    this.#successes += 1;
    if (this.#successes < this.#queue.concurrency) return;
    this.#successes = 0;
    this.#queue.concurrency = Math.min(this.#most, this.#queue.concurrency + 1);
  }

  /** Takes over a limit that a message gave away, unless the user set a lower one. */
  learnTokensPerMinute(tokensPerMinute: number): void {
    if (!(tokensPerMinute > 0)) return;
    const rate = Math.min(
      tokensPerMinute,
      this.#limits.tokensPerMinute ?? Number.POSITIVE_INFINITY,
    );
    this.#tokens ??= new TokenBucket(rate, this.#clock.now());
    this.#tokens.setRate(rate, this.#clock.now());
  }

  /**
   * Reads the limits services send with each answer: `x-ratelimit-*` (OpenAI and its like) and
   * `anthropic-ratelimit-*`.
   */
  learn(headers: HeaderLookup): void {
    const number = (name: string): number => Number(headers.get(name) ?? Number.NaN);
    const tokens = [
      number('x-ratelimit-limit-tokens'),
      number('anthropic-ratelimit-tokens-limit'),
      number('anthropic-ratelimit-input-tokens-limit'),
    ].find((limit) => limit > 0);
    if (tokens !== undefined && this.#limits.tokensPerMinute === undefined) {
      this.learnTokensPerMinute(tokens);
    }
    if (number('x-ratelimit-remaining-requests') !== 0) return;
    const reset = durationMs(headers.get('x-ratelimit-reset-requests') ?? '');
    if (reset !== undefined) this.#pause(Math.min(reset, LONGEST_HEADER_PAUSE_MS));
  }

  #pause(waitMs: number): void {
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, this.#clock.now() + waitMs);
  }

  /** One of the places that exist at once; resolves with the function that frees it. */
  async #place(signal: AbortSignal | undefined): Promise<() => void> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const hold = (): Promise<void> => new Promise((release) => resolve(release));
      this.#queue.add(hold, signal ? { signal } : {}).catch(reject);
    });
  }

  async #turn(tokens: number, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const now = this.#clock.now();
      const waitMs = Math.max(
        this.#pausedUntilMs - now,
        this.#requests?.waitMs(1, now) ?? 0,
        this.#tokens?.waitMs(tokens, now) ?? 0,
      );
      if (waitMs <= 0) break;
      // eslint-disable-next-line no-await-in-loop
      await this.#clock.sleep(waitMs, signal);
    }
    this.#requests?.take(1, this.#clock.now());
    this.#tokens?.take(tokens, this.#clock.now());
  }
}

/** One limiter for each account, so that models with the same key share its limits. */
export class Limiters {
  readonly #limiters = new Map<string, Limiter>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The limiter of an account. The limits of the first call for it count. */
  for(
    account: { readonly baseUrl: string; readonly key?: string | undefined },
    limits: Limits,
  ): Limiter {
    const name = fingerprint(account.baseUrl, account.key ?? '');
    const limiter = this.#limiters.get(name) ?? new Limiter(limits, this.#clock);
    this.#limiters.set(name, limiter);
    return limiter;
  }
}
