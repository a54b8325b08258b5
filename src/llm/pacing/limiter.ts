import PQueue from 'p-queue';

import { fingerprint } from '../../base/hash.ts';
import type { HeaderLookup } from '../../network/http-answer.ts';
import { durationMs } from '../failures/retry-after.ts';
import type { Clock } from './clock.ts';
import { CLIMB_MS, Level } from './level.ts';
import { TokenBucket } from './token-bucket.ts';

/** How much an account may do at once and per minute. */
export type Limits = {
  /** Count of requests at once that is never passed. */
  readonly concurrency?: number | undefined;
  /** Count of requests at once to begin with. @default `concurrency` */
  readonly start?: number | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
};

/** The right to send one request. */
export type Pass = {
  /** Gives the place free. `usedTokens` is what the request really took, where known. */
  leave(usedTokens?: number): void;
};

/** Who waits for a turn. */
export type Turn = {
  readonly signal?: AbortSignal | undefined;
  /** Higher goes first. @default 0 */
  readonly urgency?: number | undefined;
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
  readonly #level: Level;
  #peak = 0;
  #climbing: NodeJS.Timeout | undefined;
  #requests: TokenBucket | undefined;
  #tokens: TokenBucket | undefined;
  #pausedUntilMs = 0;

  constructor(limits: Limits, clock: Clock) {
    this.#clock = clock;
    this.#limits = limits;
    const most = Math.max(1, limits.concurrency ?? 1);
    this.#level = new Level({ start: limits.start ?? most, most });
    this.#queue = new PQueue({ concurrency: this.#level.now });
    const { requestsPerMinute, tokensPerMinute } = limits;
    if (requestsPerMinute) this.#requests = new TokenBucket(requestsPerMinute, clock.now());
    if (tokensPerMinute) this.#tokens = new TokenBucket(tokensPerMinute, clock.now());
  }

  /** Count of requests that may run at once just now. */
  get concurrency(): number {
    return this.#level.now;
  }

  /** Count of requests at once that is never passed. */
  get most(): number {
    return this.#level.most;
  }

  /** The most requests that were under way at once so far, as a count. */
  get peak(): number {
    return this.#peak;
  }

  /** Tokens a minute, where known. */
  get tokensPerMinute(): number | undefined {
    return this.#tokens?.perMinute;
  }

  /**
   * Waits for a turn: the most urgent first, of those the one that came first. `tokens` is the estimate of what the
   * request will take, answer included. An abort ends the waiting and throws the signal's reason.
   */
  async enter(tokens: number, { signal, urgency = 0 }: Turn = {}): Promise<Pass> {
    const release = await this.#place(urgency, signal);
    this.#peak = Math.max(this.#peak, this.#queue.pending);
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

  /** The server has too much to do for a request sent at `sentMs`: everyone waits, and fewer run at once from now on. */
  slowDown(waitMs: number, sentMs: number): void {
    this.#pause(waitMs);
    this.#level.refused({ sentMs, nowMs: this.#clock.now(), underWay: this.#queue.pending + 1 });
    this.#queue.concurrency = this.#level.now;
    clearInterval(this.#climbing);
    this.#climbing = setInterval(() => {
      this.#level.climb();
      this.#queue.concurrency = this.#level.now;
      if (!this.#level.isClimbing) clearInterval(this.#climbing);
    }, CLIMB_MS).unref();
  }

  /** A request was answered; its first token came after `firstMs`. More may run at once where that was soon. */
  speedUp(answer: { readonly firstMs?: number | undefined }): void {
    this.#level.answered(answer);
    this.#queue.concurrency = this.#level.now;
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
  async #place(priority: number, signal: AbortSignal | undefined): Promise<() => void> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const hold = (): Promise<void> => new Promise((release) => resolve(release));
      this.#queue.add(hold, { priority, ...(signal && { signal }) }).catch(reject);
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
