import type { Seconds } from '../model/time.ts';
import type { CutEvent } from './cut-job.ts';

/** Adds up the work of several steps, which may run side by side. */
export type ShareTeller = {
  /** Runs one step, which yields seconds that are done, each worth `weight` of the whole. */
  over(step: AsyncGenerator<Seconds, void>, weight: number): AsyncGenerator<CutEvent, void>;
};

/** Tells how much of some work is done, as a share of `total` seconds by weight. Never goes back, never beyond 1. */
export function tellShare(total: number): ShareTeller {
  let done = 0;
  return {
    async *over(step, weight) {
      let own = 0;
      for await (const seconds of step) {
        const more = Math.max(0, seconds * weight - own);
        own += more;
        done += more;
        yield { type: 'cut-progress', share: total > 0 ? Math.min(1, done / total) : 0 };
      }
    },
  };
}
