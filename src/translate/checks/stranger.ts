import { isChinese, isTraditional } from '../../model/language.ts';
import { missingAmong } from '../../text/numbers/numbers.ts';
import { isClosed } from '../../text/sentence-ends/sentence-ends.ts';
import type { Pair } from '../measure/fit.ts';
import type { Gauge, MeasuredSource, MeasuredTarget } from '../measure/gauge.ts';
import type { LengthModel } from '../measure/length.ts';
import type { Fault } from './check-line.ts';

/** Both sides must have so many frequent words of which none is the other's: of right lines 3 in 1,000 do. */
const STRANGE = 3;
/** Fewer are enough where the length is so far from what it should be, in deviations. */
const FEWER = 2;
const ODD_LENGTH = 2.3;
/** A question that is answered by none, or the other way round, is as good as so many words. */
const QUESTION = 2;

/** An answer with no number, name, term or frequent word of its line, where both have several: it is another line's, or nobody's. */
export function strangerFault({ source, target }: Pair, length: LengthModel): Fault | undefined {
  if (target === undefined) return undefined;
  const [said, answered] = [length.gauge.source(source), length.gauge.target(target)];
  const isOtherwiseAsked = said.asks !== answered.asks && isClosed(source);
  const strange =
    Math.min(said.meanings.length, answered.meanings.length) + (isOtherwiseAsked ? QUESTION : 0);
  if (strange < FEWER || !isMeasured(length.gauge) || shareAnything(said, answered))
    return undefined;
  const isOdd = Math.abs(length.deviation(said.size, answered.size)) >= ODD_LENGTH;
  if (strange < STRANGE && !isOdd) return undefined;
  const isSure = strange >= STRANGE && isOdd;
  return { flag: 'swap', say: 'it has nothing of what the line says', isSure };
}

/** How often right lines share nothing was measured to and from Chinese only, as the lexicon writes it. */
function isMeasured({ from, to }: Gauge): boolean {
  return isChinese(from) !== isChinese(to) && !isTraditional(from) && !isTraditional(to);
}

function shareAnything(said: MeasuredSource, answered: MeasuredTarget): boolean {
  return (
    said.meanings.some((meaning) => answered.meanings.includes(meaning)) ||
    said.names.some((name) => answered.lower.includes(name)) ||
    answered.quoted.some((word) => said.words.includes(` ${word} `)) ||
    said.renderings.some((rendering) => answered.squeezed.includes(rendering)) ||
    missingAmong(said.sayable, answered.numbers).length < said.sayable.length
  );
}
