import type { Seconds } from '../../model/time.ts';

/** A window as the programs take it. */
export type Window = {
  /** As `Recognizer.recognise` takes them, with silence behind them where they are too few. */
  readonly samples: Float32Array;
  /** How long the window was before that, in seconds. */
  readonly length: Seconds;
};
