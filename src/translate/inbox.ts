import type { Line } from '../model/translation.ts';
import type { Fault } from './check-line.ts';
import { isCopyOf } from './copies.ts';
import { acceptedLine, type Desk } from './desk.ts';
import { parseAnswerLine, parseAnswers } from './parse.ts';
import { SHIFT_HORIZON, watchShift } from './shift.ts';

/** Collects one answer and hands out the lines that can be accepted, each once. */
export type Inbox = {
  /** Takes in the next piece of the answer. */
  receive(delta: string): Line[];
  /** Takes the answer as a whole; `whole` is false when it was broken off. */
  close(text: string, whole: boolean): Line[];
  /** Forgets what has come in, as when an attempt is made again; accepted lines stay accepted. */
  reset(): void;
  /** Why the other lines were not accepted. */
  faults(): Map<number, Fault>;
};

/** What is asked: sentence IDs in order, and whether they were asked before. */
export type Asked = { readonly ids: readonly number[]; readonly repaired: boolean };

/** An inbox for the answer to one request. */
export function openInbox(desk: Desk, { ids, repaired }: Asked): Inbox {
  const accepted = new Set<number>();
  const sources = ids.map((id) => desk.sentence(id).text);
  const places = new Map(ids.map((id, index) => [id, index]));
  let answers = new Map<number, string>();
  let watch = watchShift(sources, desk.length);
  /** Lines seen by the watch, and lines decided on, counted from the first. */
  let [pushed, settled] = [0, 0];
  let rest = '';
  /** True when an ID came that nobody asked for: the answer is then read as a whole at its end. */
  let isStrange = false;

  const reset = (): void => {
    answers = new Map();
    watch = watchShift(sources, desk.length);
    [pushed, settled, rest, isStrange] = [0, 0, '', false];
  };
  const push = (upTo: number): void => {
    for (; pushed < upTo; pushed++) {
      watch.push({ source: sources[pushed] ?? '', target: answers.get(ids[pushed] ?? 0) });
    }
  };
  /** The same answer for two different lines in a row, though they may stand far apart in the talk. */
  const isCopy = (place: number): boolean => {
    const [id, previous] = [ids[place] ?? 0, ids[place - 1] ?? 0];
    const pair = (each: number) => ({
      source: desk.sentence(each).text,
      target: answers.get(each),
    });
    return place > 0 && isCopyOf(pair(previous), pair(id));
  };
  const settle = (upTo: number): Line[] => {
    const lines: Line[] = [];
    for (const end = Math.min(upTo, watch.shiftedFrom ?? upTo); settled < end; settled++) {
      const id = ids[settled] ?? 0;
      const text = answers.get(id);
      if (text === undefined || accepted.has(id)) continue;
      if (desk.fault(id, text) || isCopy(settled)) continue;
      accepted.add(id);
      lines.push(acceptedLine(id, text, repaired));
    }
    return lines;
  };
  const take = (row: string): void => {
    const answer = parseAnswerLine(row);
    // Not a line: a fence, a word before the lines, JSON. Whatever it is, the end will tell.
    if (!answer) return;
    const place = places.get(answer.id);
    if (place === undefined) isStrange = true;
    else if (place >= pushed && !answers.has(answer.id)) {
      answers.set(answer.id, answer.text);
      push(place);
    }
  };
  return {
    reset,
    receive: (delta) => {
      const rows = (rest + delta).split('\n');
      rest = rows.pop() ?? '';
      for (const row of rows) if (!isStrange) take(row);
      return isStrange ? [] : settle(pushed - SHIFT_HORIZON);
    },
    close: (text, whole) => {
      reset();
      for (const answer of parseAnswers(text, ids, whole)) answers.set(answer.id, answer.text);
      // What was broken off is not missing because lines were run together.
      push(whole ? ids.length : ids.findLastIndex((id) => answers.has(id)) + 1);
      watch.finish();
      return settle(ids.length);
    },
    faults: () => {
      const from = watch.shiftedFrom ?? ids.length;
      const open = ids.filter((id) => !accepted.has(id));
      return new Map(
        open.map((id) => {
          const place = places.get(id) ?? 0;
          if (answers.has(id) && isCopy(place)) return [id, COPY];
          const isShifted = place >= from;
          return [id, faultOfAnswer({ desk, id, text: answers.get(id), isShifted })];
        }),
      );
    },
  };
}

const COPY: Fault = { flag: 'duplicate', say: 'the same as the line before' };

type Refused = {
  readonly desk: Desk;
  readonly id: number;
  readonly text: string | undefined;
  readonly isShifted: boolean;
};

function faultOfAnswer({ desk, id, text, isShifted }: Refused): Fault {
  const missing: Fault = { flag: 'missing', say: 'no answer' };
  if (text === undefined) return missing;
  if (isShifted) return { flag: 'shift', say: 'it held the text of a neighbouring line' };
  return desk.fault(id, text) ?? missing;
}
