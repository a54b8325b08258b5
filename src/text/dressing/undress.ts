import { TURN_END } from '../thinking.ts';
import { decodeEntities, joinBreaks } from './breaks.ts';
import { withoutEmphasis } from './emphasis.ts';
import { withoutQuotes } from './quotes.ts';

/** What any dressing has at least one of; a text without goes through as it is. */
const SUSPICIOUS =
  /[*_`~"'“”‘’„«»「」『』＂<>→&\\|｜#\n\t]|^[-•+]|[:：]|[\u200B-\u200F\u2060\u180E]/u;
/** Dressing in dressing; each round takes off one layer of each kind. */
const ROUNDS = 6;

const TURN = /<\|[\w-]{1,30}\|>|<\/s>|<end_of_turn>/u;
/** Characters that show nothing. Joiners are letters' own in Arabic and Indic scripts and inside emoji, not beside these. */
const INVISIBLE =
  /[\u200B\u2060\u180E]|[\u200C\u200D](?=[\p{sc=Han}\p{sc=Latin}\p{P}\s]|$)|(?<=^|[\p{sc=Han}\p{sc=Latin}\p{P}\s])[\u200C\u200D]|^[\u200E\u200F]+|[\u200E\u200F]+$/gu;
const BULLET = /^(?:[-*+•>]|#{1,6})\s+/u;
const LABEL =
  /^([*_]*)(?:译文|譯文|翻译|翻譯|訳文|訳|번역|translat(?:ion|ed(?: text)?)|traducción|traduction|tradução|traduzione|übersetzung|перевод)(?:\s*[:：]\1|\1\s*[:：])\s*(?=\S)/iu;
const ABOUT_TRANSLATING = /transl|译|譯|訳|번역|trad|übersetz|перевод/iu;

type Step = (text: string, source: string) => string;
const STEPS: readonly Step[] = [
  (text, source) => (!text.endsWith('>') || TURN.test(source) ? text : text.replace(TURN_END, '')),
  withoutSource,
  (text, source) => (ABOUT_TRANSLATING.test(source) ? text : text.replace(LABEL, '')),
  withoutTableEnd,
  withoutTags,
  withoutQuotes,
  withoutEmphasis,
  (text, source) => (BULLET.test(source) ? text : text.replace(BULLET, '')),
];

/**
 * A text without what a model put around it: quotes, Markdown, tags, table ends, entities, line breaks. Dressing is only
 * what the line it is said of (`source`) does not have itself; without such a line what the text is about must tell.
 */
export function undress(said: string, source = ''): string {
  const clean = said.trim();
  if (!SUSPICIOUS.test(clean)) return clean;
  let text = decodeEntities(joinBreaks(clean.replace(INVISIBLE, ''), source), source);
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = text;
    for (const step of STEPS) text = step(text, source).trim();
    if (text === before) break;
  }
  return text;
}

/** `source | text`, `source => text`: the pair as our requests and many tables show it. */
function withoutSource(text: string, source: string): string {
  if (source === '' || text.length <= source.length || !text.startsWith(source)) return text;
  const rest = text.slice(source.length);
  const after = /^\s*(?:[|｜\t]|=>|->|→)\s*(?=\S)/u.exec(rest);
  return after && !/^[\s|｜]*$/u.test(rest) ? rest.slice(after[0].length) : text;
}

/** `text |`, as the row of a table ends. */
function withoutTableEnd(text: string, source: string): string {
  let end = text.length;
  if (!/[|｜]\s*$/u.test(source)) {
    while (/[|｜\s]/u.test(text.charAt(end - 1))) end -= 1;
  }
  const unbarred = text.slice(0, end);
  return source.includes(String.raw`\|`) ? unbarred : unbarred.replaceAll(String.raw`\|`, '|');
}

/** Tags around the whole line, and a closing one whose opening stood before the first line. */
function withoutTags(text: string, source: string): string {
  if (!text.includes('>') || /<\/?[a-z]/i.test(source)) return text;
  const around = /^<([a-z\d][\w:-]*)(?:\s[^<>]*)?>(.*)<\/\1>$/isu.exec(text);
  if (around && isPaired(around[2] ?? '', around[1] ?? '')) return around[2] ?? '';
  const end = /^(.*)<\/([a-z\d][\w:-]*)>$/isu.exec(text);
  return end && !end[1]?.includes(`<${end[2]}`) ? (end[1] ?? '') : text;
}

/** True when each tag of a name that a text closes was opened in it. */
function isPaired(text: string, name: string): boolean {
  let depth = 0;
  for (const [, slash] of text.matchAll(new RegExp(`<(/?)${name}\\b[^<>]*>`, 'giu'))) {
    depth += slash === '' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
