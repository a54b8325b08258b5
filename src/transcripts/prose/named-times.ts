import { parseTime } from '../../text/timecode.ts';
import type { Draft } from '../cues/draft.ts';
import { decodeEntities } from '../markup/entities.ts';
import { isFurniture, isNotice, withoutFurniture } from '../markup/furniture.ts';
import { inHours } from '../times/hours-and-minutes.ts';
import { withEnds, type StartedCue } from '../times/timed-lines.ts';
import { isFullName, withHeads } from './name-above-time.ts';

const CLOCK = String.raw`(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?`;
/** `Alice (00:03):`, `Alice: [00:00:03] Hello`, `发言人1 00:03`. What follows a bare time is no such line. */
const NAME_FIRST = new RegExp(
  String.raw`^\s{0,9}\[?([^\s:：][^:：]{0,40}?)\]?[:：]?\s{0,9}(?:[[(（【](${CLOCK})[\])）】]\s{0,9}[:：]?|(?<=[\s:：])(${CLOCK})\s{0,9}[:：]?\s{0,20}$)`,
);
/** `00:00:03 张三`, with the words below. */
const TIME_FIRST = new RegExp(
  String.raw`^\s{0,9}(?:[[(（【](${CLOCK})[\])）】]|(${CLOCK})\s)\s{0,9}([^\s:：][^:：]{0,40})[:：]?$`,
);
/** `[Ann 00:00:03] Hello`, `(Ann, 0:03) Hello`. */
const NAME_INSIDE = new RegExp(
  String.raw`^\s{0,9}[[(（【]([^\s:：\d][^:：\]]{0,40}?)[,，]?\s{1,9}(${CLOCK})[\])）】]\s{0,9}[:：]?`,
);
/** `[00:00:06]` among words. */
const INLINE_TIME = new RegExp(String.raw`\[(${CLOCK})\]`);
/** Longer lines are no heads; in characters. */
const LONGEST_HEAD = 120;
/** Most lines above the first head: title, date, who took part. */
const PREFACE_LINES = 12;
/** Heads go forward in time, and have words after them, at least so often. */
const REGULAR_SHARE = 0.9;
/** A head stands for no more lines than this; talks of one speaker have long paragraphs. */
const LINES_A_HEAD = 30;

type Header = {
  readonly name: string;
  readonly start: number;
  /** What stands in the same line. */
  readonly rest: string;
  readonly isNameFirst: boolean;
};
type Turn = Header & { readonly lines: string[] };

/**
 * Reads a text whose speeches each begin with a speaker's name and a time, as Otter, Rev, Zoom, Teams,
 * Tencent Meeting, Feishu, Tongyi and iFlytek export them. What stands above the first stays, as a cue
 * at 0, but for the words of the program. `undefined` when the text does not have that form throughout.
 */
export function readNamedTimes(text: string): Draft | undefined {
  const preface: string[] = [];
  const turns: Turn[] = [];
  let lines = 0;
  for (const line of withHeads(text)) {
    lines += 1;
    const head = headOf(line);
    if (head === undefined) (turns.at(-1)?.lines ?? preface).push(line);
    else if (!isAgain(head, turns.at(-1))) {
      takeInitials(turns.at(-1)?.lines ?? preface, head.name);
      turns.push({ ...head, lines: [] });
    }
    if (turns.length === 0 && lines > PREFACE_LINES) return undefined;
  }
  if (!isRegular(turns, { lines, preface: preface.length })) return undefined;
  const said = turns.flatMap(({ start, name, rest, lines: below }, at): StartedCue[] => {
    const words = (rest.trim() === '' ? below : [rest, ...below]).filter(isSaid);
    const span = { start, end: turns[at + 1]?.start };
    return atTimes(words.join('\n'), span).map((cue) => ({ ...cue, speaker: name }));
  });
  const kept = withoutFurniture(preface);
  const above = kept.length === 0 ? [] : [{ start: 0, text: decodeEntities(kept.join('\n')) }];
  return { cues: withEnds(inHours([...above, ...said])), timed: true };
}

