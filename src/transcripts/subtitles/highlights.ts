import type { Cue, Word } from '../../model/transcript.ts';
import { withoutMarkup } from '../markup/markup.ts';

/** A cue with its text as it stood in the file. */
export type RawCue = { readonly raw: string; readonly cue: Cue };

/** Cues this close, in seconds, are one after the other without a pause. */
const TOUCHING = 0.1;
/** What is set off inside a text. */
const SET_OFF = /<(u|b|i|font|c)\b[^<>]{0,300}>([^<>]{1,200})<\/\1>/i;

/**
 * Cues that show one text again and again, each time with another word set off, as recognisers write
 * them to be sung along: one cue, with the times of its words where each was set off in turn.
 */
export function oneHighlight(cues: readonly RawCue[]): Cue[] {
  const groups: RawCue[][] = [];
  for (const each of cues) {
    const group = groups.at(-1);
    if (group !== undefined && goesOn(group, each)) group.push(each);
    else groups.push([each]);
  }
  return groups.flatMap(oneCue);
}

/** Only the marks differ: what is written alike twice may have been said twice. */
function goesOn(group: readonly RawCue[], { raw, cue }: RawCue): boolean {
  const before = group.at(-1);
  return (
    before !== undefined &&
    before.cue.text === cue.text &&
    before.raw !== raw &&
    cue.text.trim() !== '' &&
    Math.abs(cue.start - before.cue.end) <= TOUCHING
  );
}

function oneCue(group: readonly RawCue[]): Cue[] {
  const [first, last] = [group[0]?.cue, group.at(-1)?.cue];
  if (first === undefined || last === undefined) return [];
  if (group.length === 1) return [first];
  const words: Word[] = group.flatMap(({ raw, cue }) => {
    const text = withoutMarkup(SET_OFF.exec(raw)?.[2] ?? '').trim();
    return text === '' ? [] : [{ text, start: cue.start, end: cue.end }];
  });
  const said = words.map((word) => word.text).join('');
  const isWhole = said === first.text.replace(/\s+/g, '');
  return [{ ...first, end: last.end, words: isWhole ? words : undefined }];
}
