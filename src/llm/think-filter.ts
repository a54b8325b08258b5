const OPEN = /<(think|thinking|thought|reasoning)>/i;
const NAMES = ['think', 'thinking', 'thought', 'reasoning'] as const;
const LONGEST_TAG = '</reasoning>'.length;

/**
 * Takes the thinking out of an answer that comes in pieces: `<think>…</think>` at its beginning,
 * also where a tag is split over two pieces. Tags further inside the answer are text and stay.
 */
export class ThinkFilter {
  #state: 'start' | 'thinking' | 'answer' = 'start';
  #held = '';
  #close = '';

  /** The part of the answer that can be shown after this piece. */
  push(piece: string): string {
    if (this.#state === 'answer') return piece;
    this.#held += piece;
    if (this.#state === 'start' && !this.#opens()) return '';
    return this.#state === 'thinking' ? this.#skip() : this.#release();
  }

  /** What is left at the end. An open block that never ended is thinking, not answer. */
  end(): string {
    return this.#state === 'start' ? this.#release() : '';
  }

  /** True once it is clear whether the answer begins with thinking. */
  #opens(): boolean {
    const start = this.#held.trimStart();
    const tag = OPEN.exec(start);
    if (tag?.index === 0) {
      this.#state = 'thinking';
      this.#close = `</${tag[1] ?? ''}>`.toLowerCase();
      return true;
    }
    if (couldOpen(start)) return false;
    this.#state = 'answer';
    return true;
  }

  #skip(): string {
    const end = this.#held.toLowerCase().indexOf(this.#close);
    if (end < 0) {
      this.#held = this.#held.slice(-LONGEST_TAG);
      return '';
    }
    this.#held = this.#held.slice(end + this.#close.length);
    // Some models think twice.
    this.#state = 'start';
    return this.push('');
  }

  /** The blank lines after a block of thinking are not part of the answer. */
  #release(): string {
    const held = this.#close === '' ? this.#held : this.#held.trimStart();
    this.#held = '';
    this.#state = 'answer';
    return held;
  }
}

/** True while the text is the beginning of an opening tag, or nothing yet. */
function couldOpen(start: string): boolean {
  const lower = start.toLowerCase();
  return NAMES.some((name) => `<${name}>`.startsWith(lower));
}