/** What is said from one head to the next, parted at times in brackets among its words, as Trint has them. */
function atTimes(
  text: string,
  { start, end = Infinity }: { start: number; end: number | undefined },
): StartedCue[] {
  const cues = [{ start, text: '' }];
  for (const [at, part] of text.split(INLINE_TIME).entries()) {
    const time = at % 2 === 1 ? parseTime(part) : undefined;
    const last = cues.at(-1);
    const isNext = time !== undefined && time >= (last?.start ?? 0) && time <= end;
    if (isNext) cues.push({ start: time, text: '' });
    else if (last !== undefined) last.text += at % 2 === 1 ? `[${part}]` : part;
  }
  return cues.map((cue) => ({ ...cue, text: decodeEntities(cue.text.trim()) }));
}

/** The program's own words may stand anywhere between speeches; those that people say too, only where nothing else does. */
function isSaid(line: string, _at: number, lines: readonly string[]): boolean {
  return lines.length === 1 ? !isNotice(line) : !isFurniture(line);
}

/** Teams draws who speaks as a disc with initials, which in a copy are a line above the name. */
function takeInitials(lines: string[], name: string): void {
  const last = lines.at(-1)?.trim() ?? '';
  if (!/^\p{Lu}{1,3}$/u.test(last)) return;
  const initials = name.split(/[\s,]+/).map((part) => part.charAt(0));
  if (Array.from(last).every((letter) => initials.includes(letter))) lines.pop();
}

/** Teams writes the same name and time a second time, for the ear. */
function isAgain(head: Header, before: Turn | undefined): boolean {
  return (
    before !== undefined &&
    before.lines.length === 0 &&
    before.rest.trim() === '' &&
    before.name === head.name &&
    Math.floor(before.start) === Math.floor(head.start)
  );
}

function headOf(line: string): Header | undefined {
  const isShort = line.length <= LONGEST_HEAD;
  // A time at the end of a piece of a longer line is not at the end of that line.
  const head = isShort ? line : `${line.slice(0, LONGEST_HEAD)}.`;
  if (!/\d:\d\d/.test(head)) return undefined;
  const byName = NAME_INSIDE.exec(head) ?? NAME_FIRST.exec(head);
  if (byName !== null) {
    const [whole, name, bracketed, bare] = byName;
    return named(name, bracketed ?? bare, { rest: line.slice(whole.length), isNameFirst: true });
  }
  const byTime = isShort ? TIME_FIRST.exec(line.trimEnd()) : null;
  return named(byTime?.[3], byTime?.[1] ?? byTime?.[2], { rest: '', isNameFirst: false });
}

function named(
  name: string | undefined,
  clock: string | undefined,
  more: { rest: string; isNameFirst: boolean },
): Header | undefined {
  const plain = bareName(name ?? '');
  const start = parseTime(clock ?? '');
  return start === undefined || !isFullName(plain) ? undefined : { name: plain, start, ...more };
}

/** A name without the marks of a list before it, and of a table behind. */
function bareName(written: string): string {
  const name = written.trim().replace(/^[-–—•*|]\s{1,9}|\s{1,9}[|–—-]$/g, '');
  return name.includes('[') && !name.includes(']') ? `${name}]` : name;
}

function isRegular(
  turns: readonly Turn[],
  { lines, preface }: { lines: number; preface: number },
): boolean {
  const names = new Set(turns.map((turn) => turn.name)).size;
  const forward = turns.filter((turn, at) => turn.start >= (turns[at - 1]?.start ?? 0)).length;
  const spoken = turns.filter((turn) => turn.rest.trim() !== '' || turn.lines.length > 0).length;
  if (turns.length < 2 || lines > turns.length * LINES_A_HEAD) return false;
  if (Math.min(forward, spoken) < turns.length * REGULAR_SHARE) return false;
  // Names that come again are speakers; of those that do not, only a file of nothing else is sure.
  if (names <= (turns.length * 2) / 3) return true;
  const isDense = preface === 0 && lines <= turns.length * 3;
  return isDense && turns.every((turn) => turn.isNameFirst);
}
