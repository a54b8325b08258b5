import { merge } from '../base/async.ts';

/**
 * Runs two pieces of work side by side and yields what each yields, as it comes. When one fails or the reader leaves,
 * the signal that both were given is aborted, and both have ended before this does. Throws the first failure.
 */
export async function* sideBySide<E, A, B>(
  signal: AbortSignal | undefined,
  first: (signal: AbortSignal) => AsyncGenerator<E, A>,
  second: (signal: AbortSignal) => AsyncGenerator<E, B>,
): AsyncGenerator<E, [A, B]> {
  const over = new AbortController();
  const inner = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  const ends: Promise<void>[] = [];
  async function* watched<R>(work: AsyncGenerator<E, R>): AsyncGenerator<E, R> {
    let tellEnd: (() => void) | undefined;
    ends.push(
      new Promise((resolve) => {
        tellEnd = resolve;
      }),
    );
    try {
      return yield* work;
    } catch (error) {
      over.abort();
      throw error;
    } finally {
      tellEnd?.();
    }
  }
  try {
    return yield* merge<E, [A, B]>([watched(first(inner)), watched(second(inner))]);
  } finally {
    over.abort();
    await Promise.all(ends);
  }
}
