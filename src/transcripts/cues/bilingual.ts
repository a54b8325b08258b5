import type { Cue } from '../../model/transcript.ts';
import { dominantScript, type Script } from '../../text/languages/script.ts';

/** Share of the cues that have lines of two languages, from which a file is bilingual. */
const BILINGUAL_SHARE = 0.8;
/** Times this close are the same, in seconds. */
const SAME = 0.05;

/** Fewer turns may be questions and answers. */
const FEWEST_TURNS = 3;
/**
 * Letters of a text for each of its Chinese translation, least and most: of the 361 pairs of `test/fixtures/parallel.json`
 * nine in ten have 1.7 to 4 in English; Japanese and Korean write about half as many. */
const LETTERS_A_HAN: Readonly<Partial<Record<Script, readonly [number, number]>>> & {
  readonly latin: readonly [number, number];
} = { latin: [1.4, 5.5], cyrillic: [1.4, 5.5], kana: [1, 3.5], hangul: [0.9, 3] };

type Line = { readonly text: string; readonly script: Script };

/**
 * Keeps one language of subtitles that hold two, in lines of the same cue or in cues of the same
 * times, or in paragraphs of a text that take turns: that which is not Chinese, for it is the one to be
 * translated. Told only where one of the two is Chinese and the other has another script. Expects cues
 * in order of time. `left` counts the cues that lost a line.
 */
export function oneLanguage(
  cues: readonly Cue[],
  timed: boolean,
): { cues: readonly Cue[]; left: number } {
  if (!timed) return inTurn(cues);
  const other = otherScript(cues);
  if (other === undefined) return { cues, left: 0 };
  const kept: Cue[] = [];
  let left = 0;
  for (const group of sameTimes(cues)) {
    const inAll = group.flatMap(linesOf);
    for (const cue of group) {
      const own = linesOf(cue);
      const lines = isPair(inAll, other) ? own.filter((line) => line.script !== 'han') : own;
      const text = [...new Set(lines.map((line) => line.text))].join('\n');
      if (lines.length < own.length) left += 1;
      if (text === own.map((line) => line.text).join('\n')) kept.push(cue);
      else if (text !== '') kept.push({ ...cue, text, words: undefined });
    }
  }
  return { cues: kept, left };
}

/** The script that stands beside Chinese in nearly all cues. */
function otherScript(cues: readonly Cue[]): Script | undefined {
  if (!cues.some((cue) => /\p{sc=Han}/u.test(cue.text))) return undefined;
  const groups = sameTimes(cues);
  const doubled = groups.filter(([cue, second]) => second ?? cue?.text.trim().includes('\n'));
  if (doubled.length < groups.length * BILINGUAL_SHARE) return undefined;
  const counts = new Map<Script, number>();
  for (const group of doubled) {
    const scripts = new Set(group.flatMap(linesOf).map((line) => line.script));
    if (!scripts.has('han')) continue;
    for (const script of scripts) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  counts.delete('han');
  counts.delete('other');
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a);
  return best !== undefined && best[1] >= groups.length * BILINGUAL_SHARE ? best[0] : undefined;
}

/** Texts without times: stretches of both languages in turn, where each is as long as its translation would be. */
function inTurn(cues: readonly Cue[]): { cues: readonly Cue[]; left: number } {
  if (!takeTurns(cues.map(({ text }) => text))) return { cues, left: 0 };
  const kept: Cue[] = [];
  let begins = false;
  for (const cue of cues) {
    begins ||= cue.paragraph === true;
    if (scriptOf(cue.text) === 'han') continue;
    kept.push({ ...cue, paragraph: begins || undefined });
    begins = false;
  }
  return { cues: kept, left: cues.length - kept.length };
}

/** Whether texts are a talk and its translation in turn, one of them Chinese. */
export function takeTurns(texts: readonly string[]): boolean {
  if (!texts.some((text) => /\p{sc=Han}/u.test(text))) return false;
  const runs: { script: Script; length: number }[] = [];
  for (const text of texts) {
    const script = scriptOf(text);
    const last = runs.at(-1);
    if (script === 'other') continue;
    if (last?.script === script) last.length += lettersIn(text);
    else runs.push({ script, length: lettersIn(text) });
  }
  const other = runs.find(({ script }) => script !== 'han')?.script;
  if (runs.length < FEWEST_TURNS * 2 || other === undefined) return false;
  const turns = Array.from({ length: Math.floor(runs.length / 2) }, (_, at) =>
    runs.slice(at * 2, at * 2 + 2),
  );
  const [least, most] = LETTERS_A_HAN[other] ?? LETTERS_A_HAN.latin;
  const pairs = turns.filter((turn) => {
    const han = turn.find(({ script }) => script === 'han')?.length ?? 0;
    const foreign = turn.find(({ script }) => script === other)?.length ?? 0;
    return foreign >= han * least && foreign <= han * most;
  });
  return pairs.length >= turns.length * BILINGUAL_SHARE;
}

function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function isPair(lines: readonly Line[], other: Script): boolean {
  return lines.some((line) => line.script === 'han') && lines.some((line) => line.script === other);
}

function sameTimes(cues: readonly Cue[]): Cue[][] {
  const groups: Cue[][] = [];
  for (const cue of cues) {
    const first = groups.at(-1)?.[0];
    const isSame =
      first !== undefined && cue.start - first.start < SAME && Math.abs(cue.end - first.end) < SAME;
    if (isSame) groups.at(-1)?.push(cue);
    else groups.push([cue]);
  }
  return groups;
}

function linesOf(cue: Cue): Line[] {
  return cue.text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((text) => ({ text, script: scriptOf(text) }));
}

/** A Chinese line may quote more English than it has Chinese; an English one hardly has a Chinese character. */
function scriptOf(line: string): Script {
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(line)) return 'kana';
  return /\p{sc=Han}/u.test(line) ? 'han' : dominantScript(line);
}
