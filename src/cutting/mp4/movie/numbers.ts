/** Numbers of four bytes each, the largest byte first. Throws RangeError where there are fewer. */
export function numbersIn(bytes: Buffer, from: number, count: number): Uint32Array {
  const to = from + 4 * count;
  if (to > bytes.length) throw new RangeError('a table is cut short');
  // Reading each by itself takes many times as long. A copy of its own begins where numbers may.
  const copy = Buffer.from(new ArrayBuffer(4 * count));
  bytes.copy(copy, 0, from, to);
  return new Uint32Array(copy.swap32().buffer);
}

/** Such numbers as bytes; those below zero in two's complement. */
export function bytesOf(numbers: ArrayLike<number>): Buffer {
  return Buffer.from(new Uint32Array(numbers).buffer).swap32();
}

/** Index of the last number that is not above a limit, of numbers that never fall; -1 when all are above it. */
export function lastUpTo(numbers: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
