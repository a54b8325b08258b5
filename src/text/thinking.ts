/**
 * How models mark their thinking: those seen in the templates of DeepSeek, Qwen, Gemma, EXAONE, Seed, Kimi, Magistral,
 * Command and gpt-oss (Harmony). Lower case, for tags are compared so.
 */
const TAGS = [
  'think',
  'thinking',
  'thought',
  'thoughts',
  'reasoning',
  'reflection',
  'scratchpad',
  'seed:think',
];
const CHANNEL = /<\|channel\|>final\s*(?:<\|constrain\|>\s*\w+\s*)?<\|message\|>/gi;
/** What Harmony leaves when a server takes its marks off: `analysis…assistantfinal…`. */
const STRIPPED = /assistant\n?final/g;

/** How a form of thinking begins, and what ends it. */
export type ThinkForm = {
  readonly open: string;
  readonly close: RegExp;
  /** True when the opening may be a word of the answer; only its end tells. */
  readonly isDoubtful?: boolean;
};

const PAIRS = [
  ...TAGS.map((tag) => [`<${tag}>`, `</${tag}>`] as const),
  ['◁think▷', '◁/think▷'],
  ['[think]', '[/think]'],
  ['<|start_thinking|>', '<|end_thinking|>'],
] as const;

export const THINK_FORMS: readonly ThinkForm[] = [
  ...PAIRS.map(([open, close]) => ({ open, close: new RegExp(literal(close), 'i') })),
  ...['<|channel|>', '<|start|>assistant<|channel|>'].flatMap((start) =>
    ['analysis', 'commentary'].map((name) => ({
      open: `${start}${name}`,
      close: new RegExp(CHANNEL.source, 'i'),
    })),
  ),
  { open: 'analysis', close: new RegExp(STRIPPED.source), isDoubtful: true },
];
/** The longest text that ends thinking, in characters. */
export const LONGEST_CLOSE = '<|channel|>final <|constrain|>  json  <|message|>'.length;

const OPENS = PAIRS.map(([open]) => literal(open)).join('|');
const CLOSES = PAIRS.map(([, close]) => literal(close)).join('|');
const BLOCK = new RegExp(`(?:^|(?<=\\n))[ \\t]*(${OPENS})[\\s\\S]*?(?:${CLOSES})`, 'gi');
const UNCLOSED = new RegExp(
  `^\\s*(?:${OPENS}|(?:<\\|start\\|>assistant)?<\\|channel\\|>(?:analysis|commentary))`,
  'i',
);
/** What stands between thinking and answer: the end of the one, or the beginning of the other. */
const LONE = new RegExp(`${CLOSES}|\\[BEGIN FINAL RESPONSE\\]|<\\|START_RESPONSE\\|>`, 'gi');
const MARKED = new RegExp(
  `${OPENS}|${LONE.source}|<\\|channel\\|>|assistant\\n?final|^\\s*final`,
  'i',
);
/** What ends a turn in a chat template; servers with the wrong template leave it in the text. */
export const TURN_END = /(?:\s*(?:<\|[\w-]{1,30}\|>|<\/s>|<end_of_turn>))+\s*$/u;
/** The rest of a Harmony message after its answer. */
const MESSAGE_END = /<\|(?:end|return|call|start)\|>[\s\S]*$/;
const FINAL_WORD = /^\s*(?:assistant)?final\s*(?=[\d{[|`])/;
const ROW_OF_ID = /^\W*\d+\W*[|｜]/u;

/**
 * What counts of an answer: what stands after its thinking and its drafts. Marks that the talk has itself (`said`) are
 * none; blocks of thinking amid an answer are left out; what was opened at the beginning and never closed is thinking.
 */
export function withoutThinking(answer: string, said = ''): string {
  const isOwn = (mark: string): boolean => said.toLowerCase().includes(mark.toLowerCase());
  const isEnded = answer.trimEnd().endsWith('>');
  const turn = isEnded ? answer.replace(TURN_END, (end) => (isOwn(end.trim()) ? end : '')) : answer;
  if (!MARKED.test(turn)) return turn;
  const final = afterLast(
    afterLast(turn, CHANNEL, isOwn).replace(MESSAGE_END, endOf(isOwn)),
    STRIPPED,
    isOwn,
  );
  const rest = final.replace(BLOCK, (block, open: string) => (isOwn(open) ? block : ''));
  if (UNCLOSED.test(rest) && !isOwn(UNCLOSED.exec(rest)?.[0].trim() ?? '')) return '';
  return afterLoneEnd(rest, isOwn).replace(FINAL_WORD, '');
}

type IsOwn = (mark: string) => boolean;

function endOf(isOwn: IsOwn): (rest: string) => string {
  return (rest) => (isOwn(rest.slice(0, rest.indexOf('>') + 1)) ? rest : '');
}

function afterLast(text: string, mark: RegExp, isOwn: IsOwn): string {
  const last = [...text.matchAll(mark)].findLast((each) => !isOwn(each[0]));
  return last ? text.slice(last.index + last[0].length) : text;
}

function afterLoneEnd(text: string, isOwn: IsOwn): string {
  const ends = [...text.matchAll(LONE)].filter((end) => !isOwn(end[0]));
  const last = ends.findLast((end) =>
    isEnd(text.slice(0, end.index), text.slice(end.index + end[0].length)),
  );
  return last ? text.slice(last.index + last[0].length) : text;
}

/** A mark inside a line's own row may be what the talk is about: it is an end when lines are answered again after it. */
function isEnd(before: string, after: string): boolean {
  if (!/[\d{[]/.test(after)) return false;
  if (!ROW_OF_ID.test(before.slice(before.lastIndexOf('\n') + 1))) return true;
  const id = /^\W*(\d+)\W*[|｜]/u.exec(after)?.[1];
  return id === undefined
    ? /^\W*[{[]/u.test(after)
    : new RegExp(`^\\W*${id}\\W*[|｜]`, 'mu').test(before);
}

function literal(text: string): string {
  return text.replace(/[|[\]/]/g, String.raw`\$&`);
}
