import type { Seconds } from '../../model/time.ts';

/** A time at the start of a line, and the lines that belong to it. */
export type TimedBlock = {
  readonly start: Seconds;
  readonly lines: string[];
  /** True when nothing stands beside the time. */
  readonly isAlone: boolean;
  readonly paragraph: boolean | undefined;
};
