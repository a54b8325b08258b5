/** Something that happens once, and that others wait for. */
export class Gate {
  /** Resolves when it has happened. */
  readonly opened: Promise<void>;
  #open: (() => void) | undefined;

  constructor() {
    this.opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  /** It has happened. May be called again. */
  open(): void {
    this.#open?.();
  }
}
