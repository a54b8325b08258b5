import type { FoundList, FoundMedia } from './look.ts';
import type { WatchState } from './state.ts';

/** One thing to do in a watched folder. */
export type Job =
  | { readonly type: 'hear'; readonly media: FoundMedia }
  | { readonly type: 'cut'; readonly media: FoundMedia; readonly list: FoundList }
  | { readonly type: 'merge'; readonly list: FoundList };

/** What lies in a watched folder. */
export type Scene = {
  readonly media: readonly FoundMedia[];
  /** The overview, where there is one. */
  readonly overview?: FoundList | undefined;
  /** True when the overview's recordings have been joined. */
  readonly isMerged: boolean;
};

/**
 * The next thing to do: what was marked done by hand before what is new, for somebody waits for it. `undefined`
 * when there is nothing to do now.
 */
export function nextJob({ media, overview, isMerged }: Scene, state: WatchState): Job | undefined {
  const ready = (list: FoundList | undefined): list is FoundList =>
    list !== undefined && list.isDone && !state.hasRefused(list.path, list.seen);
  let isCutDue = false;
  for (const each of media) {
    if (each.cut || !ready(each.list)) continue;
    if (each.isSettled) return { type: 'cut', media: each, list: each.list };
    isCutDue = true;
  }
  // What is joined is what was cut, so that comes first.
  if (!isCutDue && !isMerged && ready(overview)) return { type: 'merge', list: overview };
  const fresh = media.find(
    (each) => each.isSettled && !each.list && !state.hasTried(each.name, each.seen),
  );
  return fresh && { type: 'hear', media: fresh };
}
