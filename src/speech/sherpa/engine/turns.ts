/** Gives a place back. */
type Leave = () => void;

type Waiting<K> = {
  readonly kind: K;
  readonly isAlone: boolean;
  readonly start: (leave: Leave) => void;
};

/**
 * Lets so many of each kind in at once, first come, first served. Whoever must be alone goes before the
 * others, and waits until nobody is in.
 */
export class Turns<K extends string> {
  readonly #limits: Readonly<Record<K, number>>;
  readonly #waiting: Waiting<K>[] = [];
  readonly #inside = new Map<K, number>();
  #isAlone = false;

  constructor(limits: Readonly<Record<K, number>>) {
    this.#limits = limits;
  }

  /** Resolves when it is this one's turn; what it gives must be called in the end. */
  enter(kind: K, { isAlone }: { isAlone: boolean }): Promise<Leave> {
    return new Promise((start) => {
      const one = { kind, isAlone, start };
      if (isAlone) this.#waiting.unshift(one);
      else this.#waiting.push(one);
      this.#admit();
    });
  }

  #admit(): void {
    const first = this.#waiting[0];
    if (this.#isAlone || !first) return;
    if (first.isAlone) {
      if (this.#count() > 0) return;
      this.#waiting.shift();
      this.#isAlone = true;
      this.#let(first);
      return;
    }
    const next = this.#waiting.findIndex(({ kind }) => this.#countOf(kind) < this.#limits[kind]);
    if (next === -1) return;
    for (const one of this.#waiting.splice(next, 1)) this.#let(one);
    this.#admit();
  }

  #let({ kind, isAlone, start }: Waiting<K>): void {
    this.#inside.set(kind, this.#countOf(kind) + 1);
    start(() => {
      this.#inside.set(kind, this.#countOf(kind) - 1);
      if (isAlone) this.#isAlone = false;
      this.#admit();
    });
  }

  #countOf(kind: K): number {
    return this.#inside.get(kind) ?? 0;
  }

  #count(): number {
    return [...this.#inside.values()].reduce((sum, count) => sum + count, 0);
  }
}
