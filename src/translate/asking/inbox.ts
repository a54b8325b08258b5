import type { Line } from '../../model/translation.ts';
import { readAnswers } from '../answers/read-answers.ts';
import { readRow } from '../answers/read-row.ts';
import type { Fault } from '../checks/check-line.ts';
import { isCopyOf } from '../checks/copies.ts';
import { SHIFT_HORIZON, type ShiftWatch, watchShift } from '../checks/shift.ts';
import type { Pair } from '../measure/fit.ts';
import { acceptedLine, type Desk } from './desk.ts';

const MISSING: Fault = { flag: 'missing', say: 'no answer' };
const SHIFTED: Fault = { flag: 'shift', say: 'it held the text of a neighbouring line' };
const MERGED: Fault = { flag: 'shift', say: 'it held the text of a neighbouring line as well' };
const COPY: Fault = { flag: 'duplicate', say: 'the same as the line before' };

/** A longer answer than one in ten right ones has, in deviations. */
const SUSPICIOUS = 1.3;

/** What is asked: sentence IDs in order, and whether they were asked before. */
export type Asked = { readonly ids: readonly number[]; readonly repaired: boolean };

/**
 * Collects the answer to one request, piece by piece, and hands out the lines that can be accepted: a good line as soon
 * as enough lines after it show that the answers have not shifted, and as long as the answer is nothing but lines in
 * order. Whatever else stands in it, a word, a heading, an ID that comes again, may mean that what came first was a draft:
 * from there on the end decides. A line that the whole answer says otherwise than its first rows is handed out again.
 */
export class Inbox {
  readonly #desk: Desk;
  readonly #ids: readonly number[];
  readonly #repaired: boolean;
  readonly #places: ReadonlyMap<number, number>;
  /** The texts of lines that were handed out. */
  readonly #accepted = new Map<number, string>();
  /** Lines accepted in an attempt that failed: the next one does not change them. */
  #kept: ReadonlySet<number> = new Set();
  #answers = new Map<number, string>();
  #watch: ShiftWatch;
  /** Lines the watch has seen, counted from the first. */
  #pushed = 0;
  /** Lines that are decided on, counted from the first. */
  #settled = 0;
  #rest = '';
  /** True when something came that is no line in its place: the answer is then read as a whole at its end. */
  #isUnclear = false;

  constructor(desk: Desk, { ids, repaired }: Asked) {
    this.#desk = desk;
    this.#ids = ids;
    this.#repaired = repaired;
    this.#places = new Map(ids.map((id, place) => [id, place]));
    this.#watch = this.#newWatch();
  }

  /** Forgets what has come in, as when an attempt is made again; accepted lines stay accepted. */
  reset(): void {
    this.#kept = new Set(this.#accepted.keys());
    this.#begin();
  }

  /** Takes in the next piece of the answer. */
  receive(delta: string): Line[] {
    if (this.#isUnclear) return [];
    this.#rest += delta;
    if (!delta.includes('\n')) return [];
    const rows = this.#rest.split('\n');
    this.#rest = rows.pop() ?? '';
    for (const row of rows) if (!this.#isUnclear) this.#take(row);
    return this.#isUnclear ? [] : this.#settle(this.#pushed - SHIFT_HORIZON);
  }

  /** Takes the answer as a whole; `whole` is false when it was broken off. */
  close(text: string, whole: boolean): Line[] {
    this.#begin();
    const lines = this.#ids.map((id) => ({ id, text: this.#desk.sentence(id).text }));
    for (const answer of readAnswers(text, lines, whole)) {
      this.#answers.set(answer.id, this.#desk.script.fix(answer.text));
    }
    // What was broken off is not missing because lines were run together.
    const answered = this.#ids.findLastIndex((id) => this.#answers.has(id)) + 1;
    this.#push(whole ? this.#ids.length : answered);
    this.#watch.finish();
    return this.#settle(this.#ids.length);
  }

  /** Why the other lines were not accepted. */
  faults(): Map<number, Fault> {
    const open = this.#ids.filter((id) => !this.#accepted.has(id));
    return new Map(open.map((id) => [id, this.#faultOf(id)]));
  }

  #begin(): void {
    this.#answers = new Map();
    this.#watch = this.#newWatch();
    [this.#pushed, this.#settled, this.#rest, this.#isUnclear] = [0, 0, '', false];
  }

  #newWatch(): ShiftWatch {
    const sources = this.#ids.map((id) => this.#desk.sentence(id).text);
    return watchShift(sources, this.#desk.length);
  }

  #take(row: string): void {
    const read = readRow(row, (id) =>
      this.#places.has(id) ? this.#desk.sentence(id).text : undefined,
    );
    if (read === 'nothing') return;
    const place = read === 'unclear' ? undefined : this.#places.get(read.id);
    const isNext = place !== undefined && place >= this.#pushed;
    if (read === 'unclear' || !isNext || this.#answers.has(read.id)) {
      this.#isUnclear = true;
      return;
    }
    this.#answers.set(read.id, this.#desk.script.fix(read.text));
    this.#push(place);
  }

  #push(upTo: number): void {
    for (; this.#pushed < upTo; this.#pushed++) this.#watch.push(this.#pairAt(this.#pushed));
  }

  #settle(upTo: number): Line[] {
    const lines: Line[] = [];
    const end = Math.min(upTo, this.#watch.shiftedFrom ?? upTo);
    for (; this.#settled < end; this.#settled++) {
      const id = this.#ids[this.#settled] ?? 0;
      const text = this.#answers.get(id);
      if (text === undefined || this.#kept.has(id) || this.#accepted.get(id) === text) continue;
      const place = this.#settled;
      if (this.#desk.fault(id, text) || this.#isCopy(place) || this.#isMerged(place)) continue;
      this.#accepted.set(id, text);
      lines.push(acceptedLine(id, text, this.#repaired));
    }
    return lines;
  }

  /** The same answer for two different lines in a row, though they may stand far apart in the talk. */
  #isCopy(place: number): boolean {
    return place > 0 && isCopyOf(this.#pairAt(place - 1), this.#pairAt(place));
  }

  /** A neighbour got no answer, and this one is as long as one for both. */
  #isMerged(place: number): boolean {
    const { source, target } = this.#pairAt(place);
    if (target === undefined) return false;
    const { length } = this.#desk;
    const [said, answered] = [length.gauge.source(source).size, length.gauge.target(target).size];
    const alone = length.deviation(said, answered);
    if (alone < SUSPICIOUS) return false;
    return [place - 1, place + 1].some((other) => {
      if (other < 0 || other >= this.#pushed) return false;
      const neighbour = this.#pairAt(other);
      if (neighbour.target !== undefined) return false;
      const both = said + length.gauge.source(neighbour.source).size;
      return Math.abs(length.deviation(both, answered)) < alone;
    });
  }

  #pairAt(place: number): Pair {
    const id = this.#ids[place] ?? 0;
    return { source: this.#desk.sentence(id).text, target: this.#answers.get(id) };
  }

  #faultOf(id: number): Fault {
    const text = this.#answers.get(id);
    const place = this.#places.get(id) ?? 0;
    if (text === undefined) return MISSING;
    if (this.#isCopy(place)) return COPY;
    if (this.#isMerged(place)) return MERGED;
    if (place >= (this.#watch.shiftedFrom ?? this.#ids.length)) return SHIFTED;
    return this.#desk.fault(id, text) ?? MISSING;
  }
}
