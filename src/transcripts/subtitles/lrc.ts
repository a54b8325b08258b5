import { finite } from '../../base/finite.ts';
import { eachLine } from '../../text/each-line.ts';
import { parseTime } from '../../text/timecode.ts';
import type { Draft } from '../cues/draft.ts';
import { inlineWords, withoutMarkup } from '../markup/markup.ts';
import { withEnds, type StartedCue } from '../times/timed-lines.ts';

const TIME_TAG = /^\s*\[(\d{1,4}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?|\d{1,4}:\d{1,2}:\d{3})\]/;
const WORD_TAG = /\[(\d{1,3}:\d{1,2}[.,]\d{1,3})\]/g;
const NAME_TAG = /^\s*\[(ti|ar|al|au|by|re|ve|length|offset|la|lang|tool|#)\s?:(.*)\]\s*$/i;
/** Where a line starts, and what is left of it. */
type Tagged = { readonly starts: readonly number[]; readonly rest: string };

/** More tags before one text are no lyrics. */
const MOST_TAGS = 20;

/**
 * Reads LRC lyrics. A line with several times is several cues; a time without text ends the cue
 * before it. Lines without a time go on the cue above.
 */
export function readLrc(text: string): Draft {
  const cues: { start: number; text: string }[] = [];
  const names = new Map<string, string>();
  for (const line of eachLine(text)) {
    const name = NAME_TAG.exec(line);
    if (name !== null) {
      names.set((name[1] ?? '').toLowerCase(), (name[2] ?? '').trim());
      continue;
    }
    const { starts, rest } = withWordTimes(takeTimes(line));
    for (const start of starts) cues.push({ start, text: rest });
    if (starts.length > 0 || rest.trim() === '') continue;
    const last = cues.at(-1);
    if (last === undefined) cues.push({ start: 0, text: rest });
    else last.text += `\n${rest}`;
  }
  // A positive offset makes the lyrics come sooner (https://en.wikipedia.org/wiki/LRC_(file_format)#ID_tags).
  const offset = (finite(names.get('offset')) ?? 0) / 1000;
  const ended = withEnds(
    cues.map((cue): StartedCue => ({ ...cue, start: Math.max(0, cue.start - offset) })),
  );
  return {
    cues: ended.map((cue) => ({
      ...cue,
      text: withoutMarkup(cue.text),
      words: inlineWords(cue.text, cue),
    })),
    timed: true,
    title: names.get('ti'),
    language: names.get('la') ?? names.get('lang'),
  };
}

/** A time inside a line is that of a word, also in square brackets; before the first word stand then the line's and its own. */
function withWordTimes({ starts, rest }: Tagged): Tagged {
  const marked = rest.replace(WORD_TAG, '<$1>');
  return marked === rest ? { starts, rest } : { starts: starts.slice(0, 1), rest: marked };
}

function takeTimes(line: string): Tagged {
  const starts: number[] = [];
  let rest = line;
  while (starts.length < MOST_TAGS) {
    const found = TIME_TAG.exec(rest);
    // Some writers put a colon before the hundredths; with a point after it, it stands before the seconds.
    const start = parseTime((found?.[1] ?? '').replace(/^(\d+:\d+):(?=\d+$)/, '$1.'));
    if (found === null || start === undefined) break;
    starts.push(start);
    rest = rest.slice(found[0].length);
  }
  return { starts, rest };
}
