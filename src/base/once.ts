/** Gives what `make` makes, which is made when it is first asked for: making it takes time, and not every run needs it. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
