import { useRef, useState } from 'preact/hooks';

import type { ListAnswer, PlanAnswer, Problem, Submission } from '../../src/server/contract.ts';
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
    const made = await planOne(submission, signal);
    const isList = made.problem?.code === 'SOURCE_LIST';
    const talks = isList ? await talksOf(submission, signal) : [];
    if (talks.length === 0) planned.push(made);
    for (const talk of talks) if (!signal.aborted) planned.push(await planOne(talk, signal));
  }
  return planned;
}

async function planOne(submission: Submission, signal: AbortSignal): Promise<Planned> {
  try {
    const body = submission;
    const plan = await ask<PlanAnswer>('/api/plans', { method: 'POST', body, signal });
    return { submission, plan };
  } catch (error) {
    return { submission, problem: problemOf(error) };
  }
}

/** More are neither planned nor started at once. */
const MOST_OF_LIST = 50;

/** The talks of a playlist, each to be handed in by itself; none where it cannot be opened. */
async function talksOf(submission: Submission, signal: AbortSignal): Promise<Submission[]> {
  const { input } = submission;
  if (!('link' in input)) return [];
  try {
    const body = { link: input.link };
    const { links } = await ask<ListAnswer>('/api/lists', { method: 'POST', body, signal });
    const talks = links.filter((link) => link !== input.link).slice(0, MOST_OF_LIST);
    return talks.map((link) => ({ ...submission, input: { link } }));
  } catch {
    return [];
  }
}
