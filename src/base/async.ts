/**
 * Runs several generators side by side and yields what each yields, as it comes. Returns their results
 * in the order given. When one fails the others still run on to their own end, so that what they have
 * begun is not lost; then the first failure is thrown.
 */
export async function* merge<T, R extends readonly unknown[]>(generators: {
  readonly [K in keyof R]: AsyncGenerator<T, R[K]>;
}): AsyncGenerator<T, R> {
  const all: readonly AsyncGenerator<T, unknown>[] = generators;
  const results: unknown[] = [];
  const failures: unknown[] = [];
  const pending = new Map(all.map((generator, index) => [index, next(generator, index)]));
  try {
    while (pending.size > 0) {
      // A handful of generators, each awaiting the network: racing again and again costs nothing.
      const { index, step, failure } = await Promise.race(pending.values());
      pending.delete(index);
      if (failure) failures.push(failure.reason);
      else if (step?.done) results[index] = step.value;
      else if (step) {
        const generator = all[index];
        if (generator) pending.set(index, next(generator, index));
        yield step.value;
      }
    }
  } finally {
    // Left early: a generator that awaits the network ends when its signal does, so it is not awaited.
    for (const index of pending.keys()) void all[index]?.return(undefined);
  }
  if (failures.length > 0) throw failures[0];
  // One result for each generator, in its place: what the mapped type says and no checker can see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return results as unknown as R;
}

type Arrival<T> = {
  readonly index: number;
  readonly step?: IteratorResult<T, unknown>;
  readonly failure?: { readonly reason: unknown };
};

async function next<T>(generator: AsyncGenerator<T, unknown>, index: number): Promise<Arrival<T>> {
  try {
    return { index, step: await generator.next() };
  } catch (reason) {
    return { index, failure: { reason } };
  }
}

/** Runs a generator to its end, handing each event to `onEvent`; gives its result. */
export async function drain<T, R>(
  generator: AsyncGenerator<T, R>,
  onEvent: (event: T) => void = () => undefined,
): Promise<R> {
  for (;;) {
    const step = await generator.next();
    if (step.done) return step.value;
    onEvent(step.value);
  }
}
