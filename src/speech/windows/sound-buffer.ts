import { SAMPLE_RATE_HERTZ, type AudioSpan } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import { quietestAt } from './quietest.ts';

/** The part of a stream of sound that is still needed; times are seconds from the start of the stream. */
export class SoundBuffer {
  #samples = new Float32Array();
  /** Where its first sample stands, in samples from the start of the stream. */
  #first = 0;
  #filled = 0;

  /** Where the sound ends that it holds. */
  get end(): Seconds {
    return (this.#first + this.#filled) / SAMPLE_RATE_HERTZ;
  }

  append(block: Float32Array): void {
    const needed = this.#filled + block.length;
    if (needed > this.#samples.length) {
      // Grows to what is held at most and stays there.
      const larger = new Float32Array(Math.ceil(needed * GROWTH));
      larger.set(this.#samples.subarray(0, this.#filled));
      this.#samples = larger;
    }
    this.#samples.set(block, this.#filled);
    this.#filled = needed;
  }

  /** The sound of a span as far as it is held; good until the buffer changes. */
  within({ start, end }: AudioSpan): Float32Array {
    const from = Math.max(0, this.#indexOf(start));
    return this.#samples.subarray(from, Math.min(this.#filled, this.#indexOf(end)));
  }

  /** The quietest place within a span. */
  quietestAt({ start, end }: AudioSpan): Seconds {
    const before = this.#first / SAMPLE_RATE_HERTZ;
    const held = this.#samples.subarray(0, this.#filled);
    return before + quietestAt(held, { start: start - before, end: end - before });
  }

  /** Forgets what stands before a time. */
  dropBefore(time: Seconds): void {
    const count = Math.min(this.#filled, this.#indexOf(time));
    if (count <= 0) return;
    this.#samples.copyWithin(0, count, this.#filled);
    this.#first += count;
    this.#filled -= count;
  }

  #indexOf(time: Seconds): number {
    return Math.round(time * SAMPLE_RATE_HERTZ) - this.#first;
  }
}

/** So that it is not copied for every block while it grows. */
const GROWTH = 1.25;
