import type { Cue } from '../../model/transcript.ts';
import { eachLine } from '../../text/each-line.ts';
import type { Draft } from '../cues/draft.ts';
import { fromTimelineStart, rateOf, timeWithFrames } from '../times/frame-rate.ts';
import { withEnds } from '../times/timed-lines.ts';

const CODE = String.raw`(\d{2}[:;]\d{2}[:;]\d{2}[:;]\d{2})`;
/** Number, reel, track, transition, where it is taken from and where it stands on the timeline (CMX 3600). */
const EVENT = new RegExp(
  String.raw`^\d{1,6}\s+\S{1,60}\s+\S{1,20}\s+[A-Z]\w{0,5}(?:\s+\d{1,5})?\s+${CODE}\s+${CODE}\s+${CODE}\s+${CODE}\s*$`,
);
const COMMENT = /^\*\s{0,3}(?:comment|note|subtitle|caption|text)s?\s{0,3}:\s{0,3}(\S.*)$/is;
/** A locator has a time and a colour of its own before its words. */
const LOCATOR = new RegExp(
  String.raw`^\*\s{0,3}loc:\s{0,3}${CODE}\s{1,9}\w{1,20}\s{1,9}(\S.*)$`,
  'is',
);
/** DaVinci Resolve's markers: a note, then colour, name and length in frames. */
const MARKER = /^(.{0,2000}?)\s?\|C:\w{1,40}\s?\|M:(.{0,500}?)\s?(?:\|D:(\d{1,7}))?\s*$/s;
const CLIP_NAME = /^\*\s{0,3}from clip name:\s{0,3}(\S.*)$/is;
/** Names that programs give by themselves, and those of files, are nothing said. */
const NO_WORDS = /^marker\s?\d{0,4}$|\.\w{2,4}$/i;
const HEAD = /^(?:title:|fcm:)/im;
type Event = {
  start: string;
  end: string | undefined;
  frames: number;
  said: string[];
  name: string;
};

/** Reads an edit decision list, where its events have comments, markers or names of clips that are words. */
export function readEdl(text: string, fps: number | undefined): Draft | undefined {
  if (!HEAD.test(text.slice(0, 1000))) return undefined;
  const events: Event[] = [];
  for (const line of eachLine(text)) {
    const [, , , start, end] = EVENT.exec(line.slice(0, 400)) ?? [];
    if (start !== undefined) events.push({ start, end, frames: 0, said: [], name: '' });
    else addWords(events.at(-1), line.trim());
  }
  const rate = rateOf(text, fps);
  const cues = events.map(({ start, end = start, frames, said, name }): Cue => {
    const from = timeWithFrames(start, rate.fps) ?? 0;
    const to = frames > 1 ? from + frames / rate.fps : (timeWithFrames(end, rate.fps) ?? from);
    return { start: from, end: to, text: said.length > 0 ? said.join('\n') : name };
  });
  const spoken = fromTimelineStart(cues.filter((cue) => cue.text !== ''));
  if (spoken.length === 0) return undefined;
  // Markers last a frame; what they say goes on to the next.
  const areMarks = spoken.every((cue) => cue.end - cue.start <= 2 / rate.fps);
  const assumed = rate.isAssumed ? spoken.length : 0;
  return { cues: areMarks ? withEnds(spoken) : spoken, timed: true, assumed };
}

function addWords(event: Event | undefined, line: string): void {
  if (event === undefined) return;
  const said = COMMENT.exec(line)?.[1] ?? locatedIn(event, line) ?? noteIn(event, line);
  const clip = CLIP_NAME.exec(line)?.[1]?.trim();
  if (said !== undefined && !NO_WORDS.test(said)) event.said.push(said);
  if (clip !== undefined && !NO_WORDS.test(clip)) event.name = clip;
}

function locatedIn(event: Event, line: string): string | undefined {
  const [, time, words] = LOCATOR.exec(line) ?? [];
  event.start = time ?? event.start;
  return words;
}

/** What a marker says: its note, else the name it was given. */
function noteIn(event: Event, line: string): string | undefined {
  const marker = MARKER.exec(line);
  if (marker === null) return undefined;
  const [, note, name, frames = '0'] = marker;
  event.frames = Number(frames);
  return note || name || undefined;
}
