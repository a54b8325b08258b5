import type { StallBounds } from './tempo.ts';

/** How long a server may be silent, in milliseconds. */
export type Patience = {
  /** From sending to the first byte of the answer. */
  readonly firstByteMs: number;
  /** Between two pieces of the answer. */
  readonly idleMs: number;
  /** When a request is taken for stalled before that, by what is usual; absent where waiting is the only way. */
  readonly stall?: StallBounds | undefined;
};

/**
 * Services with many machines answer within a second or two and seldom pause for longer, unless the model thinks first,
 * which some of them show nothing of; a computer at home may read a long prompt for minutes, and asked twice takes longer.
 */
export const PATIENCE = {
  service: {
    firstByteMs: 120_000,
    idleMs: 60_000,
    stall: { leastFirstMs: 3000, leastGapMs: 4000, unknownMs: 10_000 },
  },
  thinking: {
    firstByteMs: 600_000,
    idleMs: 300_000,
    stall: { leastFirstMs: 30_000, leastGapMs: 30_000, unknownMs: 120_000 },
  },
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
