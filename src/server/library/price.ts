import type { TalkRow } from '../../jobs/talks.ts';
import type { Talk } from '../../model/talk.ts';
import { wishesOf } from './summary.ts';
import { type Bench, workOptions } from './talk-work.ts';

/** So long a price is looked for, in milliseconds: what was edited is saved by then. */
const LOOK_MS = 5000;

/** What it likely costs to ask again for lines that were touched; unknown where there is no model, or none whose price is known. */
export async function priceOf(
  bench: Bench,
  { row, talk, touched }: { row: TalkRow; talk: Talk; touched: readonly number[] },
): Promise<number | undefined> {
  if (touched.length === 0) return undefined;
  try {
    const options = await workOptions(bench, wishesOf(row), AbortSignal.timeout(LOOK_MS));
    const { priceOfLines } = await import('../../app/talks/plan/price-of-lines.ts');
    return await priceOfLines(talk, touched, options);
  } catch {
    return undefined;
  }
}
