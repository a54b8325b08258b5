import type { AudioSpan, AudioWindow } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import type { Cue } from '../../model/transcript.ts';
import { shiftSpan } from './shift.ts';

type Parts = AudioWindow['parts'];

/** A cue without words reaches into a part with as much, in seconds: times beside silence are that inexact. */
const LEAST: Seconds = 0.4;

/**
 * A cue of a window with its times, and those of its words, from the start of the media. A word lies in one of the
 * window's parts; the cue begins in the part of its first word and ends in that of its last.
 */
export function cueInMedia<C extends Pick<Cue, 'start' | 'end' | 'words'>>(
  cue: C,
  parts: Parts,
): C {
  const laid = laidOut(parts);
  const words = cue.words?.map((word) => ({ ...word, ...across(word, [mostOf(word, laid)]) }));
  const edges = [cue.words?.[0], cue.words?.at(-1)].flatMap((word) => word ?? []);
  const touched = edges.length > 0 ? edges.map((word) => mostOf(word, laid)) : touchedBy(cue, laid);
  return { ...cue, ...across(cue, touched), ...(words && { words }) };
}

/** A span of a window with times from the start of the media. */
export function spanInMedia(span: AudioSpan, parts: Parts): AudioSpan {
  return across(span, touchedBy(span, laidOut(parts)));
}

/** A span of the media that lies in one of a window's parts, in seconds from the window's first sample. */
export function spanInWindow(span: AudioSpan, parts: Parts): AudioSpan {
  const laid = laidOut(parts);
  const own = laid.findLast(({ media }) => media.start <= span.start) ?? laid[0];
  const by = own ? own.start - own.media.start : 0;
  return { start: Math.max(0, span.start + by), end: span.end + by };
}

/** A part as it lies in the window, in seconds from the window's first sample, and in the media. */
type Laid = AudioSpan & { readonly media: AudioSpan };

function laidOut(parts: Parts): Laid[] {
  let at = 0;
  return parts.map((media) => {
    const start = at;
    at += media.end - media.start;
    return { start, end: at, media };
  });
}

function overlap(one: AudioSpan, other: AudioSpan): Seconds {
  return Math.min(one.end, other.end) - Math.max(one.start, other.start);
}

/** The part that holds most of a span; of none, the nearest. */
function mostOf(span: AudioSpan, laid: readonly Laid[]): Laid | undefined {
  return laid.toSorted((a, b) => overlap(span, b) - overlap(span, a))[0];
}

function touchedBy(span: AudioSpan, laid: readonly Laid[]): (Laid | undefined)[] {
  const touched = laid.filter((part) => overlap(span, part) >= LEAST);
  return touched.length > 0 ? touched : [mostOf(span, laid)];
}

/** A span in the media, from within the first of these parts to within the last. */
function across(span: AudioSpan, touched: readonly (Laid | undefined)[]): AudioSpan {
  const start = within(touched[0], span.start);
  return shiftSpan({ start, end: Math.max(start, within(touched.at(-1), span.end)) }, 0);
}

function within(part: Laid | undefined, time: Seconds): Seconds {
  if (!part) return time;
  const { media } = part;
  return Math.min(media.end, Math.max(media.start, media.start + time - part.start));
}
