import type { Clock } from './clock.ts';
import type { Tempo, Took } from './tempo.ts';

/** How often it is looked whether a request has stalled, in milliseconds. */
const LOOK_MS = 200;

/** A request that has stalled. */
type Stall = {
  /** Count of times it has, this one included. */
  readonly times: number;
  /** Whether some of its answer has come that can be shown. */
  readonly hasText: boolean;
  /** Whether any part of an answer has come, an empty one included. */
  readonly hasBegun: boolean;
  /** Whether it is known what is usual: services that send nothing before all is written look like stalled ones. */
  readonly isKnown: boolean;
};

export type StallWatchOptions = {
  /** Absent where nobody knows how long an answer may take. */
  readonly tempo: Tempo | undefined;
  readonly clock: Clock;
  /** Count of times the same request has stalled before. */
  readonly before: number;
  /** Called each time the patience with the request is over; it is then given twice as much. */
  readonly onStall: (stall: Stall) => void;
};

/** Watches one request, from its sending on, for a silence that is not usual. */
export class StallWatch {
  readonly #options: StallWatchOptions;
  readonly #sentMs: number;
  readonly #timer: NodeJS.Timeout | undefined;
  #firstAtMs: number | undefined;
  #lastMs: number;
  #gapMs = 0;
  #characters = 0;
  #hasText = false;
  #hasBegun = false;
  #times = 0;

  constructor(options: StallWatchOptions) {
    this.#options = options;
    this.#sentMs = this.#lastMs = options.clock.now();
    if (options.tempo) this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
  }

  /** Time from sending to the first piece, in milliseconds; `undefined` before it has come. */
  get firstMs(): number | undefined {
    return this.#firstAtMs === undefined ? undefined : this.#firstAtMs - this.#sentMs;
  }

  /** True once the patience with it was over. */
  get hasStalled(): boolean {
    return this.#times > 0;
  }

  /** A piece of the answer has come, thinking included; some of it can be shown, or nothing. An empty one says nothing. */
  heard(piece: string, shown: string): void {
    this.#hasBegun = true;
    if (piece === '') return;
    const nowMs = this.#options.clock.now();
    if (this.#firstAtMs === undefined) this.#firstAtMs = nowMs;
    else this.#gapMs = Math.max(this.#gapMs, nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    this.#characters += piece.length;
    this.#hasText ||= shown.trim() !== '';
    this.#options.tempo?.heard(this, nowMs);
  }

  /** The request is over; what it took is learnt from when it came to a good end. */
  stop({ isWhole }: { readonly isWhole: boolean }): void {
    clearInterval(this.#timer);
    this.#options.tempo?.over(this, isWhole ? this.#took() : undefined);
  }

  #took(): Took {
    return {
      firstMs: this.firstMs,
      gapMs: this.#gapMs,
      writingMs: this.#lastMs - (this.#firstAtMs ?? this.#lastMs),
      characters: this.#characters,
    };
  }

  #look(): void {
    const { tempo, clock, before, onStall } = this.#options;
    const standing = {
      nowMs: clock.now(),
      lastMs: this.#lastMs,
      firstMs: this.#firstAtMs,
      characters: this.#characters,
      before: before + this.#times,
    };
    if (tempo?.isStalled(this, standing) !== true) return;
    this.#times += 1;
    const [times, hasText, hasBegun] = [this.#times, this.#hasText, this.#hasBegun];
    onStall({ times, hasText, hasBegun, isKnown: tempo.isKnown });
  }
}
