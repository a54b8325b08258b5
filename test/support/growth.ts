/** As much more is given. */
const TIMES = 8;
const RUNS = 5;
/** Work that goes by the square of what it is given takes 64 times as long for eight times as much. */
export const LINEAR = 24;

/**
 * How many times longer some work takes for eight times as much: by the shortest of five runs of each, on which what else
 * the machine does falls least.
 */
export function growth(work: (amount: number) => void, amount: number): number {
  const shortest = [amount, amount * TIMES].map((each) =>
    Math.min(...Array.from({ length: RUNS }, () => timeOf(() => work(each)))),
  );
  return (shortest[1] ?? 0) / (shortest[0] ?? 0);
}

/** In milliseconds. */
function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
