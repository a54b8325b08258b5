import { isOpeningWord } from './opening-words.ts';
import type { Unit } from './units.ts';

/** Quotes and brackets; which of them close differs between languages ("…”, „…“, »…«). */
const QUOTES = String.raw`["'\p{Ps}\p{Pe}\p{Pi}\p{Pf}]*`;
/** Ends with a mark that closes a sentence in any writing (Unicode's Sentence_Terminal), with quotes or brackets after it. */
const CLOSED = new RegExp(String.raw`[\p{STerm}…]${QUOTES}$`, 'u');
const CLOSED_CJK = new RegExp(`[。！？．｡]${QUOTES}$`, 'u');
const BEGINS_SMALL = new RegExp(String.raw`^${QUOTES}\p{Ll}`, 'u');
/** A single letter with a full stop, as in "z. B." and "т. е.". */
const LETTER_STOP = new RegExp(String.raw`^${QUOTES}\p{L}\.`, 'u');
const BEFORE_NUMBER = new RegExp(String.raw`^${QUOTES}(?:\p{Ll}|[Nn]os?|[Nn]r)\.`, 'u');
/** A closing quote that stands apart, as in "« Oui. »"; it belongs to what it closes. */
const CLOSING_QUOTE = /^[\p{Pe}\p{Pf}»]+$/u;

/** Words written with a full stop that does not end a sentence. */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof sr jr st vs etc e.g i.e cf al fig figs eq eqs no vol ch sec approx dept est inc ltd co corp ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m u.s u.k u.n ph.d b.a m.a ' +
    'bzw z.b d.h u.a usw ca nr str mio mrd evtl ggf m mme mlle sra srta dra ee aprox ft'
  ).split(' '),
);
/** Of those, the ones that often do end a sentence: only a lower-case word after them decides. */
const MAY_END = new Set([
  'etc',
  'a.m',
  'p.m',
  'u.s',
  'u.k',
  'u.n',
  'ph.d',
  'inc',
  'ltd',
  'co',
  'no',
]);

/** From this share of closing marks before a small letter, a text has no capitals to go by. */
const SMALL_SHARE = 0.5;
const FEWEST_MARKS = 3;

/** True when a text begins its sentences with small letters, as some recognisers give it. */
export function beginsSmall(units: readonly Unit[]): boolean {
  let [marks, small] = [0, 0];
  for (const [index, unit] of units.entries()) {
    const next = units[index + 1];
    if (next === undefined || !CLOSED.test(unit.text) || isAbbreviation(unit.text, next.text))
      continue;
    marks += 1;
    if (BEGINS_SMALL.test(next.text)) small += 1;
  }
  return marks >= FEWEST_MARKS && small >= marks * SMALL_SHARE;
}

/** True when a sentence ends after `unit`, given the unit that follows it; `isSmall` in a text that begins sentences with small letters. */
export function endsSentence(unit: Unit, next: Unit | undefined, isSmall: boolean): boolean {
  if (next === undefined) return true;
  if (!CLOSED.test(unit.text)) return false;
  if (CLOSED_CJK.test(unit.text)) return true;
  // "What? he asked" and "…and then" go on; so does a name such as "node.js".
  if (!isSmall && BEGINS_SMALL.test(next.text)) return false;
  // "т. е. 20", "No. 5": a number has no small letter that would tell.
  if (/^\d/.test(next.text) && BEFORE_NUMBER.test(unit.text)) return false;
  // A decimal heard as "3." and "5".
  if (/(?:^|\D)\d{1,2}\.$/.test(unit.text) && /^\d{1,2}(?:\D|$)/.test(next.text)) return false;
  if (LETTER_STOP.test(unit.text) && LETTER_STOP.test(next.text)) return false;
  return !isAbbreviation(unit.text, next.text);
}

