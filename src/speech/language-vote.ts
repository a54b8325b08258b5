/** Count of windows that must agree, one after the other, before their language is taken for the talk's. */
const AGREEING = 3;
/** After as many windows without agreement the talk is one of several languages, or of music. */
const MOST_ASKED = 12;

/** What a window says of the language. */
export type Vote = {
  /** Tag such as `en`, where the window held words and the recogniser named one. */
  readonly language?: string | undefined;
};

/**
 * Finds the language of a talk from its first windows: when three of those with words agree in a row, it
 * is told for all that follow. Until that is clear the windows are heard one after the other, so that which
 * of them are told does not depend on how fast they come.
 */
export class LanguageVote {
  #isOpen: boolean;
  #told: string | undefined;
  #asked = 0;
  #agreeing = 0;
  #last: string | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** `isOpen` is false where there is nothing to find out. */
  constructor({ isOpen }: { isOpen: boolean }) {
    this.#isOpen = isOpen;
  }

  /** Hears the next window in its turn; `hear` is told the language once it is clear. */
  async hear<T extends Vote>(hear: (language: string | undefined) => Promise<T>): Promise<T> {
    if (!this.#isOpen) return await hear(this.#told);
    const turn = this.#turn.then(async () => {
      const heard = await hear(this.#told);
      this.#count(heard);
      return heard;
    });
    this.#turn = turn.catch(() => undefined);
    return await turn;
  }

  #count({ language }: Vote): void {
    if (!this.#isOpen) return;
    this.#asked++;
    if (language !== undefined) {
      this.#agreeing = language === this.#last ? this.#agreeing + 1 : 1;
      this.#last = language;
    }
    if (this.#agreeing >= AGREEING) this.#told = this.#last;
    this.#isOpen = this.#told === undefined && this.#asked < MOST_ASKED;
  }
}
