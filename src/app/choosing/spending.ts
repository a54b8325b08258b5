import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import type { Spent } from '../../llm/ledger.ts';
import type { Journal } from '../../store/journal.ts';

const PREFIX = 'usage/';
const Entry = z.object({ cost: z.number().optional() });

/** Writes down what a request took, so that the cost of a talk adds up over interrupted runs. */
export function recordSpending(journal: Journal, spent: Spent): void {
  // A lost entry only makes the sum smaller; the run must not stop for it.
  journal.put(PREFIX + randomUUID(), spent).catch(() => undefined);
}

/** What a talk has cost so far, in US dollars; `undefined` when nothing was spent or a price is unknown. */
export function spentSoFar(journal: Journal): number | undefined {
  const entries = journal.valuesOf(PREFIX).map((value) => Entry.safeParse(value).data?.cost);
  if (entries.length === 0) return undefined;
  let sum = 0;
  for (const cost of entries) {
    if (cost === undefined) return undefined;
    sum += cost;
  }
  return sum;
}
