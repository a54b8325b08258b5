import type { Cue } from '../../model/transcript.ts';
import type { Draft } from '../cues/draft.ts';
import { decodeEntities } from '../markup/entities.ts';
import { rateOf, type FrameRate } from '../times/frame-rate.ts';
import { formLines, withAbove } from './form-lines.ts';

/** `{25}{75}text|second line`, in frames; the end may be missing. */
const LINE = /^\s{0,9}\{(\d{1,9})\}\s?\{(\d{0,9})\}(.*)$/s;
/** Styles of the text: `{y:i}`, `{C:$0000FF}`; a slash at the start of a line makes it italic. */
const CODE = /\{[a-z]:[^{}]{0,100}\}/gi;
const ITALIC = /^\/(?=\S)/gm;
/** A cue without an end is shown until the next, or so long after its start, in frames of the usual rate: two seconds. */
const UNENDED = 50;

/** Reads MicroDVD, whose times are frames. Its first line may say how many there are in a second: `{1}{1}25.000`. */
export function readMicroDvd(text: string, fps: number | undefined): Draft | undefined {
  const found = formLines(text, LINE);
  if (found === undefined) return undefined;
  const frames = found.lines.map(({ found: [, start = '', end = '', said = ''], more }) => ({
    start: Number(start),
    end: end === '' ? undefined : Number(end),
    text: [said, ...more].join('\n').trim(),
  }));
  const [first, ...others] = frames;
  const named = first !== undefined && first.start <= 1 ? rateIn(first.text) : undefined;
  const rate: FrameRate =
    named !== undefined && fps === undefined
      ? { fps: named, isAssumed: false }
      : rateOf(found.above.join('\n'), fps);
  const kept = named === undefined ? frames : others;
  const cues = kept.map((each, at): Cue => {
    const end = each.end ?? kept[at + 1]?.start ?? each.start + UNENDED;
    return { start: each.start / rate.fps, end: end / rate.fps, text: plain(each.text) };
  });
  return {
    cues: withAbove(cues, found.above.map(plain)),
    timed: true,
    assumed: rate.isAssumed ? cues.length : 0,
  };
}

function rateIn(text: string): number | undefined {
  const rate = /^\d{1,3}(?:[.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : 0;
  return rate >= 1 ? rate : undefined;
}

function plain(text: string): string {
  return decodeEntities(text.replace(CODE, '').replaceAll('|', '\n').replace(ITALIC, ''));
}
