import { languageName } from '../../model/language.ts';
import type { Term } from '../../model/term.ts';
import type { LineFlag } from '../../model/translation.ts';
import { withoutFillers } from '../../text/fillers.ts';
import { shortenLoops } from '../../text/hygiene/hygiene.ts';
import { leakIn } from '../../text/hygiene/leak.ts';
import type { LanguageDetector } from '../../text/languages/language-detector.ts';
import { lettersOf } from '../../text/languages/writing.ts';
import type { LengthModel } from '../measure/length.ts';
import { foreignLanguage } from './foreign.ts';
import { isInEasternScript, isUntranslated } from './untranslated.ts';

/** What a model writes for a line that holds nothing to translate. */
export const SILENT = '~';

/** Why a line was not accepted: a flag for the reader, words for the model. */
export type Fault = {
  readonly flag: LineFlag;
  readonly say: string;
  /** True when no other reading of the line is likely: then it stays marked though the model insists. */
  readonly isSure?: boolean | undefined;
};

export type LineChecks = {
  readonly from: string;
  readonly to: string;
  readonly length: LengthModel;
  /** Terms that stand in this line. */
  readonly terms: readonly Term[];
  /** Tells languages apart that share their letters. */
  readonly detect?: LanguageDetector | undefined;
};

/** A line with at least this many words left after its fillers has something to translate. */
const CONTENT_WORDS = 4;
/** Longer than this many times the expected length is no translation. */
const MOST_EXCESS = 4;
/** A short answer is not judged by its length, in characters. */
const SHORT = 16;

/** The first reason why an answer cannot be accepted for a line, if there is one. */
export function faultOf(source: string, target: string, checks: LineChecks): Fault | undefined {
  if (target === '') return { flag: 'missing', say: 'no answer' };
  if (target === SILENT) return silentFault(source);
  const leak = leakIn(source, target);
  if (leak === 'refused') return { flag: 'refused', say: 'not translated' };
  if (leak) return { flag: 'comment', say: 'a remark about the translation instead of it' };
  if (isInEasternScript(source, target, checks.to)) {
    return { flag: 'untranslated', say: `not in ${languageName(checks.to)}` };
  }
  if (isUntranslated(source, target, checks)) {
    return { flag: 'untranslated', say: `left in ${languageName(checks.from)}` };
  }
  const foreign = foreignLanguage(source, target, checks);
  if (foreign !== undefined) {
    const say = `in ${languageName(foreign)}, not in ${languageName(checks.to)}`;
    return { flag: 'untranslated', say };
  }
  if (target.length > SHORT && checks.length.excess(source, target) > MOST_EXCESS) {
    return { flag: 'length', say: 'far longer than the line' };
  }
  if (shortenLoops(target) !== target && shortenLoops(source) === source) {
    return { flag: 'duplicate', say: 'the same words over and over' };
  }
  return undefined;
}

function silentFault(source: string): Fault | undefined {
  const rest = withoutFillers(source);
  if (wordsIn(rest) < CONTENT_WORDS) return undefined;
  return { flag: 'missing', say: 'it does hold something to translate' };
}

/** About how many words a text has; scripts without spaces take two characters to a word. */
function wordsIn(text: string): number {
  const unspaced = lettersOf(text, 'ja') + lettersOf(text, 'th') / 2;
  const spaced = text.replace(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]+/gu, ' ');
  return unspaced / 2 + (spaced.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu)?.length ?? 0);
}
