import { cleanText } from '../../formats/encoding/characters.ts';
import { undress } from '../../text/dressing/undress.ts';
import type { Candidate } from './candidate.ts';

/**
 * Which of several answers to a line is meant: what stands last. An empty one is none, and so is the line itself, which
 * servers repeat, unless there is no other. `undefined` when nothing was said at all.
 */
export function chooseText(candidates: readonly Candidate[], source: string): string | undefined {
  const texts = candidates.flatMap(({ text, below }) => {
    const own = undress(cleanText(text), source);
    const isOpen = own === '' || isSame(own, source);
    return below && isOpen ? [own, undress(cleanText(below), source)] : [own];
  });
  const said = texts.filter((text) => text !== '');
  return said.findLast((text) => !isSame(text, source)) ?? said.at(-1) ?? texts.at(-1);
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
