import type { Claim, Point } from '../../model/note.ts';

/** Sub-points whose point was left out stand on their own. */
export function promoted(sub: readonly Claim[], part: number | undefined): Point[] {
  return sub.map((claim) => ({ ...claim, ...(part !== undefined && { part }), sub: [] }));
}
