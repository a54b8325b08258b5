import type { Seconds } from '../../model/time.ts';
import { dominantScript } from '../../text/languages/script.ts';
import type { RawCue } from './highlights.ts';

/** Two files show at the same moments, as translations of one another do, when so many of their cues do. */
const SAME_SHARE = 0.5;

/** Which moments a file's cues show at, and how much later all of them were put. */
type Part = { readonly moments: ReadonlySet<string>; readonly offset: Seconds };

/**
 * The cues of several files in one, each in its own times: what starts again goes on where the parts
 * before it end, or it would be read between their lines. What is another language's or shows at the
 * moments of another part stays with it. `moved` counts the cues that come later than their file says.
 */
export function oneAfterAnother(parts: readonly (readonly RawCue[])[]): {
  cues: RawCue[];
  moved: number;
} {
  if (parts.length < 2) return { cues: [...(parts[0] ?? [])], moved: 0 };
  const cues: RawCue[] = [];
  const before: Part[] = [];
  let [end, moved] = [0, 0];
  const script = scriptOf(parts[0] ?? []);
  for (const part of parts) {
    const moments = new Set(part.map(momentOf));
    const twin = before.find((each) => isSame(moments, each.moments));
    const offset = twin?.offset ?? (scriptOf(part) === script ? end : 0);
    before.push({ moments, offset });
    if (offset > 0) moved += part.length;
    for (const each of part) {
      const placed = offset > 0 ? later(each, offset) : each;
      end = Math.max(end, placed.cue.end);
      cues.push(placed);
    }
  }
  return { cues, moved };
}

function later({ raw, cue }: RawCue, offset: Seconds): RawCue {
  const moved = <T extends { start: Seconds; end: Seconds }>(each: T): T => ({
    ...each,
    start: each.start + offset,
    end: each.end + offset,
  });
  return { raw, cue: { ...moved(cue), words: cue.words?.map(moved) } };
}

function momentOf({ cue }: RawCue): string {
  return `${cue.start.toFixed(1)} ${cue.end.toFixed(1)}`;
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  let same = 0;
  for (const moment of one) if (other.has(moment)) same += 1;
  return same >= one.size * SAME_SHARE;
}

function scriptOf(part: readonly RawCue[]): string {
  return dominantScript(
    part
      .slice(0, 200)
      .map(({ cue }) => cue.text.slice(0, 200))
      .join('\n'),
  );
}
