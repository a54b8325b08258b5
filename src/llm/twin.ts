import { drain } from '../base/async.ts';
import type { ChatEvent } from './chat-model.ts';
import type { Sending } from './send.ts';
import type { Attempted } from './verdict.ts';

/** Sends the same request each time it is called. */
type Send = (how: Omit<Sending, 'before'>) => AsyncGenerator<ChatEvent, Attempted>;

/**
 * Sends a request, and once more beside it when it has stalled and `mayTwin` says so: the first whole answer counts, the
 * other is broken off. Gives what came of both, last what counts. Text of the first that does not count is void: an
 * `attempt-failed` says so.
 */
export async function* sendWithTwin(
  send: Send,
  mayTwin: () => boolean,
): AsyncGenerator<ChatEvent, readonly Attempted[]> {
  const [firstOver, twinOver] = [new AbortController(), new AbortController()];
  let twin: Promise<Attempted> | undefined;
  const onStall = (): void => {
    if (!mayTwin()) return;
    twin = drain(send({ overtaken: twinOver.signal }));
    twin.then(
      ({ outcome }) => outcome.finish !== undefined && firstOver.abort(),
      () => undefined,
    );
  };
  try {
    const first = yield* send({ onStall, overtaken: firstOver.signal });
    if (!twin) return [first];
    if (first.outcome.finish !== undefined) twinOver.abort();
    const second = await twin;
    const { error, text } = first.outcome;
    if (error === undefined) return [second, first];
    if (text !== '') {
      const { code, message, values } = error;
      yield { type: 'attempt-failed', code, message, values, attempt: 1, waitMs: 0 };
    }
    if (second.outcome.text !== '') yield { type: 'text-delta', text: second.outcome.text };
    return [first, second];
  } finally {
    twinOver.abort();
  }
}
