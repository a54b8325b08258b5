import type { Ledger } from '../../llm/ledger.ts';
import { type Counts, countTalk, type Talk } from '../../model/talk.ts';
import type { Usage } from '../../model/usage.ts';
import type { TalkEvent } from '../../pipeline/events.ts';
import type { HearEvent } from '../inputs/hear-event.ts';
import type { FetchEvent } from '../inputs/with-progress.ts';
import type { Plan } from './plan/plan.ts';

/** What happens while one input is worked on. */
export type WorkEvent =
  | TalkEvent
  | HearEvent
  | FetchEvent
  | ({ readonly type: 'plan-made' } & Plan)
  /** What has been spent in this run so far. */
  | { readonly type: 'usage'; readonly usage: Usage; readonly cost?: number | undefined }
  /** Files the user had changed were kept under these names. */
  | { readonly type: 'files-set-aside'; readonly names: readonly string[] };

/** How the work on one input ended. */
export type WorkResult = {
  /** `marked`: complete, with doubtful or missing places marked; `no-model`: only the transcript was made. */
  readonly status: 'complete' | 'marked' | 'no-model' | 'planned';
  readonly title: string;
  /** Absolute path. */
  readonly folder: string;
  /** Names of the files, relative to `folder`. */
  readonly files: readonly string[];
  readonly counts: Counts;
  /** Of this run, failed attempts included. */
  readonly usage: Usage;
  /** Of this run, in US dollars; absent when the price is not known. */
  readonly cost?: number | undefined;
  /** The most requests that were under way at once, as a count. */
  readonly atOnce: number;
  readonly talk: Talk;
};

/** What a result says of a talk and of what was spent on it. */
export function summary(
  talk: Talk,
  ledger: Ledger,
): Pick<WorkResult, 'title' | 'counts' | 'usage' | 'cost' | 'atOnce' | 'talk'> {
  const cost = ledger.usage.requests > 0 ? ledger.cost : 0;
  const { usage, peak: atOnce } = ledger;
  return { title: talk.title, counts: countTalk(talk), usage, cost, atOnce, talk };
}
