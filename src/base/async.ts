/**
 * Runs several generators side by side and yields what each yields, as it comes.
 * Returns their results in the order given. The first failure stops the others and is thrown.
 */
export async function* merge<T, R>(
  generators: readonly AsyncGenerator<T, R>[],
): AsyncGenerator<T, R[]> {
  const results = Array.from<R>({ length: generators.length });
  type Step = { readonly index: number; readonly step: IteratorResult<T, R> };
  const pull = async (index: number, generator: AsyncGenerator<T, R>): Promise<Step> => ({
    index,
    step: await generator.next(),
  });
  const pending = new Map(generators.map((generator, index) => [index, pull(index, generator)]));
  try {
    while (pending.size > 0) {
      // Racing again and again is fine here: a handful of generators, each awaiting the network.
      // eslint-disable-next-line no-await-in-loop
      const { index, step } = await Promise.race(pending.values());
      if (step.done) {
        results[index] = step.value;
        pending.delete(index);
      } else {
        const generator = generators[index];
        if (generator) pending.set(index, pull(index, generator));
        yield step.value;
      }
    }
    return results;
  } finally {
    // A generator that awaits the network ends when its signal does, so it is not awaited here.
    for (const [index, waiting] of pending) {
      waiting.catch(() => undefined);
      void generators[index]?.return(undefined as never).catch(() => undefined);
    }
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
