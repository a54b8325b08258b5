import { EventEmitter, once } from 'node:events';

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
 * is told for all that follow. While it may become clear by those under way, the next waits for them, so that which
 * of them are told does not depend on how fast they come.
 */
export class LanguageVote {
  #isOpen: boolean;
  #told: string | undefined;
  #asked = 0;
  #agreeing = 0;
  #last: string | undefined;
  /** Windows that are being heard, or wait for one before them to be counted. */
  #underWay = 0;
  #counted: Promise<void> = Promise.resolve();
  #turn: Promise<unknown> = Promise.resolve();
  readonly #changes = new EventEmitter();
  readonly #isGiven: boolean;

  /** `isOpen` is false where there is nothing to find out. */
  constructor({ isOpen }: { isOpen: boolean }) {
    this.#isOpen = isOpen;
    this.#isGiven = !isOpen;
  }

  /** Hears the next window in its turn; `hear` is told the language once it is clear. */
  async hear<T extends Vote>(hear: (language: string | undefined) => Promise<T>): Promise<T> {
    const begun = this.#turn.then(async () => {
      await this.#untilSure();
      return { hearing: this.#begin(hear) };
    });
    this.#turn = begun;
    const { hearing } = await begun;
    return await hearing;
  }

  /** Whether all is in one language as far as so many windows tell, once they are heard. Fails when the signal is aborted. */
  async isClearAfter(windows: number, signal?: AbortSignal): Promise<boolean> {
    while (this.#isOpen && this.#asked < windows)
      await once(this.#changes, 'counted', signal ? { signal } : {});
    return this.#isGiven || this.#told !== undefined;
  }

  #begin<T extends Vote>(hear: (language: string | undefined) => Promise<T>): Promise<T> {
    const hearing = hear(this.#told);
    if (this.#isOpen) {
      this.#underWay++;
      this.#counted = this.#counted
        .then(() => this.#count(hearing))
        .then(() => void this.#changes.emit('counted'));
    }
    return hearing;
  }

  /** Waits until none that is under way can make the language clear. */
  async #untilSure(): Promise<void> {
    while (this.#isOpen && this.#agreeing + this.#underWay >= AGREEING) await this.#counted;
  }

  async #count(hearing: Promise<Vote>): Promise<void> {
    const heard = await hearing.catch(() => undefined);
    this.#underWay--;
    if (!this.#isOpen || !heard) return;
    const { language } = heard;
    this.#asked++;
    if (language !== undefined) {
      this.#agreeing = language === this.#last ? this.#agreeing + 1 : 1;
      this.#last = language;
    }
    if (this.#agreeing >= AGREEING) this.#told = this.#last;
    this.#isOpen = this.#told === undefined && this.#asked < MOST_ASKED;
  }
}
