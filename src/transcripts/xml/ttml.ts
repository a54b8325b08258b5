import type { Seconds } from '../../model/time.ts';
import type { Cue, Word } from '../../model/transcript.ts';
import { joinLines } from '../../text/languages/script.ts';
import { parseTime } from '../../text/timecode.ts';
import type { Draft } from '../cues/draft.ts';
import { withoutMarkup } from '../markup/markup.ts';
import { attribute, childrenOf, textOf, type Element } from './xml.ts';

/** Frames and ticks a second. */
type Rates = { readonly frames: number; readonly ticks: number };
/** When what is inside an element shows, in seconds; the end is open where none is given. */
type Span = { readonly start: Seconds; readonly end: Seconds | undefined };

const FRAMES = /^(\d{1,4}:\d{2}:\d{2})[:;](\d{1,4})(?:\.\d{1,4})?$/;
const OFFSET = /^(\d{1,15}(?:\.\d{1,9})?)(h|m|s|ms|f|t)?$/;

/**
 * Reads TTML (https://www.w3.org/TR/ttml2/), which is also called DFXP, with the times that its
 * relatives have. Elements timed inside a paragraph are its words, or its sentences where they hold
 * words themselves, as in Apple's podcasts.
 */
export function readTtml(root: Element): Draft {
  const body = childrenOf(root).find(({ name }) => name === 'body');
  const all = { start: 0, end: undefined };
  return {
    cues: body === undefined ? [] : cuesIn(body, all, ratesOf(root)),
    timed: true,
    language: attribute(root, 'lang'),
  };
}

function ratesOf(root: Element): Rates {
  const given = Number(attribute(root, 'frameRate') ?? Number.NaN);
  const [numerator = 1, denominator = 1] = (attribute(root, 'frameRateMultiplier') ?? '')
    .split(/[\s:]/)
    .map((part) => Number(part) || 1);
  const frames = ((given || 30) * numerator) / denominator;
  return { frames, ticks: Number(attribute(root, 'tickRate')) || given || 1 };
}

/** The cues of a part of the body: its paragraphs, whose times count from the start of that part. */
function cuesIn(element: Element, within: Span, rates: Rates): Cue[] {
  const span = spanOf(element, within, rates) ?? within;
  if (element.name !== 'p')
    return childrenOf(element).flatMap((child) => cuesIn(child, span, rates));
  const speaker = attribute(element, 'agent');
  return saidIn(element, span, rates).map((cue) => ({ ...cue, speaker }));
}

function saidIn(element: Element, span: Span, rates: Rates): Cue[] {
  const timed = timedIn(element);
  const spans = timed.map((each) => {
    // Some write the times of the talk in a paragraph too, and do not count from where it starts.
    const isAgain = (timeIn(attribute(each, 'begin'), rates) ?? 0) >= span.start;
    return spanOf(each, isAgain ? { ...span, start: 0 } : span, rates) ?? span;
  });
  const others = element.content.filter((each) => typeof each === 'string' || !isTimed(each));
  const isAllTimed = timed.length > 0 && plain(others).trim() === '';
  const holdsSentences = timed.some((each) => timedIn(each).length > 0);
  if (isAllTimed && (holdsSentences || !isTimed(element))) {
    const parts = timed.flatMap((each, at) => saidIn(each, spans[at] ?? span, rates));
    return parts.map((cue, at) => ({ ...cue, paragraph: at === 0 || undefined }));
  }
  const words = timed.map((each, at): Word => {
    const { start, end = start } = spans[at] ?? span;
    return { text: plain(each.content).trim(), start, end };
  });
  const whole = plain(element.content);
  const text = isAllTimed && !/\s/.test(whole) ? joinLines(words.map((word) => word.text)) : whole;
  const end = span.end ?? words.at(-1)?.end ?? span.start;
  return [{ start: span.start, end, text, words: isAllTimed ? words : undefined }];
}

function timedIn(element: Element): Element[] {
  return childrenOf(element).filter(isTimed);
}

function isTimed(element: Element): boolean {
  return attribute(element, 'begin') !== undefined;
}

/** Line ends and indents of the file are blanks; only `br` begins a line. */
function plain(content: Element['content']): string {
  return withoutMarkup(textOf(content, (text) => text.replace(/\s+/g, ' ')));
}

/** When an element says it shows; `undefined` when it does not say. */
function spanOf(element: Element, within: Span, rates: Rates): Span | undefined {
  const begin = timeIn(attribute(element, 'begin'), rates);
  const end = timeIn(attribute(element, 'end'), rates);
  const duration = timeIn(attribute(element, 'dur'), rates);
  if (begin === undefined && end === undefined && duration === undefined) return undefined;
  const start = within.start + (begin ?? 0);
  const last = end === undefined ? undefined : within.start + end;
  return { start, end: last ?? (duration === undefined ? within.end : start + duration) };
}

function timeIn(value: string | undefined, { frames, ticks }: Rates): Seconds | undefined {
  const written = (value ?? '').trim();
  const framed = FRAMES.exec(written);
  if (framed) return (parseTime(framed[1] ?? '') ?? 0) + Number(framed[2]) / frames;
  const [, count, unit = 's'] = OFFSET.exec(written) ?? [];
  if (count === undefined) return parseTime(written);
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, ms: 1e-3, s: 1 };
  return Number(count) * (units[unit] ?? 1 / (unit === 'f' ? frames : ticks));
}
