import type { Memory } from '../base/memory.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Cue, Transcript } from '../model/transcript.ts';
import { type Restorable, restorableNow, restoredSoFar } from '../restore/settled.ts';
import { piecesOf, wordCount } from '../text/sentence-ends/units.ts';
import { prepare } from './prepare.ts';

/** The last sentences may still change with what is heard next: one goes on, a tiny one joins the next. */
const UNSETTLED = 2;
/** Spoken sentences are seldom shorter on average, in words: looking for new ones sooner is idle work. */
const LEAST_WORDS = 6;

/** Stretches that lack their marks are looked for each time so many words have come: they are about as long. */
const LOOK_EVERY = 120;

/** The sentences of a talk that is still being heard. */
export class GrowingTalk {
  readonly #cues: Cue[] = [];
  #settled: readonly Sentence[] = [];
  /** Words that came since the sentences were last made. */
  #fresh = 0;
  /** Words heard so far. */
  #heard = 0;
  #isOver = false;
  #waiting: (() => void)[] = [];
  readonly #marks: Memory | undefined;
  #awaitsMarks = true;

  /** With `marks`, the talk is restored with what is kept there, and nothing is settled that still lacks its marks. */
  constructor({ marks }: { readonly marks?: Memory | undefined } = {}) {
    this.#marks = marks;
  }

  /** Takes in what was heard next, in order of time. */
  add(cues: readonly Cue[]): void {
    this.#cues.push(...cues);
    for (const { text } of cues) {
      const words = wordCount(piecesOf(text));
      this.#fresh += words;
      this.#heard += words;
    }
    this.#wake();
  }

  /** Says that nobody is to wait any longer: all has been heard, or hearing has failed. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /**
   * Resolves with the sentences that will not change any more, in order, once there are `count` of them;
   * with `undefined` once the talk has ended, for it is then known as a whole.
   */
  async settled(count: number): Promise<readonly Sentence[] | undefined> {
    for (;;) {
      if (this.#isOver) return undefined;
      const missing = count - this.#settled.length;
      if (missing > 0 && this.#fresh >= missing * LEAST_WORDS) this.#settle();
      if (this.#settled.length >= count) return this.#settled;
      // eslint-disable-next-line no-await-in-loop -- woken when there is something new to look at
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /**
   * Resolves with the next stretches that lack their marks, once there are any that will not change any more; with
   * `undefined` once the talk has ended.
   */
  async toRestore(marks: Memory): Promise<Restorable | undefined> {
    for (let looked = -Infinity; !this.#isOver;) {
      if (this.#heard >= looked + LOOK_EVERY) {
        looked = this.#heard;
        const found = restorableNow(this.#transcript(), marks);
        if (found.stretches.length > 0) return found;
      }
      // eslint-disable-next-line no-await-in-loop -- woken when there is something new to look at
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    return undefined;
  }

  /** The sentences as far as they are known by now, whether they will change or not. */
  rough(): readonly Sentence[] {
    return prepare(this.#transcript()).sentences;
  }

  /** Says that marks were put in, so that more may be settled; where they are of no use, nobody waits for more of them. */
  restored({ isUseful }: { readonly isUseful: boolean }): void {
    this.#awaitsMarks = isUseful;
    this.#fresh = Number.POSITIVE_INFINITY;
    this.#wake();
  }

  #settle(): void {
    const heard = this.#transcript();
    const known = this.#marks && this.#awaitsMarks ? restoredSoFar(heard, this.#marks) : heard;
    this.#settled = prepare(known).sentences.slice(0, -UNSETTLED);
    this.#fresh = 0;
  }

  #transcript(): Transcript {
    return { cues: this.#cues, timed: true, warnings: [] };
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
