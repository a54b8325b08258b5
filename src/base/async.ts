/**
 * Runs several generators side by side and yields what each yields, as it comes. Returns their results
 * in the order given. When one fails the others still run on to their own end, so that what they have
 * begun is not lost; then the first failure is thrown. Left early, it closes those still running.
 */
export async function* merge<T, R extends readonly unknown[]>(generators: {
  readonly [K in keyof R]: AsyncGenerator<T, R[K]>;
}): AsyncGenerator<T, R> {
  const waiting: AsyncGenerator<T, unknown>[] = [...generators];
  const results: unknown[] = [];
  const onEnd = (index: number, value: unknown): void => {
    results[index] = value;
  };
  yield* sideBySide(() => waiting.shift(), { atOnce: () => Number.POSITIVE_INFINITY, onEnd });
  // One result for each generator, in its place: what the mapped type says and no checker can see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return results as unknown as R;
}

/**
 * Runs generators side by side and yields what each yields, as it comes: as many as `atOnce` says at the time. `next` is
 * asked for one more whenever there is a place, until it has none. When one fails no more are begun, and those that run go
 * on to their own end; then the first failure is thrown. Left early, it closes those still running.
 */
export function pooled<T>(
  next: () => AsyncGenerator<T, void> | undefined,
  atOnce: () => number,
): AsyncGenerator<T, void> {
  return sideBySide(next, { atOnce });
}

type SideBySide = {
  readonly atOnce: () => number;
  /** Hears what a generator returned, by its place in the order they were begun in. */
  readonly onEnd?: (index: number, value: unknown) => void;
};

async function* sideBySide<T>(
  next: () => AsyncGenerator<T, unknown> | undefined,
  { atOnce, onEnd }: SideBySide,
): AsyncGenerator<T, void> {
  const running = new Map<number, AsyncGenerator<T, unknown>>();
  const failures: unknown[] = [];
  const queue = arrivals<T>();
  let begun = 0;
  let isDry = false;
  const fill = (): void => {
    while (!isDry && failures.length === 0 && running.size < Math.max(1, atOnce())) {
      const generator = next();
      isDry = generator === undefined;
      if (generator === undefined) return;
      running.set(begun, generator);
      queue.pull(generator, begun++);
    }
  };
  try {
    for (fill(); running.size > 0; fill()) {
      const { index, step, failure } = await queue.next();
      const generator = running.get(index);
      if (step && !step.done && generator) {
        queue.pull(generator, index);
        yield step.value;
        continue;
      }
      running.delete(index);
      if (failure) failures.push(failure.reason);
      else onEnd?.(index, step?.value);
    }
  } finally {
    // A generator that awaits the network ends when its signal does, so it is not awaited here; and
    // nobody is left to hear of what goes wrong while it closes.
    for (const generator of running.values()) generator.return(undefined).catch(() => undefined);
  }
  if (failures.length > 0) throw failures[0];
}

type Arrival<T> = {
  readonly index: number;
  readonly step?: IteratorResult<T, unknown>;
  readonly failure?: { readonly reason: unknown };
};

type Arrivals<T> = {
  /** Asks a generator for its next step; it arrives when it is there. */
  pull(generator: AsyncGenerator<T, unknown>, index: number): void;
  /** The next arrival, in the order they came. */
  next(): Promise<Arrival<T>>;
};

