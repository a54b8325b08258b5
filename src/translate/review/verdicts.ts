import { z } from 'zod';

import { type Fields, isFields } from '../../base/json.ts';

/** What may be wrong with a line. */
const KINDS = ['reversed', 'added', 'left out', 'wrong name', 'wrong'] as const;

const Fault = z.object({
  id: z.int(),
  kind: z.enum(KINDS).catch('wrong'),
  why: z.string().trim().catch(''),
});
export type ReviewFault = z.infer<typeof Fault>;

/** The lines at fault; all others are right. */
export const ReviewAnswer = z.preprocess(readFaults, z.object({ faults: z.array(Fault) }));

/** Faults in other shapes: a bare list, another name for the list, numbers as texts. */
function readFaults(value: unknown): unknown {
  const rows = Array.isArray(value) ? value : isFields(value) ? listIn(value) : undefined;
  if (rows === undefined) return value;
  return { faults: rows.filter(isFields).flatMap(readFault) };
}

function listIn(fields: Fields): unknown[] | undefined {
  const values = Object.values(fields);
  const list = Array.isArray(fields['faults']) ? fields['faults'] : values.find(Array.isArray);
  return Array.isArray(list) ? list : undefined;
}

function readFault(fields: Fields): unknown[] {
  const {
    id = fields['ID'] ?? fields['line'] ?? fields['n'],
    kind,
    why = fields['reason'],
  } = fields;
  const number = Number(String(id).replace(/\D/g, ''));
  return Number.isSafeInteger(number) && number > 0 ? [{ id: number, kind, why }] : [];
}
