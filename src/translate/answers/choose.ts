import { cleanText } from '../../text/characters.ts';
import { undress } from '../../text/dressing/undress.ts';
import type { Candidate } from './candidate.ts';

/**
 * Which of several answers to a line is meant: what stands last. An empty one is none, and so is the line itself, which
 * servers repeat, unless there is no other. `undefined` when nothing was said at all.
 */
export function chooseText(candidates: readonly Candidate[], source: string): string | undefined {
  const texts = candidates.flatMap(({ id, text, below }) => {
    const own = undress(cleanText(behindOwnId(text, id, source)), source);
    const isOpen = own === '' || isSame(own, source);
    return below && isOpen ? [own, undress(cleanText(below), source)] : [own];
  });
  const said = texts.filter((text) => text !== '');
  return said.findLast((text) => !isSame(text, source)) ?? said.at(-1) ?? texts.at(-1);
}

/** What stands behind a line's own ID in its text is its answer anew; a line with bars may be a table. */
function behindOwnId(text: string, id: number, source: string): string {
  if (!text.includes('|') || source.includes('|')) return text;
  const again = [...text.matchAll(new RegExp(`(?<!\\S)${id}\\s?\\|`, 'g'))].at(-1);
  return again === undefined ? text : text.slice(again.index + again[0].length);
}

/** True for the source line itself, whatever its marks and spaces. */
function isSame(text: string, source: string): boolean {
  // Marks and spaces are no third of a line.
  if (Math.abs(text.length - source.length) > source.length / 3 + 6) return false;
  const bare = plain(text);
  return text === source || (bare !== '' && bare === plain(source));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
