import type { Seconds } from '../model/time.ts';
import type { CutEvent } from './cut-job.ts';

/** Adds up the work of several steps. */
export type ShareTeller = {
  /** Runs one step, which yields seconds that are done, each worth `weight` of the whole. */
  over(step: AsyncGenerator<Seconds, void>, weight: number): AsyncGenerator<CutEvent, void>;
};

/** Tells how much of some work is done, as a share of `total` seconds by weight. Never goes back, never beyond 1. */
export function tellShare(total: number): ShareTeller {
  let done = 0;
  let told = 0;
  return {
    async *over(step, weight) {
      const before = done;
      for await (const seconds of step) {
        done = Math.max(done, before + seconds * weight);
        told = Math.max(told, Math.min(1, total > 0 ? done / total : 0));
        yield { type: 'cut-progress', share: told };
      }
    },
  };
}
