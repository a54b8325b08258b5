import { setTimeout as sleep } from 'node:timers/promises';

import PQueue from 'p-queue';

/** How requests to one server are paced. */
export type PaceOptions = {
  /** Count of requests at once. */
  readonly atOnce: number;
  /** Waits, in milliseconds. @default real time */
  readonly pause?: ((ms: number, signal?: AbortSignal) => Promise<unknown>) | undefined;
  /** The time that `pause` passes, in milliseconds. @default the wall clock */
  readonly nowMs?: (() => number) | undefined;
};

/** Keeps the requests to one server within what it bears: so many at once, and pauses that all of them keep. */
export class Pace {
  readonly #queue: PQueue;
  readonly #pause: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  readonly #nowMs: () => number;
  #pausedUntilMs = 0;

  constructor({ atOnce, pause, nowMs }: PaceOptions) {
    this.#queue = new PQueue({ concurrency: atOnce });
    this.#pause = pause ?? ((ms, signal) => sleep(ms, undefined, { signal }));
    this.#nowMs = nowMs ?? Date.now;
  }

  /** Does one request when it is its turn and no pause is on; fails with the signal's reason before that. */
  async request<T>(send: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    return await this.#queue.add(async () => {
      signal?.throwIfAborted();
      await this.#waitUntil(() => this.#pausedUntilMs, signal);
      return await send();
    });
  }

  /** One request waits before it is tried again; the others go on. */
  async rest(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
    const untilMs = this.#nowMs() + waitMs;
    await this.#waitUntil(() => untilMs, signal);
  }

  /** The server is busy: all wait so long, and half as many are sent at once from now on. */
  slowDown(waitMs: number): void {
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, this.#nowMs() + waitMs);
    this.#queue.concurrency = Math.max(1, Math.floor(this.#queue.concurrency / 2));
  }

  async #waitUntil(untilMs: () => number, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const leftMs = untilMs() - this.#nowMs();
      if (leftMs <= 0) return;
      try {
        await this.#pause(leftMs, signal);
      } finally {
        signal?.throwIfAborted();
      }
    }
  }
}
