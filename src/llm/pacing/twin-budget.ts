/** What twins may cost beside everything else, as a ratio of tokens. */
const SHARE = 0.05;

/** Keeps what is asked twice within a share of what is asked. */
export class TwinBudget {
  #asked = 0;
  #doubled = 0;

  /** A request is sent; about so many tokens with its answer. */
  asked(tokens: number): void {
    this.#asked += tokens;
  }

  /** Whether a request may be sent a second time that has cost so many tokens by now; if so, they are counted. */
  allows(tokens: number): boolean {
    if (this.#doubled + tokens > SHARE * this.#asked) return false;
    this.#doubled += tokens;
    return true;
  }
}
