import type { Seconds } from '../../model/time.ts';

/** The hours of a day's plan: from six in the morning to midnight, in steps of five minutes. As `m:ss` they are read, in seconds. */
const [FIRST, LAST, STEP] = [360, 1440, 5];

/** Whether times of two parts are hours of a day, as plans and opening hours have them: a recording begins sooner. */
export function arePlan(times: readonly Seconds[]): boolean {
  return times.every((time) => time >= FIRST && time < LAST && time % STEP === 0);
}
