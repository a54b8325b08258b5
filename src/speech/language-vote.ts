import { EventEmitter, once } from 'node:events';

/** Count of windows that must agree, one after the other, before their language is taken for the talk's. */
const AGREEING = 3;
/** After as many windows without agreement the talk is one of several languages, or of music. */
const MOST_ASKED = 12;

/** So many windows before one are heard beside it, and tell it nothing: else all but one processor would wait. */
const BESIDE = 1;

/** What a window says of the language. */
export type Vote = {
  /** Tag such as `en`, where the window held words and the recogniser named one. */
  readonly language?: string | undefined;
};

/**
 * Finds the language of a talk from its first windows: when three of those with words agree in a row, it is told to
 * all that follow but the next, which is heard beside the third (`BESIDE`). Which windows are told does not depend on
 * how fast they come: while it may become clear, each waits for those that could tell it.
 */
export class LanguageVote {
  #isOpen: boolean;
  /** Once it is clear, and by how many windows. */
  #clear: { readonly language: string; readonly by: number } | undefined;
  #begun = 0;
  #counted = 0;
  /** Windows with an answer. */
  #asked = 0;
  #agreeing = 0;
  #last: string | undefined;
  #counting: Promise<void> = Promise.resolve();
  readonly #changes = new EventEmitter();
  readonly #isGiven: boolean;

  /** `isOpen` is false where there is nothing to find out. */
  constructor({ isOpen }: { isOpen: boolean }) {
    this.#isOpen = isOpen;
    this.#isGiven = !isOpen;
  }

  /** Hears the next window; `hear` is told the language if it is clear by then. */
  async hear<T extends Vote>(hear: (language: string | undefined) => Promise<T>): Promise<T> {
    const hearing = this.#before(this.#begun++).then(hear);
    this.#counting = this.#counting.then(() => this.#count(hearing));
    return await hearing;
  }

  /**
   * Whether all is in one language as far as the window of this index, counted from 0, is told. Fails when the signal is
   * aborted.
   */
  async isClearBefore(index: number, signal?: AbortSignal): Promise<boolean> {
    return this.#isGiven || (await this.#before(index, signal)) !== undefined;
  }

  /** The language, if the windows before this one make it clear; waits for those that may. */
  async #before(index: number, signal?: AbortSignal): Promise<string | undefined> {
    const known = index - BESIDE;
    while (this.#isOpen && this.#counted < known && this.#mayBeClearBy(known))
      await once(this.#changes, 'counted', signal ? { signal } : {});
    const { language, by = Infinity } = this.#clear ?? {};
    return by <= known ? language : undefined;
  }

  #mayBeClearBy(count: number): boolean {
    return this.#agreeing + count - this.#counted >= AGREEING;
  }

  async #count(hearing: Promise<Vote>): Promise<void> {
    const heard = await hearing.catch(() => undefined);
    this.#counted++;
    if (heard && this.#isOpen) this.#countIn(heard);
    this.#changes.emit('counted');
  }

  #countIn({ language }: Vote): void {
    this.#asked++;
    if (language !== undefined) {
      this.#agreeing = language === this.#last ? this.#agreeing + 1 : 1;
      this.#last = language;
    }
    if (this.#last !== undefined && this.#agreeing >= AGREEING)
      this.#clear = { language: this.#last, by: this.#counted };
    this.#isOpen = !this.#clear && this.#asked < MOST_ASKED;
  }
}