/** One queue for all: racing every generator's promise anew at each event would take quadratic time. */
function arrivals<T>(): Arrivals<T> {
  const here: Arrival<T>[] = [];
  let taken = 0;
  let wake: (() => void) | undefined;
  const arrive = (arrival: Arrival<T>): void => {
    here.push(arrival);
    wake?.();
  };
  return {
    pull: (generator, index) => {
      generator.next().then(
        (step) => arrive({ index, step }),
        (reason: unknown) => arrive({ index, failure: { reason } }),
      );
    },
    next: async () => {
      while (taken === here.length) {
        // Each generator has one arrival at most in here, so both start over often.
        here.length = 0;
        taken = 0;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return here[taken++] ?? { index: -1 };
    },
  };
}

/** Runs a generator to its end, handing each event to `onEvent`; gives its result. */
export async function drain<T, R>(
  generator: AsyncGenerator<T, R>,
  onEvent: (event: T) => void = () => undefined,
): Promise<R> {
  try {
    for (;;) {
      const step = await generator.next();
      if (step.done) return step.value;
      onEvent(step.value);
    }
  } finally {
    await close(generator);
  }
}

/**
 * Yields what `turn` makes of each event of a generator, returns what that returns. However it is left, the generator
 * is closed, as `yield*` would: whatever it holds, such as one of the places of an account, others may wait for.
 */
export async function* turned<T, U, R>(
  generator: AsyncGenerator<T, R>,
  turn: (event: T) => AsyncIterable<U> | Iterable<U>,
): AsyncGenerator<U, R> {
  try {
    for (;;) {
      const step = await generator.next();
      if (step.done) return step.value;
      yield* turn(step.value);
    }
  } finally {
    await close(generator);
  }
}

/** For one that has ended this does nothing. */
async function close(generator: AsyncGenerator<unknown, unknown>): Promise<void> {
  await generator.return(undefined);
}

/** A generator, and a promise of what it gives for those who wait for that alone. */
export type Shared<T, R> = {
  /** To be run as the generator would be. */
  readonly work: AsyncGenerator<T, R>;
  /** Settles as the work ends; never, where that is left early. */
  readonly result: Promise<R>;
};

/** Lets others wait for the result of a generator that somebody else runs. */
export function shared<T, R>(generator: AsyncGenerator<T, R>): Shared<T, R> {
  let settle: { resolve: (value: R) => void; reject: (reason: unknown) => void } | undefined;
  const result = new Promise<R>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Who runs the work hears of its failure.
  result.catch(() => undefined);
  async function* work(): AsyncGenerator<T, R> {
    try {
      const value = yield* generator;
      settle?.resolve(value);
      return value;
    } catch (error) {
      settle?.reject(error);
      throw error;
    }
  }
  return { work: work(), result };
}

/** How many pieces of work run side by side. */
export type MapOptions = {
  /** Count of pieces at work at once, at least 1. */
  readonly atOnce: number;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Does some work on each item of a source and yields the results in the items' order. `atOnce` pieces run
 * side by side, one more item is read meanwhile, and no more than `2 * atOnce` are begun before the first of
 * them is taken. After a failure nothing new is begun: what stands before it is still yielded, then it is
 * thrown. Once the generator is over, for whatever reason, the signal that source and work were given is
 * aborted, and all of them have ended.
 */
export async function* mapOrdered<T, R>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  { atOnce, signal }: MapOptions,
): AsyncGenerator<R, void> {
  const over = new AbortController();
  const inner = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  const begun: Promise<R>[] = [];
  const state = { running: 0, isClosed: false, isRead: false };
  const change = bell();
  const begin = (item: T): void => {
    state.running++;
    const result = work(item, inner);
    begun.push(result);
    const end = (hasFailed: boolean): void => {
      state.running--;
      state.isClosed ||= hasFailed;
      change.ring();
    };
    result.then(
      () => end(false),
      () => end(true),
    );
  };
  const isFull = (): boolean =>
    !state.isClosed && (state.running >= atOnce || begun.length >= 2 * atOnce);
  const isWaiting = (): boolean => begun.length === 0 && !state.isRead;
  const read = async (): Promise<void> => {
    for await (const item of open(inner)) {
      while (isFull()) await change.next();
      if (state.isClosed) return;
      begin(item);
      change.ring();
    }
  };
  const reading = read().finally(() => {
    state.isRead = true;
    change.ring();
  });
  // Heard of below, or by nobody when the reader has left.
  reading.catch(() => undefined);
  try {
    for (;;) {
      while (isWaiting()) await change.next();
      const [first] = begun;
      if (!first) break;
      const result = await first;
      void begun.shift();
      change.ring();
      yield result;
    }
    await reading;
  } finally {
    state.isClosed = true;
    over.abort();
    change.ring();
    await Promise.allSettled([reading, ...begun]);
  }
}

/** Wakes everyone who waits for its next ring. */
function bell(): { ring(): void; next(): Promise<void> } {
  const waiting: (() => void)[] = [];
  return {
    ring: () => {
      for (const wake of waiting.splice(0)) wake();
    },
    next: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
  };
}
