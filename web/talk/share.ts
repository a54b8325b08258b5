import type { TalkProgress } from './progress.ts';

/** What hearing is of a talk that is heard and asked about, as a ratio. */
const HEARING = 0.5;

/** How much of the work is done, as a ratio: first it is heard, then asked about. The library counts the same way. */
export function shareOf(progress: TalkProgress): number {
  const { heard, duration, plan, ended, steps } = progress;
  if (ended !== undefined && ended !== 'failed' && ended !== 'cancelled') return 1;
  const asked = askedShare(progress);
  if (heard === 0) return asked;
  if (!plan?.translation && !plan?.note) return ratio(heard, duration);
  return steps.includes('hear')
    ? HEARING * ratio(heard, duration)
    : HEARING + (1 - HEARING) * asked;
}

/** Of translation (three parts) and note, or the one of them that is wanted. */
function askedShare({ plan, lines, rows, sections, noted }: TalkProgress): number {
  const translated = ratio(lines.size, rows.length);
  const written = ratio(noted.length, sections);
  if (!plan?.translation) return written;
  return plan.note ? (3 * translated + written) / 4 : translated;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}

/** Before so much is done, or so much time has gone by, in milliseconds, what is left cannot be told. */
const FIRST_SHARE = 0.04;
const FIRST_MS = 4000;

/** Seconds left, where the rest goes as what is done; `undefined` before that can be told. */
export function timeLeft(share: number, spentMs: number): number | undefined {
  if (share < FIRST_SHARE || share >= 1 || spentMs < FIRST_MS) return undefined;
  return (spentMs / 1000) * ((1 - share) / share);
}

/**
 * Which row is to be seen, as a 0-based index: the last one heard; when all are known, the first that is not translated.
 * -1 where nothing more comes.
 */
export function newestRow({ rows, plan }: TalkProgress): number {
  const isHeard = rows.some(({ id }) => id === undefined);
  if (isHeard) return rows.length - 1;
  return plan?.translation === true ? rows.findIndex(({ line }) => line === undefined) : -1;
}
