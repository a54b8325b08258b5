import type { ModelInfo } from '../../llm/chat-model.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { TalkContext } from '../../model/term.ts';
import { type ContextOptions, recallContext } from './context.ts';

/** Sentences read for the first terms: about a minute of speech, so that the first lines are out soon. */
export const OPENING = 8;
/** Sentences read at a time after that: about four minutes, so that little is left to read when all has been heard. */
const STRETCH = 40;

/**
 * Where the next stretch of a talk that is read while it is heard ends, as a count of sentences; `undefined` when the
 * rest is read at once. A small model is shown what may be terms only, and whether it may be that depends on the whole.
 */
export function stretchEnd(read: number, info: ModelInfo): number | undefined {
  if (read === 0) return OPENING;
  return info.size === 'small' ? undefined : read + STRETCH;
}

/** What is known of a talk that was read stretch by stretch while it was heard. */
export type ReadSoFar = {
  /** `undefined` when nothing was read. */
  readonly context?: TalkContext | undefined;
  /** The sentences nobody has read yet; for a small model all of them. */
  readonly unread: readonly Sentence[];
};

/** Finds what was read of a talk earlier, from its beginning on. */
export function recallStretches(
  sentences: readonly Sentence[],
  options: ContextOptions,
): ReadSoFar {
  const { info } = options.model;
  let [read, context]: [number, TalkContext | undefined] = [0, undefined];
  for (;;) {
    const end = stretchEnd(read, info);
    if (end === undefined || end >= sentences.length) break;
    const stretch = sentences.slice(read, end);
    const found = recallContext(stretch, { ...options, opening: context });
    if (!found) break;
    [read, context] = [end, found];
  }
  return { context, unread: info.size === 'small' ? sentences : sentences.slice(read) };
}
