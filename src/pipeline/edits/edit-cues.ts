import type { Edit } from '../../model/edit.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { KeptCue } from '../../model/talk.ts';

/** Words left and right of a change that are looked for with it, so that the right place is found. */
const AROUND = 2;

/**
 * Cues with what was put right in a sentence. The words that were changed are looked for in the cues that are shown while it
 * is said; a change that runs over the end of a cue is left out, and stands in all other files.
 */
export function editCues(
  cues: readonly KeptCue[],
  sentence: Sentence,
  { text }: Pick<Edit, 'text'>,
): readonly KeptCue[] {
  const change = changeBetween(sentence.text, text);
  if (!change) return cues;
  let isDone = false;
  return cues.map((cue) => {
    const isSaid = cue.start < sentence.end && cue.end > sentence.start && cue.isSound !== true;
    if (isDone || !isSaid) return cue;
    const found = change.find(([from]) => cue.text.includes(from));
    if (!found) return cue;
    isDone = true;
    return { ...cue, text: cue.text.replace(found[0], () => found[1]) };
  });
}

/** What was changed, with fewer and fewer words around it: from, and to. */
function changeBetween(before: string, after: string): [from: string, to: string][] | undefined {
  if (before === after) return undefined;
  const [a, b] = [before, after].map((text) => text.split(/(?<=\s)|(?<=[\p{sc=Han}])/u));
  if (!a || !b) return undefined;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const pieces: [string, string][] = [[before, after]];
  for (let around = AROUND; around >= 0; around--) {
    const from = Math.max(0, start - around);
    const rest = Math.max(0, end - around);
    const [old, fresh] = [a.slice(from, a.length - rest), b.slice(from, b.length - rest)];
    pieces.push([old.join('').trim(), fresh.join('').trim()]);
  }
  return pieces.filter(([from]) => from !== '');
}
