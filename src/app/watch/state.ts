import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

import { parseJson } from '../../base/json.ts';
import { diskFailure } from '../../store/disk-errors.ts';

const NAME = '.talkleaf-watch.json';

/** How a file was when something was done with it. Another size or time, and it counts as new. */
const Seen = z.object({ size: z.number(), mtimeMs: z.number() });
const Shape = z.object({
  /** Recordings by name: the folder of the talk, or why there is none. */
  heard: z.record(
    z.string(),
    Seen.extend({ folder: z.string().optional(), failure: z.string().optional() }),
  ),
  /** Lists, by their path below the folder, with which something could not be done. */
  refused: z.record(z.string(), Seen.extend({ failure: z.string() })),
});
type Shape = z.infer<typeof Shape>;

/** Size in bytes and time of the last change, which together tell whether a file is still the same. */
export type Seen = z.infer<typeof Seen>;

/** What was done in a watched folder, kept in a file in it, so that a restart does nothing twice. */
export class WatchState {
  readonly #path: string;
  readonly #kept: Shape;

  private constructor(path: string, kept: Shape) {
    this.#path = path;
    this.#kept = kept;
  }

  /** Reads what is known of a folder. What failed in an earlier run is forgotten: its cause may be mended. */
  static async open(folder: string): Promise<WatchState> {
    const path = join(folder, NAME);
    const text = await readFile(path, 'utf8').catch(() => '');
    const { data } = Shape.safeParse(parseJson(text));
    const heard = Object.entries(data?.heard ?? {}).filter(([, { failure }]) => !failure);
    return new WatchState(path, { heard: Object.fromEntries(heard), refused: {} });
  }

  /** Name of the talk's folder, where this very recording was heard. */
  folderOf(name: string, seen: Seen): string | undefined {
    return this.#heard(name, seen)?.folder;
  }

  /** True when this very recording was tried, whatever came of it. */
  hasTried(name: string, seen: Seen): boolean {
    return this.#heard(name, seen) !== undefined;
  }

  /** True when nothing could be done with this very list. */
  hasRefused(list: string, seen: Seen): boolean {
    const known = this.#kept.refused[list];
    return known !== undefined && isSame(known, seen);
  }

  async noteHeard(name: string, seen: Seen, folder: string): Promise<void> {
    this.#kept.heard[name] = { ...seen, folder };
    await this.#write();
  }

  async noteUnheard(name: string, seen: Seen, failure: string): Promise<void> {
    this.#kept.heard[name] = { ...seen, failure };
    await this.#write();
  }

  async noteRefused(list: string, seen: Seen, failure: string): Promise<void> {
    this.#kept.refused[list] = { ...seen, failure };
    await this.#write();
  }

  /** Lets something be tried again with a list that stayed the same. */
  async forgetRefused(list: string): Promise<void> {
    if (!(list in this.#kept.refused)) return;
    delete this.#kept.refused[list];
    await this.#write();
  }

  #heard(name: string, seen: Seen): Shape['heard'][string] | undefined {
    const known = this.#kept.heard[name];
    return known && isSame(known, seen) ? known : undefined;
  }

  async #write(): Promise<void> {
    try {
      await writeFileAtomic(this.#path, `${JSON.stringify(this.#kept, undefined, 2)}\n`);
    } catch (error) {
      throw diskFailure(error, this.#path);
    }
  }
}

function isSame(a: Seen, b: Seen): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs;
}
