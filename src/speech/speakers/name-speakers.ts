import type { AudioSpan } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import type { Cue, Word } from '../../model/transcript.ts';
import { textOf, unitsOf } from '../../text/sentence-ends/units.ts';
import { clusterPrints, type ClusterOptions } from './cluster.ts';
import type { Voice } from './window-voices.ts';

/** Who speaks less in all is taken for a voice like it: a cough, a laugh, a word in a bad line. In seconds. */
const LEAST_SPEECH = 3;

/**
 * Puts speakers on cues: `Speaker 1`, `Speaker 2`, … in the order in which they are first heard. A cue with words
 * is parted where the speaker changes. Who speaks longest in a cue or word is its speaker, else who speaks nearest
 * to it. The cues of a talk with one voice, or none, stay as they are.
 */
export function nameSpeakers(
  cues: readonly Cue[],
  voices: readonly Voice[],
  options: ClusterOptions = {},
): Cue[] {
  const turns = turnsOf(voices, options);
  if (new Set(turns.map((turn) => turn.speaker)).size < 2) return [...cues];
  const numbers = new Map<number, number>();
  let first = 0;
  return cues.flatMap((cue) => {
    while ((turns[first]?.end ?? Infinity) < cue.start - REACH) first++;
    const near = turns.slice(first, first + NEAR);
    return bySpeaker(cue, near).map((part) => {
      const speaker = speakerOf(part, near);
      if (speaker === undefined) return part;
      const number = numbers.get(speaker) ?? numbers.size + 1;
      numbers.set(speaker, number);
      return { ...part, speaker: `Speaker ${number}` };
    });
  });
}

/** A cue in as many parts as speakers take turns in it. */
function bySpeaker(cue: Cue, turns: readonly Turn[]): Cue[] {
  const groups: Word[][] = [];
  let last: number | undefined;
  for (const word of cue.words ?? []) {
    const speaker = speakerOf(word, turns);
    if (speaker === last) groups.at(-1)?.push(word);
    else groups.push([word]);
    last = speaker;
  }
  if (groups.length < 2) return [cue];
  return groups.map((words) => {
    const start = words[0]?.start ?? cue.start;
    const end = words.at(-1)?.end ?? cue.end;
    const part = { ...cue, start, end, words };
    return { ...part, text: textOf(unitsOf([part])) };
  });
}

/** Turns this far before a cue say nothing of it any more, in seconds: a window's length. */
const REACH = 30;
/** As many turns are looked at for a cue: more than two windows hold. */
const NEAR = 60;

type Turn = AudioSpan & { readonly speaker: number };

function turnsOf(voices: readonly Voice[], options: ClusterOptions): Turn[] {
  const prints = voices.map(({ start, end, print }) => ({ vector: print, weight: end - start }));
  let labels = clusterPrints(prints, options);
  if (options.voices === undefined) {
    const spoken = new Map<number, Seconds>();
    for (const [index, label] of labels.entries())
      spoken.set(label, (spoken.get(label) ?? 0) + (prints[index]?.weight ?? 0));
    const count = [...spoken.values()].filter((length) => length >= LEAST_SPEECH).length;
    if (count > 0 && count < spoken.size) labels = clusterPrints(prints, { voices: count });
  }
  return voices.map(({ start, end }, index) => ({ start, end, speaker: labels[index] ?? 0 }));
}

function speakerOf({ start, end }: AudioSpan, turns: readonly Turn[]): number | undefined {
  const spoken = new Map<number, Seconds>();
  let nearest: { speaker: number; gap: Seconds } | undefined;
  for (const turn of turns) {
    const overlap = Math.min(end, turn.end) - Math.max(start, turn.start);
    if (overlap > 0) spoken.set(turn.speaker, (spoken.get(turn.speaker) ?? 0) + overlap);
    if (!nearest || -overlap < nearest.gap) nearest = { speaker: turn.speaker, gap: -overlap };
  }
  const [longest] = [...spoken].toSorted((a, b) => b[1] - a[1]);
  return longest?.[0] ?? nearest?.speaker;
}
