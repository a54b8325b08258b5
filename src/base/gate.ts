/** Something that happens once, and that others wait for; `T` is what it brings. */
export class Gate<T = void> {
  /** Resolves when it has happened. */
  readonly opened: Promise<T>;
  #open: ((value: T) => void) | undefined;

  constructor() {
    this.opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  /** It has happened. May be called again; the first time counts. */
  open(value: T): void {
    this.#open?.(value);
  }
}
