import type { Cue } from '../model/transcript.ts';
import { dominantScript, type Script } from '../text/script.ts';

/** Share of the cues that have lines of two languages, from which a file is bilingual. */
const BILINGUAL_SHARE = 0.8;
/** Times this close are the same, in seconds. */
const SAME = 0.05;

type Line = { readonly text: string; readonly script: Script };

/**
 * Keeps one language of subtitles that hold two, in lines of the same cue or in cues of the same
 * times: that which is not Chinese, for it is the one to be translated. Told only where one of the two
 * is Chinese and the other has another script. Expects cues in order of time. `left` counts the cues
 * that lost a line.
 */
export function oneLanguage(cues: readonly Cue[]): { cues: readonly Cue[]; left: number } {
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
