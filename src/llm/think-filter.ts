import { LONGEST_CLOSE, THINK_FORMS, type ThinkForm } from '../text/thinking.ts';

/**
 * Takes the thinking out of an answer that comes in pieces: at its beginning, in any of the known forms, also where a
 * mark is split over two pieces. Marks further inside the answer are text here and stay: who reads the whole decides.
 */
export class ThinkFilter {
  #state: 'start' | 'thinking' | 'answer' = 'start';
  #held = '';
  /** Where in what is held the end of the thinking may still stand. */
  #from = 0;
  #form: ThinkForm | undefined;

  /** The part of the answer that can be shown after this piece. */
  push(piece: string): string {
    if (this.#state === 'answer') return piece;
    this.#held += piece;
    if (this.#state === 'start' && !this.#opens()) return '';
    return this.#state === 'thinking' ? this.#skip() : this.#release();
  }

  /** What is left at the end. An open block that never ended is thinking, not answer. */
  end(): string {
    return this.#state === 'start' || this.#form?.isDoubtful ? this.#release() : '';
  }

  /** True once it is clear whether the answer begins with thinking. */
  #opens(): boolean {
    const start = this.#held.trimStart();
    const lower = start.slice(0, LONGEST_CLOSE).toLowerCase();
    if (THINK_FORMS.some(({ open }) => open.startsWith(lower) && open !== lower)) return false;
    const form = THINK_FORMS.find(({ open, isDoubtful }) =>
      isDoubtful ? start.startsWith(open) : lower.startsWith(open),
    );
    this.#state = form ? 'thinking' : 'answer';
    if (form) this.#form = form;
    return true;
  }

  #skip(): string {
    const close = this.#form?.close.exec(this.#held.slice(this.#from));
    if (!close) {
      if (!this.#form?.isDoubtful) this.#held = this.#held.slice(-LONGEST_CLOSE);
      this.#from = Math.max(0, this.#held.length - LONGEST_CLOSE);
      return '';
    }
    this.#held = this.#held.slice(this.#from + close.index + close[0].length);
    this.#from = 0;
    // Some models think twice.
    this.#state = 'start';
    return this.push('');
  }

  /** The blank lines after a block of thinking are not part of the answer. */
  #release(): string {
    const isAfter = this.#form !== undefined && this.#state !== 'thinking';
    const held = isAfter ? this.#held.trimStart() : this.#held;
    this.#held = '';
    this.#state = 'answer';
    return held;
  }
}
