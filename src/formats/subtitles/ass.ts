import type { Cue } from '../../model/transcript.ts';
import { WORD_JOINER } from '../../text/characters.ts';
import { eachLine } from '../../text/each-line.ts';
import { assTime, parseTime } from '../../text/timecode.ts';
import { withoutMarkup } from '../cues/markup.ts';
import type { Draft } from '../draft.ts';
import { inOrder, writtenLines, type SubtitleCue } from './subtitle.ts';

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

/**
 * Writes ASS for a 1920 by 1080 screen, in order of time: what was translated above in large, what
 * was said below in small. Cues without text are left out.
 */
export function writeAss(cues: readonly SubtitleCue[], { title }: { title: string }): string {
  const isBilingual = cues.some((cue) => new Set(cue.lines.map((line) => line.role)).size > 1);
  const head = [
    '[Script Info]',
    `Title: ${title.replace(/\s+/g, ' ').trim()}`,
    'ScriptType: v4.00+',
    'PlayResX: 1920',
    'PlayResY: 1080',
    'WrapStyle: 0',
    'ScaledBorderAndShadow: yes',
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    style('Target', 64),
    style('Source', isBilingual ? 42 : 64),
    '',
    '[Events]',
    `Format: ${DEFAULT_FIELDS}`,
  ];
  return `${[...head, ...inOrder(cues).flatMap(dialogue)].join('\n')}\n`;
}

function style(name: string, size: number): string {
  return `Style: ${name},Arial,${size},&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,60,60,50,1`;
}

function fieldOf(line: string): { name: string; value: string } {
  const found = /^\s{0,9}(\w{1,20})\s{0,9}:(.*)$/s.exec(line);
  return { name: found?.[1]?.toLowerCase() ?? '', value: found?.[2] ?? '' };
}

function dialogue(cue: SubtitleCue): string[] {
  const of = (role: 'source' | 'target'): string =>
    writtenLines(
      cue.lines.filter((line) => line.role === role),
      escape,
    ).join('\\N');
  const target = of('target');
  const source = of('source');
  const styleName = target === '' ? 'Source' : 'Target';
  // One event for both: players do not agree on the order of two that appear at the same moment.
  const text =
    target !== '' && source !== '' ? `${target}\\N{\\rSource}${source}` : target + source;
  if (text === '') return [];
  return [`Dialogue: 0,${assTime(cue.start)},${assTime(cue.end)},${styleName},,0,0,0,,${text}`];
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

function escape(text: string): string {
  return text
    .replaceAll('\\', `\\${WORD_JOINER}`)
    .replaceAll('{', '\\{')
    .replaceAll('}', '\\}')
    .replace(/[<&](?=[\w/#])/g, `$&${WORD_JOINER}`);
}
