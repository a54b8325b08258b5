import type { Sentence } from '../model/sentence.ts';
import type { Cue } from '../model/transcript.ts';
import { piecesOf, wordCount } from '../text/units.ts';
import { prepare } from './prepare.ts';

/** The last sentences may still change with what is heard next: one goes on, a tiny one joins the next. */
const UNSETTLED = 2;
/** Spoken sentences are seldom shorter on average, in words: looking for new ones sooner is idle work. */
const LEAST_WORDS = 6;

/** The sentences of a talk that is still being heard. */
export class GrowingTalk {
  readonly #cues: Cue[] = [];
  #settled: readonly Sentence[] = [];
  /** Words that came since the sentences were last made. */
  #fresh = 0;
  #isOver = false;
  #waiting: (() => void)[] = [];

  /** Takes in what was heard next, in order of time. */
  add(cues: readonly Cue[]): void {
    this.#cues.push(...cues);
    for (const { text } of cues) this.#fresh += wordCount(piecesOf(text));
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

  #settle(): void {
    const { sentences } = prepare({ cues: this.#cues, timed: true, warnings: [] });
    this.#settled = sentences.slice(0, -UNSETTLED);
    this.#fresh = 0;
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
