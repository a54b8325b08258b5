import { z } from 'zod';

import { readVerdicts } from '../reading/verdicts.ts';

const Fault = z.object({
  n: z.int(),
  v: z.enum(['partly', 'not', 'contrary']),
  why: z.string().trim().catch(''),
  c: z.array(z.int()).catch([]),
});
/** Why a statement is at fault. */
export type Fault = Omit<z.infer<typeof Fault>, 'n'>;

/** Faults by the statements' numbers, and the numbers of all that are supported. */
export const VerdictAnswer = z.preprocess(
  readVerdicts,
  z.object({ faults: z.array(Fault), ok: z.array(z.int()) }),
);
