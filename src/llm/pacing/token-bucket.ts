const MINUTE_MS = 60_000;

/**
 * So much a minute, saved up to one minute's worth. Starts full. Something larger than a whole
 * minute's worth passes when the bucket is full, and is paid off afterwards.
 */
export class TokenBucket {
  #perMinute: number;
  #level: number;
  #at: number;

  constructor(perMinute: number, nowMs: number) {
    this.#perMinute = perMinute;
    this.#level = perMinute;
    this.#at = nowMs;
  }

  get perMinute(): number {
    return this.#perMinute;
  }

  /** Changes the rate; what is saved up shrinks with it. */
  setRate(perMinute: number, nowMs: number): void {
    this.#refill(nowMs);
    this.#perMinute = perMinute;
    this.#level = Math.min(this.#level, perMinute);
  }

  /** Milliseconds until `amount` can be taken; 0 when it can be taken now. */
  waitMs(amount: number, nowMs: number): number {
    this.#refill(nowMs);
    const missing = Math.min(amount, this.#perMinute) - this.#level;
    return missing <= 0 ? 0 : Math.ceil((missing / this.#perMinute) * MINUTE_MS);
  }

  /** Takes `amount`; a negative amount gives back. */
  take(amount: number, nowMs: number): void {
    this.#refill(nowMs);
    this.#level = Math.min(this.#perMinute, this.#level - amount);
  }

  #refill(nowMs: number): void {
    const gained = ((nowMs - this.#at) / MINUTE_MS) * this.#perMinute;
    this.#level = Math.min(this.#perMinute, this.#level + Math.max(0, gained));
    this.#at = nowMs;
  }
}
