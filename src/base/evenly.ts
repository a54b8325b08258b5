/** Some of a list, spread over all of it. */
export function evenly<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, at) =>
    Math.floor(((at + 0.5) * all.length) / most),
  ).flatMap((at) => all[at] ?? []);
}
