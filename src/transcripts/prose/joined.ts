import type { Cue } from '../../model/transcript.ts';
import { eachLine } from '../../text/each-line.ts';
import type { Draft } from '../cues/draft.ts';
import { withoutMarkup } from '../markup/markup.ts';

/** Fewest joins from which commas are looked at as such. */
const FEWEST_JOINS = 8;
/** Share of joins that stand right after another mark, from which the commas are not the speaker's own. */
const DOUBLED_SHARE = 0.15;
/** Share of commas without a blank after them, from which the commas are not the writer's own. */
const UNSPACED_SHARE = 0.9;
/** A comma of joined lines: no blank after it, and not inside a number. */
const JOIN = /(?<!\d),(?=\S)|,(?=[^\s\d])/g;

/**
 * Whether a text is subtitle lines joined by commas, as autocut-dev's `_full_text.md` has them: many
 * commas without a blank after them, or after a full stop or another comma.
 */
export function isJoined(text: string): boolean {
  const head = text.slice(0, 200_000);
  const joins = count(head, JOIN);
  if (joins < 3) return false;
  const doubled = count(head, /[.?!,。？！，…],(?=\S)/g);
  if (doubled >= 2 && doubled >= joins * DOUBLED_SHARE) return true;
  const commas = count(head, /,/g);
  // Chinese writers often type a plain comma, but then sentences end in full stops of their own.
  const stops = count(head, /[。？！.?!](?=\s|[一-鿿]|$)/g);
  return joins >= FEWEST_JOINS && joins >= commas * UNSPACED_SHARE && stops <= joins / 10;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Reads such a text: each joined line is a cue again. There are no times in it. */
export function readJoined(text: string): Draft {
  const cues: Cue[] = [];
  for (const line of eachLine(withoutMarkup(withoutVideo(text)))) {
    for (const part of eachPart(line)) {
      if (/[^\s,]/.test(part)) cues.push({ start: 0, end: 0, text: part.trim() });
    }
  }
  return { cues, timed: false };
}

/** The parts between joins. Of two commas the first belongs to the line before. */
function* eachPart(line: string): Generator<string, void> {
  let from = 0;
  for (const { index } of line.matchAll(JOIN)) {
    // The join is the last comma of a run; those before it are the line's own.
    if (line[index + 1] === ',') continue;
    yield line.slice(from, index);
    from = index + 1;
  }
  const last = line.slice(from);
  yield last.endsWith(',') ? last.slice(0, -1) : last;
}

function withoutVideo(text: string): string {
  return text.replace(/<\/?(?:video|source)(?:\s[^<>]{0,1000})?>,?/gi, '\n');
}
