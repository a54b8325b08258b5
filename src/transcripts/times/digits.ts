/** The zeros of the writings whose digits stand in times (Unicode's general category Nd); each is followed by its one to nine. */
const ZEROS = Array.from('٠۰०০੦૦୦௦౦೦൦๐໐༠၀០᠐０', (zero) => zero.codePointAt(0) ?? 0);
const FOREIGN_DIGIT = /[^\P{Nd}0-9]/u;
/** Marks that show in which direction a text runs (Unicode Standard Annex 9), and byte order marks left inside a text. */
const DIRECTION_MARK = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
/** A time in any digits, with the marks that stand in them. */
const TIME = String.raw`\p{Nd}{1,4}(?:[:：∶;；]\p{Nd}{1,4}){1,3}(?:[.,，،٫．]\p{Nd}{1,9})?`;
const ANY_TIME = new RegExp(TIME, 'gu');
/** Lines that a time begins or ends are those of times; in others a time is a word of the talk. */
const BEGINS = new RegExp(String.raw`^[^\p{L}]{0,20}${TIME}`, 'u');
const ENDS = new RegExp(String.raw`${TIME}[\])）】:：\s]{0,9}$`, 'u');
/** No line of times is longer, in characters. */
const LONGEST_HEAD = 200;

/** A text without marks of direction: cut into sentences, they would turn what they were not meant for. */
export function withoutDirectionMarks(text: string): string {
  return text.replace(DIRECTION_MARK, '');
}

/** A text whose lines of times have them in the digits 0 to 9, whatever writing they stood in. */
export function withLatinTimes(text: string): string {
  if (!FOREIGN_DIGIT.test(text)) return text;
  return text
    .split('\n')
    .map((line) => (FOREIGN_DIGIT.test(line) ? latinLine(line) : line))
    .join('\n');
}

function latinLine(line: string): string {
  const head = line.slice(0, LONGEST_HEAD);
  if (/^\s{0,9}\p{Nd}{1,9}\s{0,9}$/u.test(head)) return latinDigits(line);
  if (!BEGINS.test(head) && !(line.length <= LONGEST_HEAD && ENDS.test(line))) return line;
  return head.replace(ANY_TIME, latinTime) + line.slice(LONGEST_HEAD);
}

function latinTime(time: string): string {
  return latinDigits(time)
    .replace(/[：∶]/g, ':')
    .replaceAll('；', ';')
    .replace(/[，،٫]/g, ',')
    .replaceAll('．', '.');
}

function latinDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    const codePoint = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((each) => codePoint >= each && codePoint < each + 10);
    return zero === undefined ? digit : String(codePoint - zero);
  });
}
