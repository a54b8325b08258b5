import type { Logits } from './decoding.ts';
import type { Signs } from './signs.ts';

/** What may be written. */
export type Rules = {
  readonly signs: Signs;
  /** Tokens that are never written. */
  readonly barred: readonly number[];
};

/** How lots are drawn. */
export type Drawing = {
  /** Above 0; the higher, the more often less likely tokens are drawn. */
  readonly temperature: number;
  /** Gives lots from 0 to 1. */
  readonly lot: () => number;
};

/** A token, and the logarithm of how likely it was. */
export type Chosen = { readonly token: number; readonly log: number };

/** The first time lies at most so many steps of 0.02 s behind the beginning: 1 s, as in Whisper's own `decoding.py`. */
const LATEST_START = 50;
/** Logits so far below the best add nothing to a sum of their powers: all of a vocabulary together less than 0.6 %. */
const NOTHING = 16;

/**
 * The likeliest tokens behind those decoded so far, the likeliest first, of those that are at most so much less likely
 * than it (`within`, a natural logarithm). Whisper's own rules hold: times come in pairs, never go back, and stand wherever
 * a time is likelier than any one token of text. Writes into the logits.
 */
export function likeliestTokens(
  logits: Logits,
  tokens: readonly number[],
  { within, ...rules }: Rules & { readonly within: number },
): Chosen[] {
  const top = permit(logits, tokens, rules);
  const chosen: { token: number; log: number }[] = [];
  let sum = 0;
  for (let token = 0; token < logits.length; token++) {
    const below = (logits[token] ?? -Infinity) - top;
    if (below > -NOTHING) sum += Math.exp(below);
    if (below >= -within) chosen.push({ token, log: below });
  }
  const all = Math.log(sum);
  for (const each of chosen) each.log -= all;
  return chosen.toSorted((a, b) => b.log - a.log);
}

/** A token drawn by lot from those that may stand behind the ones decoded so far, by the same rules. */
export function drawnToken(
  logits: Logits,
  tokens: readonly number[],
  { temperature, lot, ...rules }: Rules & Drawing,
): Chosen {
  const top = permit(logits, tokens, rules);
  const token = drawn(logits, top, { temperature, lot });
  return { token, log: (logits[token] ?? 0) - top - Math.log(sumOf(logits, top)) };
}

/** Leaves only what may be written, and gives the highest of that. */
function permit(logits: Logits, tokens: readonly number[], { signs, barred }: Rules): number {
  for (const token of barred) logits[token] = -Infinity;
  return keepOrder(logits, tokens, signs);
}

/** The highest of what keeps to the order of times, the only that is left. */
function keepOrder(logits: Logits, tokens: readonly number[], { firstTime, end }: Signs): number {
  if (tokens.length === 0) {
    logits.fill(-Infinity, 0, firstTime);
    logits.fill(-Infinity, firstTime + LATEST_START + 1);
    return highest(logits);
  }
  const isTime = (token: number | undefined): boolean => token !== undefined && token >= firstTime;
  const isOpen = isTime(tokens.at(-1));
  if (isOpen) {
    // A time that ends a segment is followed by one that begins the next; one that begins it, by text.
    const isBeginning = tokens.length < 2 || isTime(tokens.at(-2));
    if (isBeginning) logits.fill(-Infinity, firstTime);
    else logits.fill(-Infinity, 0, end);
  }
  const last = tokens.findLast(isTime);
  const isPair = isOpen && !isTime(tokens.at(-2)) && tokens.length > 1;
  if (last !== undefined) logits.fill(-Infinity, firstTime, isPair ? last : last + 1);
  const times = logits.subarray(firstTime);
  const topTime = highest(times);
  const topText = highest(logits.subarray(0, firstTime));
  const isTimely = topTime > -Infinity && topTime + Math.log(sumOf(times, topTime)) > topText;
  if (isTimely) logits.fill(-Infinity, 0, firstTime);
  return Math.max(topTime, isTimely ? -Infinity : topText);
}

function highest(logits: Logits): number {
  let top = -Infinity;
  for (let at = 0; at < logits.length; at++) {
    const own = logits[at] ?? -Infinity;
    if (own > top) top = own;
  }
  return top;
}

/** The sum of the powers of what stands above the highest less `NOTHING`. */
function sumOf(logits: Logits, top: number, temperature = 1): number {
  let sum = 0;
  for (let at = 0; at < logits.length; at++) {
    const below = ((logits[at] ?? -Infinity) - top) / temperature;
    if (below > -NOTHING) sum += Math.exp(below);
  }
  return sum;
}

function drawn(logits: Logits, top: number, { temperature, lot }: Drawing): number {
  let left = lot() * sumOf(logits, top, temperature);
  let last = 0;
  for (let at = 0; at < logits.length; at++) {
    const below = ((logits[at] ?? -Infinity) - top) / temperature;
    if (below <= -NOTHING) continue;
    last = at;
    left -= Math.exp(below);
    if (left <= 0) break;
  }
  return last;
}

/** How likely a token was, as a ratio from 0 to 1. */
export function likelihood(logits: Logits, token: number): number {
  const top = highest(logits);
  return Math.exp((logits[token] ?? -Infinity) - top) / sumOf(logits, top);
}
