import { WORD_JOINER } from '../text/characters.ts';
import { assTime } from '../text/timecode.ts';
import type { SubtitleCue } from './lines/lines.ts';
import { inOrder, writtenLines } from './written-lines.ts';

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
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
  ];
  return `${[...head, ...inOrder(cues).flatMap(dialogue)].join('\n')}\n`;
}

function style(name: string, size: number): string {
  return `Style: ${name},Arial,${size},&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,60,60,50,1`;
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

function escape(text: string): string {
  return text
    .replaceAll('\\', `\\${WORD_JOINER}`)
    .replaceAll('{', '\\{')
    .replaceAll('}', '\\}')
    .replace(/[<&](?=[\w/#])/g, `$&${WORD_JOINER}`);
}
