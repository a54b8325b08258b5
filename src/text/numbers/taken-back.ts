import { ONES, SCALES, TEENS, TENS } from './english-number-words.ts';

const WORD = `(?:${[ONES, TEENS, TENS, SCALES].flatMap((table) => Object.keys(table)).join('|')}|hundred)`;
/** A number as people say it: digits, English words, Chinese numerals. */
const NUMBER = String.raw`(?:\d(?:[\d.,]*\d)?|${WORD}(?:[\s-]+(?:and\s+)?${WORD})*|[零一二两三四五六七八九十百千万亿]+)`;
/** What people say when they have said the wrong one. */
const TAKEN_BACK = String.raw`(?:(?:no|nope|sorry|excuse me|pardon|i mean|i meant|or rather|rather|make that|wait|scratch that|correction|well|actually)\b|哦不|不对|不是|错了|说错了|抱歉|不好意思|应该是|更正|いや|いえ|じゃなくて|違う|失礼|nein|quatsch|ich meine|vielmehr)`;
const REST = String.raw`[,，、.…\s—–-]+`;
/** The first of two numbers, where what stands between them takes it back. */
const SLIP = new RegExp(
  String.raw`(?<![\p{sc=Latin}\p{N}.])${NUMBER}` +
    String.raw`(%?(?:\s+[\p{L}%]+){0,2}\s?\p{sc=Han}?[,，、.…;—–-]+\s*(?:(?:uh|um|oh|er)[,\s]+)?` +
    String.raw`${TAKEN_BACK}(?:${REST}${TAKEN_BACK}){0,3}${REST}` +
    String.raw`(?:(?:it's|it was|that's|was|not|about|in|at|of|the|to)\s+){0,3}(?=${NUMBER}))`,
  'giu',
);

/** A text without the numbers that its speaker took back at once: "fifty, sorry, sixty thousand". */
export function withoutTakenBack(text: string): string {
  return /[,，、.…;—–-]/.test(text) ? text.replace(SLIP, '$1') : text;
}
