import type { Cue } from '../../model/transcript.ts';
import { isCjk } from '../../text/languages/script.ts';

/** A stretch of text and how long it took, in a unit nobody told. */
export type Sample = { readonly text: string; readonly length: number };

/**
 * Units by how many letters are said in one: speech has about 13 letters a second, from 0.05 (a line that
 * shows for minutes) to 40. So a rate below 0.05 is no second; milliseconds have 0.013, microseconds
 * 0.000013, ticks 0.0000013, nanoseconds 0.000000013. In between the limits are half way, by ratio.
 */
const UNITS: readonly (readonly [unit: number, slowest: number])[] = [
  [1, 0.05],
  [1e-3, 4e-4],
  [1e-6, 4e-6],
  [1e-7, 1.3e-7],
  [1e-9, 0],
];
/** A Chinese character says as much as three Latin letters. */
const WORTH_OF_CJK = 3;

/** The unit of times, in seconds, by how fast the text would be said: of all samples the one in the middle tells. */
export function unitBySpeed(samples: readonly Sample[]): number {
  const rates = samples
    .filter(({ length }) => length > 0)
    .map(({ text, length }) => lettersIn(text) / length)
    .filter((rate) => rate > 0)
    .toSorted((a, b) => a - b);
  const middle = rates[rates.length >> 1];
  if (middle === undefined) return 1;
  return UNITS.find(([, slowest]) => middle >= slowest)?.[0] ?? 1;
}

function lettersIn(text: string): number {
  let count = 0;
  for (const character of text.slice(0, 1000).trim())
    count += isCjk(character.codePointAt(0) ?? 0) ? WORTH_OF_CJK : 1;
  return count;
}

/** Cues whose times may be in milliseconds, which would be far too slow as seconds, in seconds. */
export function inSeconds(cues: readonly Cue[]): readonly Cue[] {
  const unit = unitBySpeed(cues.map(({ text, start, end }) => ({ text, length: end - start })));
  if (unit === 1) return cues;
  return cues.map((cue) => ({ ...cue, start: cue.start * unit, end: cue.end * unit }));
}
