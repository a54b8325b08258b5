import { z } from 'zod';

import type { Asked } from './asked.ts';

const Claim = z.object({ t: z.string(), c: z.array(z.int()) });

/** Answers written beforehand for one talk, found by task and line IDs, whatever the prompt says. */
export const Recording = z.object({
  context: z.record(z.string(), z.unknown()),
  /** Translations by sentence ID. */
  lines: z.record(z.string(), z.string()),
  outline: z.record(z.string(), z.unknown()),
  points: z.array(
    z.object({
      /** Sentence ID the section begins with. */
      from: z.int(),
      /** Sentence ID the section ends with, inclusive. */
      to: z.int(),
      parts: z.array(z.string()),
      points: z.array(z.object({ ...Claim.shape, part: z.int(), sub: z.array(Claim) })),
      quotes: z.array(z.int()),
    }),
  ),
});
export type Recording = z.infer<typeof Recording>;

/** Answers requests from a recording; what it does not hold has no answer. */
export function recordedAnswers(recording: Recording): (asked: Asked) => string | undefined {
  const texts = new Set(textsIn([recording.outline, recording.points]));
  return ({ task, ids, user }) => {
    switch (task) {
      case 'context':
        return JSON.stringify(recording.context);
      case 'outline':
        return JSON.stringify(recording.outline);
      case 'points': {
        const { from, to, ...answer } =
          recording.points.find((each) => each.from === ids[0] && each.to === ids.at(-1)) ?? {};
        return from === undefined || to === undefined ? undefined : JSON.stringify(answer);
      }
      case 'verify':
        return verdicts(user, texts);
      case 'review':
        return JSON.stringify({ faults: [] });
      case 'translate':
        return translated(ids, recording.lines);
      default:
        return undefined;
    }
  };
}

function translated(ids: readonly number[], lines: Recording['lines']): string | undefined {
  const known = ids.filter((id) => lines[id] !== undefined);
  return known.length === 0 ? undefined : known.map((id) => `${id}|${lines[id]}`).join('\n');
}

/** Whoever wrote the note beforehand has read it beside its lines. */
function verdicts(user: string, texts: ReadonlySet<string>): string {
  const statements = [...user.matchAll(/^(\d+) \[[^\]]*\] (.+)$/gm)];
  const ok = statements.filter(([, , text = '']) => texts.has(text)).map(([, n]) => Number(n));
  return JSON.stringify({ faults: [], ok });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