function isAbbreviation(text: string, next: string): boolean {
  const word = /^["'“‘(\p{Pd}]*(.+?)\.["'”’)]*$/u.exec(text)?.[1];
  if (word === undefined) return false;
  // An initial ("J. Smith"), but not the pronoun, nor the letter of "plan B. So we …": no name follows it.
  if (/^\p{Lu}$/u.test(word)) return word !== 'I' && !mayBegin(next);
  const known = word.toLowerCase();
  return ABBREVIATIONS.has(known) && !MAY_END.has(known);
}

/** Whether a word begins sentences and no name. */
function mayBegin(word: string): boolean {
  const plain = word.toLowerCase().replace(/[^\p{L}']/gu, '');
  return OPENERS.has(plain) || BEGINNERS.has(plain) || (plain.length > 2 && isOpeningWord(plain));
}

/** True for a closing quote or bracket on its own. */
export function isClosingQuote(text: string): boolean {
  return CLOSING_QUOTE.test(text);
}

/** Verb endings of polite speech, with which Japanese and Korean sentences end, and the particles that may follow. */
const POLITE =
  /(?:です|ます|ました|ません|でした|でしょう|ください)(?:か|ね|よ|よね)?$|(?:니다|니까|세요|어요|아요|해요|네요|까요|지요|죠)$/u;
/** What goes on after such an ending in Japanese: "ですが", "ますので", "ですから". */
const AFTER_POLITE = /^[かがねのけよしとかば]/u;
/** Chinese particles that hardly stand anywhere but at an end. */
const PARTICLE = /[吗嗎呢吧]$/u;

/** How well a sentence may end after these last units, as a ratio, in speech that is written without marks. */
export function endsSpeech(last: readonly Unit[], next: Unit): number {
  const text = last.map((unit) => unit.text).join('');
  if (POLITE.test(text)) return AFTER_POLITE.test(next.text) ? 0 : 1;
  return PARTICLE.test(text) ? 0.5 : 0;
}

/** Words that often open a sentence in speech. */
const OPENERS = new Set(
  (
    'so now okay ok well but and then also because anyway right alright today first second third finally next ' +
    'let however therefore actually basically if when what how why where who we i you this that these those there ' +
    'it he she they'
  ).split(' '),
);
/** Other function words with which sentences begin, and which are nobody's name. */
const BEGINNERS = new Set(
  (
    'the a an in on at for from with by to of as since after before although while until unless once during because ' +
    'my your his her our their its no not yes all some most both each every another other such more many only even just still ' +
    "is are was were do does did can could would should has have had let's here it's that's there's what's you're we're " +
    'please suppose consider notice remember imagine'
  ).split(' '),
);
/** Of the openers, the discourse words proper: a short pause before one is enough. */
const DISCOURSE = new Set(
  'so now okay ok well but and then also because anyway right alright first second third finally next however therefore actually'.split(
    ' ',
  ),
);
const DISCOURSE_CJK = /^(?:那么|然后|所以|但是|不过|因此|首先|其次|最后|接下来|另外|而且|好的)/u;
/** Of one character: part of many other words, so only what stands apart from the text before it counts. */
const DISCOURSE_CHARACTER = /^[好那]/u;
/** "so far", "so that": the same word, and no beginning. */
const GOES_ON = new Set('far much many that long to'.split(' '));

/**
 * How well a sentence may begin with these units, as a ratio from 0 (not at all) to 1 (a discourse
 * word). `isApart` where a pause, a space or a cue's end stands before them.
 */
export function opensSentence(
  unit: Unit,
  following: readonly Unit[],
  { isApart }: { isApart: boolean },
): number {
  const word = unit.text.toLowerCase().replace(/[^\p{L}\p{N}']/gu, '');
  if (word === 'so' && GOES_ON.has(following[0]?.text.toLowerCase() ?? '')) return 0;
  if (DISCOURSE.has(word)) return 1;
  const run = [unit, ...following].map((each) => each.text).join('');
  if (DISCOURSE_CJK.test(run) || (isApart && DISCOURSE_CHARACTER.test(run))) return 1;
  return OPENERS.has(word) ? 0.5 : 0;
}

/** Words that belong to what follows them: no sentence and hardly a phrase ends in one. */
const LEADING = new Set(
  (
    'the a an of to in on at for with from by into about and or but that which who whose if as than because ' +
    'is are was were be been has have had will would can could should very my your his her our their its this these those no not'
  ).split(' '),
);

/** True when a text goes on after this word by all appearance: `the`, `of`, `and`. */
export function leadsOn(text: string): boolean {
  return LEADING.has(text.toLowerCase());
}

/** True when a clause ends after this text: comma, semicolon, colon, dash. */
export function endsClause(text: string): boolean {
  return /[,;:，；：、،؛—–]["'”’)\]」』》】]*$/u.test(text);
}

/** True when the text closes a sentence, whatever follows. */
export function isClosed(text: string): boolean {
  return CLOSED.test(text);
}
