import { finite } from '../../base/finite.ts';
import type { Fields } from '../../base/json.ts';
import type { Cue, Word } from '../../model/transcript.ts';
import type { Draft } from '../cues/draft.ts';
import { withoutMarkup } from '../markup/markup.ts';
import { fieldsIn } from './normal.ts';
import { string } from './texts.ts';

/** Reads YouTube's events, as `json3` has them: an event shows until its duration is over, so that two lines show at once; speech goes on with the next. */
export function readEvents(events: unknown): Draft {
  const cues: Cue[] = [];
  for (const item of fieldsIn(events)) {
    const segments = fieldsIn(item['segs']);
    const text = segments.map((segment) => string(segment['utf8']) ?? '').join('');
    if (text.trim() === '') continue;
    const start = seconds(item['tStartMs']) ?? cues.at(-1)?.end ?? 0;
    const end = start + (seconds(item['dDurationMs']) ?? 0);
    const words = eventWords(segments, { start, end });
    cues.push({ start, end, text: withoutMarkup(text), words });
  }
  const shown = cues.map((cue, index) => {
    const end = cues[index + 1]?.start ?? cue.end;
    if (end < cue.start || end >= cue.end) return cue;
    const words = cue.words?.map((word) => ({
      ...word,
      end: Math.min(word.end, Math.max(word.start, end)),
    }));
    return { ...cue, end, words };
  });
  return { cues: shown, timed: true };
}

function eventWords(
  segments: readonly Fields[],
  { start, end }: { start: number; end: number },
): Word[] | undefined {
  if (!segments.some((segment) => seconds(segment['tOffsetMs']) !== undefined)) return undefined;
  const words = segments
    .map((segment) => ({
      text: (string(segment['utf8']) ?? '').trim(),
      start: start + (seconds(segment['tOffsetMs']) ?? 0),
    }))
    .filter((word) => word.text !== '');
  return words.map((word, index) => ({
    ...word,
    end: Math.max(word.start, words[index + 1]?.start ?? end),
  }));
}

/** Milliseconds from outside as seconds. */
function seconds(value: unknown): number | undefined {
  const ms = finite(value);
  return ms === undefined ? undefined : ms / 1000;
}
