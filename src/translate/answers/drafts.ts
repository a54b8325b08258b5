import { markOf } from './marks.ts';

/** Words of headings under which the answer stands that counts, in the languages of models and their users. */
const FINAL =
  /final|revis|polish|improved|corrected|refined|definiti|endg[üu]ltig|endfassung|überarbeitet|corregid|corrig|финальн|окончательн|итогов|最终|最終|定稿|终稿|終稿|正式|修订|修訂|润色|潤色|优化|優化|校对|校對|推敲|清書|決定稿|최종|완성|ostateczn|nihai|cuối cùng|สุดท้าย|النهائ|अंतिम/iu;
const DRAFT =
  /draft|first pass|rough|草稿|初稿|初译|初譯|草案|下書き|たたき台|초안|borrador|brouillon|entwurf|rascunho|bozza|черновик|szkic|taslak|bản nháp/iu;
/** What is said about finished work is none. */
const REMARK = /note|remark|comment|change|thought|check|说明|說明|备注|備註|注意|检查|変更/iu;
/** Longer rows are sentences, in characters. */
const LONGEST_HEADING = 48;
const HEADING =
  /^\s*(?:#{1,6}\s.*|[*_【[=-]{1,3}[^|｜]*|[^|｜]*[:：]\s*[*_]*\s*|[\p{L}\s]{1,20})$/u;

/** The parts of an answer that stand under headings of finished work, the last one first; empty without such headings. */
export function finalParts(text: string): string[] {
  return headingsOf(text, FINAL)
    .toReversed()
    .map((end) => text.slice(end));
}

/** True for an answer that opens with a heading of unfinished work. */
export function beginsAsDraft(text: string): boolean {
  const [first] = headingsOf(text, DRAFT);
  return first !== undefined && !/^\W*\d+\W*[|｜]/mu.test(text.slice(0, first));
}

/** Where the rows end that are headings with such a word. */
function headingsOf(text: string, word: RegExp): number[] {
  if (!word.test(text)) return [];
  let at = 0;
  return text.split('\n').flatMap((row) => {
    at += row.length + 1;
    const isHeading =
      row.length <= LONGEST_HEADING && word.test(row) && HEADING.test(row) && !REMARK.test(row);
    return isHeading && !markOf(row) ? [Math.min(at, text.length)] : [];
  });
}
