import type { Cue } from '../../model/transcript.ts';
import { namesSound } from '../markup/sound-words.ts';
import type { Named } from './named.ts';
import { isLabel, isNumberedRole } from './sparse-names.ts';

/** `[Ann Lee] Hello`, `（田中）おはよう`, `【主持人】大家好`: a name in brackets, and what is said after it. */
const PREFIX =
  /^\s*(?:≫|[>＞]{2,3})?\s*(?:\[([^[\]:：\n]{1,40})\]|（([^（）\n]{1,12})）|【([^【】\n]{1,12})】|\(([^()\n]{1,30})\)):?\s*(?=[^\s[(（【])/;
/** A name as it is written in Latin or Cyrillic: each word with a capital, but for small ones of names. */
const NAME = /^(?:(?:\p{Lu}[\p{L}\p{M}.'’-]*|van|von|de|der|di|da|bin|al)(?:\s|$)){1,4}$/u;
const EASTERN =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー・\s]{1,10}(?:[A-ZＡ-Ｚ\d]{1,2})?$/u;
/** Who speaks, by what they do. */
const ROLES =
  /^(?:主持人?|嘉宾|記者|记者|老师|老師|教授|观众|觀眾|主讲人?|主講人?|学生|學生|司会者?|記者|先生|質問者|진행자|사회자|기자|교수|host|narrator|interviewer|moderator|man|woman|ведущ\S+|диктор)\s?\d{0,2}$/i;
/** Japanese captions name who speaks in round brackets once; in other texts remarks stand there. */
const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}]/u;

/** A name in brackets at the beginning of a line. */
export function bracketedName(line: string): Named | undefined {
  const found = PREFIX.exec(line.slice(0, 80));
  const name =
    found
      ?.slice(1)
      .find((each) => each !== undefined)
      ?.trim() ?? '';
  if (found === null || namesSound(name) || isLabel(name)) return undefined;
  const isName = NAME.test(name) || EASTERN.test(name) || ROLES.test(name) || isNumberedRole(name);
  return isName ? { name, rest: line.slice(found[0].length) } : undefined;
}

/** The names that stand in brackets in a file: two of them and one again, one that says a role, or in Japanese captions any. */
export function bracketedNames(cues: readonly Cue[]): ReadonlySet<string> | undefined {
  const found: string[] = [];
  let isJapanese = false;
  for (const { text } of cues) {
    for (const line of text.split('\n')) {
      const name = bracketedName(line)?.name;
      if (name === undefined) continue;
      found.push(name);
      isJapanese ||= /^\s*(?:≫)?\s*（/.test(line) && KANA.test(text);
    }
  }
  const names = new Set(found);
  const isRole = found.some((name) => ROLES.test(name) || isNumberedRole(name));
  const comeAgain = names.size >= 2 && found.length > names.size;
  return comeAgain || (found.length > 0 && (isRole || isJapanese)) ? names : undefined;
}
