import type { Cue } from '../../model/transcript.ts';
import { eachLine } from '../../text/each-line.ts';
import { parseTime } from '../../text/timecode.ts';
import type { Draft } from '../cues/draft.ts';
import { withoutMarkup } from '../markup/markup.ts';

/** Fields of an event where the file does not say (http://www.tcax.org/docs/ass-specs.htm, section 9). */
const DEFAULT_FIELDS = 'Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text';
/** Vector drawings, from `\p1` to `\p0`: shapes, not words. */
const DRAWING = /\{[^{}]{0,500}\\p[1-9][^{}]{0,500}\}[^{}]*/g;
const BRACES = { open: '\u0003', close: '\u0004' } as const;

/** Reads Advanced SubStation Alpha and its forerunner SSA. Comments and drawings are not text. */
export function readAss(text: string): Draft {
  const cues: Cue[] = [];
  let fields = fieldsOf(DEFAULT_FIELDS);
  let title: string | undefined;
  let isInEvents = false;
  for (const line of eachLine(text)) {
    const { name, value } = fieldOf(line);
    if (line.trimStart().startsWith('[')) isInEvents = /^\s*\[events\]/i.test(line);
    else if (name === 'title') title = value.trim();
    else if (name === 'format' && isInEvents) fields = fieldsOf(value);
    else if (name === 'dialogue') {
      cues.push(eventOf(value, { fields, before: cues.at(-1)?.end ?? 0 }));
    }
  }
  return { cues, timed: true, title };
}

function fieldOf(line: string): { name: string; value: string } {
  const found = /^\s{0,9}(\w{1,20})\s{0,9}:(.*)$/s.exec(line);
  return { name: found?.[1]?.toLowerCase() ?? '', value: found?.[2] ?? '' };
}

function fieldsOf(format: string): string[] {
  return format.split(',').map((field) => field.trim().toLowerCase());
}

function eventOf(
  value: string,
  { fields, before }: { fields: readonly string[]; before: number },
): Cue {
  const values: string[] = [];
  let from = 0;
  // The text comes last and may have commas of its own.
  while (values.length < fields.length - 1) {
    const comma = value.indexOf(',', from);
    if (comma === -1) break;
    values.push(value.slice(from, comma).trim());
    from = comma + 1;
  }
  values.push(value.slice(from));
  const field = (name: string): string => values[fields.indexOf(name)] ?? '';
  const start = parseTime(field('start')) ?? before;
  const speaker = field('name') || field('actor') || undefined;
  return {
    start,
    end: parseTime(field('end')) ?? start,
    text: plain(values.at(-1) ?? ''),
    speaker,
  };
}

function plain(text: string): string {
  const kept = text
    .replaceAll('\\{', BRACES.open)
    .replaceAll('\\}', BRACES.close)
    .replace(DRAWING, '')
    .replace(/\{[^{}]{0,2000}\}/g, '')
    .replace(/\\n/g, '\n')
    .trim();
  return withoutMarkup(kept).replaceAll(BRACES.open, '{').replaceAll(BRACES.close, '}');
}
