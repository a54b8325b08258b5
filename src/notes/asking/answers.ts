import { z } from 'zod';

import { itemsOf } from '../reading/fields.ts';
import {
  readClaim,
  readCorrection,
  readCorrections,
  readMerge,
  readOutline,
  readPoint,
  readPoints,
  readSection,
  readTitle,
} from '../reading/shapes.ts';

const Title = z.preprocess(readTitle, z.string().trim());
const Cites = z.array(z.int()).catch([]);

/** A claim as models answer it: text and citations. */
const AnsweredClaim = z.preprocess(readClaim, z.object({ t: z.string().trim(), c: Cites }));
export type AnsweredClaim = z.infer<typeof AnsweredClaim>;

/** A list in which an item that cannot be read does not spoil the others. */
function listOf<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => itemsOf(value).filter((each) => item.safeParse(each).success),
    z.array(item),
  );
}

/** The sections come before the summary: their points can be asked for while the rest is still being written. */
export const OutlineAnswer = z.preprocess(
  readOutline,
  z.object({
    title: Title,
    sections: z
      .array(
        z.preprocess(
          readSection,
          z.object({ title: Title, from: z.int(), to: z.int(), skip: z.boolean() }),
        ),
      )
      .min(1),
    tldr: listOf(AnsweredClaim),
  }),
);
export type OutlineAnswer = z.infer<typeof OutlineAnswer>;

export const MergeAnswer = z.preprocess(
  readMerge,
  z.object({ title: Title, joins: Cites, keep: Cites }),
);

export const PointsAnswer = z.preprocess(
  readPoints,
  z.object({
    parts: z.array(Title).catch([]),
    points: z.preprocess(
      itemsOf,
      z.array(
        z.preprocess(
          readPoint,
          z.object({
            t: z.string().trim(),
            c: Cites,
            part: z.int().catch(0),
            sub: listOf(AnsweredClaim),
          }),
        ),
      ),
    ),
    quotes: Cites,
  }),
);
export type PointsAnswer = z.infer<typeof PointsAnswer>;

export const CorrectionAnswer = z.preprocess(
  readCorrections,
  z.object({
    points: z.array(
      z.preprocess(
        readCorrection,
        z.object({
          n: z.int(),
          t: z.string().trim().catch(''),
          c: Cites,
          drop: z.boolean(),
        }),
      ),
    ),
  }),
);

export const GapAnswer = z.preprocess(
  readPoints,
  z.object({ points: z.preprocess(itemsOf, z.array(AnsweredClaim)) }),
);
