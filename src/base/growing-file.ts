import { EventEmitter, once } from 'node:events';
import { open } from 'node:fs/promises';

/** An open file, as far as a reader needs it. */
export type OpenFile = {
  /** Reads at most `length` bytes at a position into the buffer; none at the end of the file. */
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  stat(): Promise<{ readonly size: number }>;
  close(): Promise<void>;
};

/** As long as a file may become of which the length is not known yet, in bytes. */
const LONGEST = Number.MAX_SAFE_INTEGER;

/** A file that one part of the program still writes while another reads it. */
export class GrowingFile {
  readonly #changes = new EventEmitter();
  #path: string | undefined;
  #state: 'growing' | 'whole' | 'lost' = 'growing';
  /** Counts what happens to it, so that nothing is missed between looking and waiting. */
  #changed = 0;
  #waiting = 0;

  /** Where it is while it grows; `undefined` before there is anything of it. */
  get path(): string | undefined {
    return this.#path;
  }

  get isWhole(): boolean {
    return this.#state === 'whole';
  }

  get isLost(): boolean {
    return this.#state === 'lost';
  }

  /** True while somebody has read all there is and waits for more. */
  get isAwaited(): boolean {
    return this.#waiting > 0;
  }

  /** Says that there is more of it. What goes on under another name is another file. */
  grow(path: string): void {
    this.#path ??= path;
    if (path === this.#path) this.#change();
    else this.lose();
  }

  /** Says that all of it is there. It may have been given another name. */
  end(): void {
    if (this.#state === 'growing') this.#state = 'whole';
    this.#change();
  }

  /** Says that what was there is there no more, or that the rest will not come: whoever reads it fails. */
  lose(): void {
    this.#state = 'lost';
    this.#change();
  }

  /**
   * Opens what is there. A read waits where there is nothing yet; it fails with the signal's reason, or an `Error` once the
   * file is lost.
   */
  async open(signal?: AbortSignal): Promise<OpenFile> {
    if (this.#path === undefined) throw new Error('there is nothing of this file yet');
    const file = await open(this.#path);
    return {
      read: async (...part) => {
        for (;;) {
          const seen = this.#changed;
          const isWhole = this.isWhole;
          const { bytesRead } = await file.read(...part);
          // What was read while it was lost may be of another file.
          if (this.isLost) throw new Error('the file was lost while it was read');
          if (bytesRead > 0 || isWhole) return { bytesRead };
          await this.#changeAfter(seen, signal);
        }
      },
      stat: async () => (this.isWhole ? await file.stat() : { size: LONGEST }),
      close: async () => await file.close(),
    };
  }

  #change(): void {
    this.#changed += 1;
    this.#changes.emit('change');
  }

  async #changeAfter(seen: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#changed !== seen) return;
    this.#waiting += 1;
    try {
      await once(this.#changes, 'change', { ...(signal && { signal }) });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      this.#waiting -= 1;
    }
  }
}
