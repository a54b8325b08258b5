import { setTimeout } from 'node:timers/promises';

/** Where what happened goes. Both may fail while the database is away, and are then tried again. */
export type Sink = {
  write(events: readonly unknown[]): Promise<void>;
  /** Shows how far the work has come. */
  show(): Promise<void>;
};

/** Events are written, and the state is shown, this often, in milliseconds. */
const WRITE_EVERY_MS = 150;
const SHOW_EVERY_MS = 700;
/** So long a database that is away is waited for at the end, in milliseconds: a restart takes seconds. */
const PATIENCE_MS = 120_000;

/** Writes down what happens while it happens, in order and a handful at a time; the work does not wait for it. */
export class Recorder {
  readonly #sink: Sink;
  readonly #timer: NodeJS.Timeout;
  #waiting: unknown[] = [];
  #shownMs = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#timer = setInterval(() => void this.#tick().catch(() => undefined), WRITE_EVERY_MS);
  }

  add(event: unknown): void {
    this.#waiting.push(event);
  }

  /** Resolves when everything is written and shown. Throws when the database stays away. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    this.#shownMs = 0;
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        await this.#tick();
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
        await setTimeout(SHOW_EVERY_MS);
      }
    }
  }

  /** One after another. */
  #tick(): Promise<void> {
    this.#turn = this.#turn.catch(() => undefined).then(() => this.#flush());
    return this.#turn;
  }

  async #flush(): Promise<void> {
    const batch = [...this.#waiting];
    if (batch.length > 0) {
      await this.#sink.write(batch);
      this.#waiting = this.#waiting.slice(batch.length);
    }
    const now = Date.now();
    if (now - this.#shownMs < SHOW_EVERY_MS) return;
    await this.#sink.show();
    this.#shownMs = now;
  }
}
