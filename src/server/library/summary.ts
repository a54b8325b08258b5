import type { InterfaceLanguage } from '../../base/errors.ts';
import type { TalkRow } from '../../jobs/talks.ts';
import { Facts, Progress, TalkInput, type TalkSummary, type Wishes } from '../contract.ts';
import { nameOf } from './handed-in.ts';
import type { Places } from './places.ts';
import { keptProblem } from './problem.ts';
import { KeptWishes } from './talk-work.ts';

/** A talk as the list shows it. */
export function summaryOf(places: Places, row: TalkRow, language: InterfaceLanguage): TalkSummary {
  const { id, title, status, tags, created, changed } = row;
  return {
    id,
    title,
    status,
    source: sourceOf(places, row),
    tags: [...tags],
    created,
    changed,
    progress: Progress.safeParse(row.progress).data,
    problem: keptProblem(row.failure, language),
    facts: Facts.parse(row.facts),
    wishes: wishesOf(row),
  };
}

/** How a talk is to be worked on, without what was wished for one run alone. */
export function wishesOf({ wishes }: TalkRow): Wishes {
  const { retriesMarked: _, ...kept } = KeptWishes.safeParse(wishes).data ?? {};
  return kept;
}

/** What was handed in, as people know it; of a folder that was found what it says itself. */
function sourceOf(places: Places, { input, facts }: TalkRow): string {
  const given = TalkInput.safeParse(input);
  if (!given.success) {
    const isTold = typeof facts === 'object' && facts !== null && 'source' in facts;
    return isTold ? String(facts.source) : '';
  }
  try {
    return nameOf(places, given.data);
  } catch {
    // What was uploaded has been taken away since.
    return '';
  }
}
