import { InvalidArgumentError } from 'commander';

/** The slowest films and the fastest cameras, in frames a second. */
const [SLOWEST, FASTEST] = [10, 240];

/** A rate of frames as it is given on the command line: `25`, `29.97` or `30000/1001`. */
export function framesASecond(value: string): number {
  const [, count, divisor = '1'] = /^(\d{1,6}(?:\.\d{1,6})?)(?:\/(\d{1,5}))?$/.exec(value) ?? [];
  const rate = Number(count) / Number(divisor);
  if (!(rate >= SLOWEST && rate <= FASTEST)) throw new InvalidArgumentError('23.976, 25, 30, …');
  return rate;
}
