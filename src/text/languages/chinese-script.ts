import { once } from '../../base/once.ts';
import { isChinese, isTraditional, primaryTag } from '../../model/language.ts';
import type { Cue } from '../../model/transcript.ts';

/** The two ways in which Chinese is written. */
type Script = 'simplified' | 'traditional';
type Convert = (text: string) => string;

/** Puts texts into the script that is asked for. */
export type ScriptFixer = {
  /** Loads what `fix` needs for such a text, if anything. Nothing else may be given to it. */
  ready(text: string): Promise<void>;
  /** The text, in the other script before or not. */
  fix(text: string): string;
};

/** A cue with its text and its words written otherwise. */
export function rewritten(cue: Cue, write: Convert): Cue {
  const words = cue.words?.map((word) => ({ ...word, text: write(word.text) }));
  return { ...cue, text: write(cue.text), ...(words && { words }) };
}

/** The dictionaries are megabytes; they are loaded only when asked for. */
export async function scriptConverter(script: Script, region = ''): Promise<Convert> {
  if (script === 'simplified') {
    const { Converter } = await import('opencc-js/t2cn');
    return Converter({ from: 't', to: 'cn' });
  }
  const { Converter } = await import('opencc-js/cn2t');
  return Converter({ from: 'cn', to: STANDARDS[region] ?? 't' });
}

/** The spelling of a region, where it is not the general one. */
const STANDARDS: Readonly<Record<string, 'tw' | 'hk'>> = { tw: 'tw', hk: 'hk', mo: 'hk' };

const AS_THEY_ARE: ScriptFixer = { ready: async () => undefined, fix: (text) => text };

/** What puts a model's texts into the Chinese script of a language; leaves them as they are for any other language. */
export function scriptFixer(language: string): ScriptFixer {
  if (primaryTag(language) !== 'zh' || !isChinese(language)) return AS_THEY_ARE;
  const script = isTraditional(language) ? 'traditional' : 'simplified';
  const region = /[-_](tw|hk|mo)$/i.exec(language)?.[1]?.toLowerCase();
  let convert: Convert | undefined;
  return {
    ready: async (text) => {
      if (!convert && wrongIn(text, script) > 0) convert = await scriptConverter(script, region);
    },
    fix: (text) => (convert && wrongIn(text, script) > 0 ? fixed(text, script, convert) : text),
  };
}

/** A slip amid a text of the right script is put right alone: the words around it may mean other words in the other script. */
function fixed(text: string, script: Script, convert: Convert): string {
  const other = script === 'simplified' ? 'traditional' : 'simplified';
  const [wrong, right] = [wrongIn(text, script), wrongIn(text, other)];
  if (wrong > right) return convert(text);
  const only = ONLY[other]();
  return Array.from(text, (mark) => (only.has(mark) ? convert(mark) : mark)).join('');
}

/** Count of characters that only the other script has. */
function wrongIn(text: string, script: Script): number {
  const other = script === 'simplified' ? 'traditional' : 'simplified';
  if (!ANY_OF[other]().test(text)) return 0;
  const only = ONLY[other]();
  let count = 0;
  for (const mark of text) if (only.has(mark)) count += 1;
  return count;
}

/**
 * The standard sets of either script tell them apart: GB 2312 has the simplified characters, the first level of Big5
 * the common traditional ones; what both have says nothing. Node knows both encodings.
 */
const GB2312 = { name: 'gbk', lead: [0xb0, 0xf7], trail: [[0xa1, 0xfe]] } as const;
const BIG5 = {
  name: 'big5',
  lead: [0xa4, 0xc6],
  trail: [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ],
} as const;

type Charset = typeof GB2312 | typeof BIG5;

const ONLY: Readonly<Record<Script, () => ReadonlySet<string>>> = {
  simplified: once(() => without(charsOf(GB2312), charsOf(BIG5))),
  traditional: once(() => without(charsOf(BIG5), charsOf(GB2312))),
};

/** Nearly all texts have none, and this tells so faster. */
const ANY_OF: Readonly<Record<Script, () => RegExp>> = {
  simplified: once(() => new RegExp(`[${[...ONLY.simplified()].join('')}]`, 'u')),
  traditional: once(() => new RegExp(`[${[...ONLY.traditional()].join('')}]`, 'u')),
};

function without(all: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...all].filter((mark) => !others.has(mark)));
}

function charsOf({ name, lead, trail }: Charset): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let first = lead[0]; first <= lead[1]; first += 1) {
    for (const [from, to] of trail) {
      for (let second = from; second <= to; second += 1) bytes.push(first, second);
    }
  }
  const text = new TextDecoder(name).decode(Uint8Array.from(bytes));
  return new Set(text.match(/\p{sc=Han}/gu));
}
