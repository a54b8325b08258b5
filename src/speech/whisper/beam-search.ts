import type { Decoding, Logits } from './decoding.ts';
import { likeliestTokens, type Rules } from './next-token.ts';

/** Text and times without the sign of the end, and the logarithm of how likely they are together, the end included. */
export type Found = { readonly tokens: readonly number[]; readonly sum: number };

/** The mean logarithm of how likely each token is. */
export function meanLog({ tokens, sum }: Found): number {
  return sum / (tokens.length + 1);
}

/**
 * Most texts that are followed at once. Over 50 minutes of speech Whisper base in int8 had 648 words wrong with three, 723
 * with one, for a fifth more time.
 */
const WIDTH = 3;
/** A text so much less likely than the best is given up, as a natural logarithm: one in fifty-five. */
const WITHIN = 4;
/** Of two texts that end alike over so many tokens, the less likely one is given up: they go on alike. */
const ALIKE = 5;

/** A text being followed, and the number of its last token in the decoding. */
type Beam = Found & { readonly at: number };

/** A text one token longer, or at its end. */
type Next = Found & { readonly after: number; readonly token: number };

/**
 * The likeliest text, by following a few at once for as long as they may still win: where the decoder is sure, that is
 * one. `decoding` stands behind the beginning, after which it gave these logits.
 */
export async function searched(
  decoding: Pick<Decoding, 'isTree' | 'length' | 'step'>,
  given: Logits,
  { longest, ...rules }: Rules & { readonly longest: number },
): Promise<Found> {
  const { end } = rules.signs;
  const width = decoding.isTree ? WIDTH : 1;
  const ended: Found[] = [];
  let beams: Beam[] = [{ tokens: [], sum: 0, at: decoding.length - 1 }];
  let behind: readonly Logits[] = [given];
  for (let count = 0; beams.length > 0 && ended.length < width && count < longest; count++) {
    const steps = beams.flatMap((beam, at) => nextOf(beam, behind[at] ?? given, rules));
    const kept = likeliest(steps, { width, end });
    ended.push(...kept.filter(({ token }) => token === end));
    const going = kept.filter(({ token }) => token !== end);
    if (going.length > 0 && ended.length < width)
      behind = await decoding.step(
        going.map(({ token }) => token),
        going.map(({ after }) => after),
      );
    const from = decoding.length - going.length;
    beams = going.map(({ tokens, sum }, at) => ({ tokens, sum, at: from + at }));
  }
  // What goes on for ever has no end, and is better than nothing.
  const all = ended.length > 0 ? ended : beams;
  const [best] = all.toSorted((a, b) => meanLog(b) - meanLog(a));
  return best ?? { tokens: [], sum: 0 };
}

function nextOf({ tokens, sum, at }: Beam, logits: Logits, rules: Rules): Next[] {
  return likeliestTokens(logits, tokens, { ...rules, within: WITHIN })
    .slice(0, WIDTH + 1)
    .map(({ token, log }) => ({
      after: at,
      token,
      tokens: token === rules.signs.end ? tokens : [...tokens, token],
      sum: sum + log,
    }));
}

/** Those that may still win: `width` of them beside those at their end. */
function likeliest(
  steps: readonly Next[],
  { width, end }: { readonly width: number; readonly end: number },
): Next[] {
  const sorted = steps.toSorted((a, b) => b.sum - a.sum);
  const least = (sorted[0]?.sum ?? 0) - WITHIN;
  const endings = new Set<string>();
  const kept: Next[] = [];
  let going = 0;
  for (const step of sorted) {
    if (going === width || step.sum < least) break;
    if (step.token !== end) {
      const ending = step.tokens.slice(-ALIKE).join();
      if (step.tokens.length >= ALIKE && endings.has(ending)) continue;
      endings.add(ending);
      going++;
    }
    kept.push(step);
  }
  return kept;
}
