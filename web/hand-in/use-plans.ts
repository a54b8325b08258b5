import { useRef, useState } from 'preact/hooks';

import type { PlanAnswer, Problem, Submission } from '../../src/server/contract.ts';
import { ask, problemOf } from '../server/ask.ts';

/** What was submitted to be planned, and what came of it. */
export type Planned = {
  readonly submission: Submission;
  readonly plan?: PlanAnswer | undefined;
  readonly problem?: Problem | undefined;
};

export type Plans = {
  readonly plans: readonly Planned[];
  readonly isLooking: boolean;
  readonly look: (submissions: readonly Submission[]) => void;
  readonly clear: () => void;
};

/** Plans of what is handed in. What is started is what was planned, word for word. */
export function usePlans(): Plans {
  const [plans, setPlans] = useState<readonly Planned[]>([]);
  const [isLooking, setIsLooking] = useState(false);
  const current = useRef<AbortController | undefined>(undefined);
  const clear = (): void => {
    current.current?.abort();
    setPlans([]);
    setIsLooking(false);
  };
  const lookAt = async (submissions: readonly Submission[]): Promise<void> => {
    current.current?.abort();
    const over = new AbortController();
    current.current = over;
    setIsLooking(true);
    const made = await planAll(submissions, over.signal);
    if (over.signal.aborted) return;
    setPlans(made);
    setIsLooking(false);
  };
  const look = (submissions: readonly Submission[]): void => void lookAt(submissions);
  return { plans, isLooking, look, clear };
}

/** One after the other: each reads a file or asks a site. */
async function planAll(
  submissions: readonly Submission[],
  signal: AbortSignal,
): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const submission of submissions) {
    if (signal.aborted) break;
    try {
      const plan = await ask<PlanAnswer>('/api/plans', {
        method: 'POST',
        body: submission,
        signal,
      });
      planned.push({ submission, plan });
    } catch (error) {
      planned.push({ submission, problem: problemOf(error) });
    }
  }
  return planned;
}
