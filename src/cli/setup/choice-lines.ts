import type { ModelChoice } from '../../app/setup/model-choices.ts';
import { byteSize } from '../../base/byte-size.ts';
import { freeMemory } from '../../base/free-memory.ts';
import { MARKS } from '../wording/marks.ts';
import { type Around, spokenBy, wordsFor } from './around.ts';
import { titleOf } from './typed-key.ts';

/** A model that can be chosen, in one line: whose it is, and what it takes. */
export function lineOfChoice(choice: ModelChoice, around: Pick<Around, 'loaded'>): string {
  const { model = '', baseUrl } = choice.place;
  const { aside, colon } = MARKS[spokenBy(around)];
  const name = model.slice(model.indexOf(':') + 1);
  const words = wordsFor(around);
  if (choice.kind === 'settings') return words.asSet(model || (baseUrl ?? ''));
  if (choice.kind === 'key') {
    const origin = words.keyFrom(choice.origin[spokenBy(around)]);
    return titleOf(choice.provider, around) + colon + name + aside(origin);
  }
  if (choice.kind === 'server')
    return titleOf(choice.provider, around) + colon + name + aside(words.server);
  const { bytes, memory, fits } = choice;
  return words.own(name, {
    size: bytes > 0 ? byteSize(bytes) : undefined,
    memory: byteSize(memory),
    free: fits ? undefined : byteSize(freeMemory()),
  });
}
