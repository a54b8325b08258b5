import type { Cue } from '../../model/transcript.ts';
import { eachLine } from '../../text/each-line.ts';

/** A line that begins a cue, with what stands in lines of no form below it. */
export type FormLine = { readonly found: RegExpExecArray; readonly more: string[] };

/** So many other lines may stand above the first cue before the text is taken for none of the form. */
const PREFACE_LINES = 12;
/** A line of a form begins with its mark; what is looked at of a longer one, in characters. */
const LONGEST = 20_000;

/**
 * The lines of a text in which nearly every line begins a cue in one form, `undefined` where they do not:
 * other lines are fewer, and belong to the cue above them. `above` has those before the first.
 */
export function formLines(
  text: string,
  form: RegExp,
): { lines: readonly FormLine[]; above: readonly string[] } | undefined {
  const lines: FormLine[] = [];
  const above: string[] = [];
  let others = 0;
  for (const line of eachLine(text)) {
    if (line.trim() === '') continue;
    const found = form.exec(line.slice(0, LONGEST));
    if (found === null) {
      others += 1;
      (lines.at(-1)?.more ?? above).push(line);
    } else lines.push({ found, more: line.length > LONGEST ? [line.slice(LONGEST)] : [] });
    // Most texts have another form, and that shows soon.
    if (others > lines.length + PREFACE_LINES) return undefined;
  }
  return lines.length > 0 && others <= lines.length ? { lines, above } : undefined;
}

/** What stands above the first cue is kept as one. */
export function withAbove(cues: readonly Cue[], above: readonly string[]): readonly Cue[] {
  const text = above.join('\n').trim();
  const first = { start: 0, end: Math.max(0, cues[0]?.start ?? 0), text };
  return text === '' ? cues : [first, ...cues];
}
