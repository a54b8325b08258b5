import { setImmediate as turn } from 'node:timers/promises';

import { turned } from '../base/async.ts';
import type { Sentence } from '../model/sentence.ts';
import type { TalkContext } from '../model/term.ts';
import type { Line } from '../model/translation.ts';
import { batchOf, translateAhead } from './ahead.ts';
import { openDesk } from './asking/desk.ts';
import type { TranslateEvent } from './asking/events.ts';
import type { SizedSentence } from './prompt/budget.ts';
import { briefOf, copiedIn, inLanes, type TranslateOptions } from './translate.ts';

/** A talk that is being read for its terms. */
export type ReadingOn = {
  /** What is known by now. */
  readonly context: TalkContext;
  /** True once nothing more will be known. */
  readonly isOver: boolean;
  /** Resolves once these sentences have been read, IDs of both ends included. */
  covered(from: number, to: number): Promise<void>;
};

/**
 * Translates a talk while it is being read for its terms, each chunk as soon as its own lines have been read. What is
 * accepted is remembered, and `translate` takes it over where it still holds. Returns the lines it told of, by their IDs.
 */
export async function* translateAsRead(
  sentences: readonly Sentence[],
  options: TranslateOptions,
  reading: ReadingOn,
): AsyncGenerator<TranslateEvent, ReadonlyMap<number, Line>> {
  const told = new Map<number, Line>();
  // What was read in an earlier run is known in a moment.
  await turn();
  if (reading.isOver) return told;
  const copied = copiedIn(sentences, options);
  const settings = { ...options, copied, retriesMarked: false };
  const brief = briefOf(sentences, options.brief);
  const briefNow = (): TranslateOptions['brief'] => ({ ...brief, context: reading.context });
  const desk = openDesk(sentences, { ...settings, brief: briefNow(), isAhead: true });
  const open = sentences.filter(
    ({ id, doubt }) => !doubt && !copied.has(id) && !desk.lines.has(id),
  );
  if (open.length === 0) return told;
  const firstId = sentences[0]?.id ?? 1;
  async function* lane(share: SizedSentence[][]): AsyncGenerator<TranslateEvent, void> {
    for (let chunk = share.shift(); chunk; chunk = share.shift()) {
      const [from, to] = [chunk[0]?.sentence.id ?? 1, chunk.at(-1)?.sentence.id ?? 0];
      await reading.covered(from, to);
      const now = { ...settings, brief: briefNow(), isAhead: !reading.isOver };
      yield* translateAhead(batchOf(sentences, from - firstId, to - firstId + 1), now);
    }
  }
  yield* turned(inLanes(desk, open, options).lanes(lane), (event) => {
    if (event.type === 'line-translated') told.set(event.line.id, event.line);
    return [event];
  });
  return told;
}
