import type { Edit, EditMarks } from '../../model/edit.ts';
import type { Claim } from '../../model/note.ts';
import type { Talk } from '../../model/talk.ts';

/** How what is to be put right is marked now; `undefined` where it is not. */
export function marksOf(talk: Talk, { kind, id, was }: Edit): EditMarks | undefined {
  if (kind === 'translation') {
    const line = talk.translation?.find((each) => each.id === id);
    if (!line || (line.status === 'ok' && !line.flags)) return undefined;
    return { status: line.status, flags: line.flags, why: line.why };
  }
  const claim = kind === 'point' ? claimsOf(talk).find(({ text }) => text === was) : undefined;
  return claim?.doubts && { doubts: claim.doubts, why: claim.why };
}

function claimsOf({ note }: Talk): Claim[] {
  const points = note?.sections.flatMap((section) => section.points) ?? [];
  return [...(note?.summary ?? []), ...points.flatMap((point) => [point, ...point.sub])];
}
