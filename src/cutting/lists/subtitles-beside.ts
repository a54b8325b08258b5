import { layOutSubtitles, type SubtitleCue } from '../../subtitles/lines/lines.ts';
import { joinLines } from '../../text/languages/script.ts';
import { shifted, type Segment } from '../segments/segments.ts';
import type { KeptCue } from './choose-kept.ts';
import type { NumberedCue } from './numbered-cues.ts';

/**
 * The subtitles of what was cut out: what is kept, at the times it has now and in their order. Sentences are laid out, with their
 * translations below; cues stay as they are.
 */
export function cutSubtitles(
  kept: readonly KeptCue[],
  segments: readonly Segment[],
  { areSentences }: { readonly areSentences: boolean },
): SubtitleCue[] {
  const last = segments.at(-1)?.end ?? 0;
  const moved = kept
    .flatMap((cue) => {
      // What goes on beyond the end of all belongs to where it began.
      const now = shifted({ start: cue.start, end: Math.min(cue.end, last) }, segments);
      return now ? [{ ...cue, ...now }] : [];
    })
    // Lists and subtitles edited by hand have them in any order.
    .toSorted((a, b) => a.start - b.start);
  if (!areSentences) return moved.map((cue) => subtitleOf(cue));
  const parts = moved.map(({ start, end, lines, translation }) => ({
    start,
    end,
    text: joinLines(lines),
    second: translation,
    // Neighbours may come from anywhere in the recording.
    isApart: true,
  }));
  const duration = segments.reduce((sum, segment) => sum + segment.end - segment.start, 0);
  return layOutSubtitles(parts).map((cue) => ({ ...cue, end: Math.min(cue.end, duration) }));
}

/** A cue of a file as it is written. */
export function subtitleOf({ start, end, lines }: Omit<NumberedCue, 'number'>): SubtitleCue {
  return { start, end, lines: lines.map((text) => ({ text, role: 'source' })) };
}
