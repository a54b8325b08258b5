import { z } from 'zod';

/** A claim as models answer it: text and citations. */
const AnsweredClaim = z.object({ t: z.string().trim(), c: z.array(z.int()).catch([]) });
export type AnsweredClaim = z.infer<typeof AnsweredClaim>;

/** The sections come before the summary: their points can be asked for while the rest is still being written. */
export const OutlineAnswer = z.object({
  title: z.string().trim(),
  sections: z
    .array(
      z.object({
        title: z.string().trim(),
        from: z.int(),
        to: z.int(),
        skip: z.boolean().catch(false),
      }),
    )
    .min(1),
  tldr: z.array(AnsweredClaim).catch([]),
});
export type OutlineAnswer = z.infer<typeof OutlineAnswer>;

export const MergeAnswer = z.object({
  title: z.string().trim(),
  joins: z.array(z.int()).catch([]),
  keep: z.array(z.int()).catch([]),
});

export const PointsAnswer = z.object({
  parts: z.array(z.string().trim()).catch([]),
  points: z.array(
    z.object({
      t: z.string().trim(),
      c: z.array(z.int()).catch([]),
      part: z.int().catch(0),
      sub: z.array(AnsweredClaim).catch([]),
    }),
  ),
  quotes: z.array(z.int()).catch([]),
});
export type PointsAnswer = z.infer<typeof PointsAnswer>;

export const CorrectionAnswer = z.object({
  points: z.array(
    z.object({
      n: z.int(),
      t: z.string().trim().catch(''),
      c: z.array(z.int()).catch([]),
      drop: z.boolean().catch(false),
    }),
  ),
});

export const GapAnswer = z.object({ points: z.array(AnsweredClaim) });
