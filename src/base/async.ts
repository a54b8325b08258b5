/**
 * Runs several generators side by side and yields what each yields, as it comes. Returns their results
 * in the order given. When one fails the others still run on to their own end, so that what they have
 * begun is not lost; then the first failure is thrown.
 */
export async function* merge<T, R>(
  generators: readonly AsyncGenerator<T, R>[],
): AsyncGenerator<T, R[]> {
  const results = Array.from<R>({ length: generators.length });
  const failures: unknown[] = [];
  const pending = new Map<number, Promise<Arrival<T, R>>>();
  const pull = (index: number): void => {
    const generator = generators[index];
    if (generator) pending.set(index, next(generator, index));
  };
  generators.forEach((_, index) => pull(index));
  try {
    while (pending.size > 0) {
      // A handful of generators, each awaiting the network: racing again and again costs nothing.
      // eslint-disable-next-line no-await-in-loop
      const { index, step, failure } = await Promise.race(pending.values());
      pending.delete(index);
      if (failure) failures.push(failure.reason);
      else if (step?.done) results[index] = step.value;
      else if (step) {
        pull(index);
        yield step.value;
      }
    }
  } finally {
    // Left early: a generator that awaits the network ends when its signal does, so it is not awaited.
    for (const index of pending.keys()) void generators[index]?.return(undefined as never);
  }
  if (failures.length > 0) throw failures[0];
  return results;
}

type Arrival<T, R> = {
  readonly index: number;
  readonly step?: IteratorResult<T, R>;
  readonly failure?: { readonly reason: unknown };
};

async function next<T, R>(generator: AsyncGenerator<T, R>, index: number): Promise<Arrival<T, R>> {
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
    // eslint-disable-next-line no-await-in-loop
    const step = await generator.next();
    if (step.done) return step.value;
    onEvent(step.value);
  }
}
