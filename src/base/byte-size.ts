const UNITS = ['kB', 'MB', 'GB'] as const;

/** A count of bytes as people read it, in steps of a thousand: `2.74 GB`, `40 MB`, `900 kB`. */
export function byteSize(bytes: number): string {
  let amount = bytes / 1000;
  let index = 0;
  while (amount >= 999.5 && index < UNITS.length - 1) {
    amount /= 1000;
    index++;
  }
  // Below a gigabyte nobody wants to know the fractions.
  return `${amount.toFixed(index === 2 ? 2 : 0)} ${UNITS[index]}`;
}
