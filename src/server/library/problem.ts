import { z } from 'zod';

import { AppError, type InterfaceLanguage, type Obstacle } from '../../base/errors.ts';
import { FAILURES, type FailureCode } from '../../base/failures.ts';
import type { Problem } from '../contract.ts';

/** A failure as a person reads it. */
export function problemOf({ code, values }: Obstacle, language: InterfaceLanguage): Problem {
  return { code, ...new AppError(code, values).in(language) };
}

const Kept = z.object({
  code: z.custom<FailureCode>((code) => typeof code === 'string' && code in FAILURES),
  values: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.object({ en: z.string(), zh: z.string() })]),
  ),
});

/** A failure as the database keeps it; `undefined` where there is none. */
export function keptProblem(failure: unknown, language: InterfaceLanguage): Problem | undefined {
  const kept = Kept.safeParse(failure);
  return kept.success ? problemOf(kept.data, language) : undefined;
}
