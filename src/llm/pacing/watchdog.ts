/** How long a server may be silent, in milliseconds. */
export type Patience = {
  /** From sending to the first byte of the answer. */
  readonly firstByteMs: number;
  /** Between two pieces of the answer. */
  readonly idleMs: number;
};

/**
 * Services with many machines answer soon, unless the model thinks first, which some of them show
 * nothing of; a computer at home may read a long prompt for minutes.
 */
export const PATIENCE = {
  service: { firstByteMs: 120_000, idleMs: 60_000 },
  thinking: { firstByteMs: 600_000, idleMs: 300_000 },
  local: { firstByteMs: 900_000, idleMs: 300_000 },
} as const satisfies Record<string, Patience>;

/** Calls out when nothing has happened for too long. */
export class Watchdog {
  #timer: NodeJS.Timeout | undefined;
  readonly #onSilence: (ms: number) => void;

  constructor(onSilence: (ms: number) => void) {
    this.#onSilence = onSilence;
  }

  /** Starts to count anew: `onSilence` is called unless this or `stop` is called within `ms`. */
  expect(ms: number): void {
    this.stop();
    this.#timer = setTimeout(() => this.#onSilence(ms), ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
