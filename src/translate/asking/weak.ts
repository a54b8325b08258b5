import type { Line, LineFlag } from '../../model/translation.ts';
import type { Desk } from './desk.ts';
import type { TranslateEvent } from './events.ts';

/** Of fewer answers nothing is told. */
const FEWEST_ANSWERS = 8;
/**
 * A model that fails at so many lines, as a ratio, cannot do the task, and what passes is chance: SmolLM2 135M, asked for
 * Spanish, failed at 20 of 25, and the other 5 were wrong as well.
 */
const TOO_WEAK = 1 / 2;
/** What a server does, not the model. */
const BY_SERVER: ReadonlySet<LineFlag> = new Set(['missing', 'refused']);

/** Marks all that a model has translated where it failed at most of what it was asked. */
export function* markWeak(desk: Desk): Generator<TranslateEvent> {
  const lines = [...desk.lines.values()].filter(
    ({ id, status }) => status !== 'silent' && !desk.copied?.has(id),
  );
  const failed = lines.filter(isFailed);
  if (lines.length < FEWEST_ANSWERS || failed.length < TOO_WEAK * lines.length) return;
  for (const line of lines) {
    if (line.text === '') continue;
    const flags: LineFlag[] = [...(line.flags ?? []), 'weak'];
    // For this run only: another model may do better, and is not asked again for what it did right.
    yield { type: 'line-translated', line: desk.show({ ...line, status: 'flagged', flags }) };
  }
}

function isFailed({ status, flags = [] }: Line): boolean {
  return status === 'untranslated' && !flags.some((flag) => BY_SERVER.has(flag));
}
