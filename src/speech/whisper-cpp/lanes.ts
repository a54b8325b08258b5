import { availableParallelism } from 'node:os';

import PQueue from 'p-queue';

import { freeMemory } from '../../base/free-memory.ts';
import type { Heard, RecogniseOptions } from '../recognizer.ts';
import { type ServerOptions, WhisperServer } from './whisper-server.ts';
import type { Window } from './window.ts';

/** Memory of a server beside its model, in bytes: 0.3 GB for base (1.9.1), more for larger ones. */
const BESIDE = 0.5e9;
/** Threads of one server, at most: the program's own count. */
const MOST_THREADS = 4;

/** How many windows are heard side by side, and by how many threads each; as the program decides where that is unset. */
export type Sharing = { readonly lanes: 1 | 2; readonly threads?: number | undefined };

/**
 * Two servers where there are processors and memory (in bytes) for both: threads that help with one window wait for each
 * other. On two processors twelve minutes of speech take two servers of one thread 0.88 of the time of one of two threads.
 */
export function sharingOf(
  modelSize: number,
  { threads, memory = freeMemory() }: { threads?: number | undefined; memory?: number } = {},
): Sharing {
  const all = threads ?? availableParallelism();
  if (all < 2 || 2 * (modelSize + BESIDE) > memory) return { lanes: 1, threads };
  return { lanes: 2, threads: Math.min(MOST_THREADS, Math.floor(all / 2)) };
}

type Lane = { readonly server: WhisperServer; readonly queue: PQueue };

/** Servers with one model, each at one window at a time. Must be stopped by whoever made it. */
export class Lanes {
  readonly #first: Lane;
  #second: Lane | undefined;

  constructor(options: ServerOptions, count: Sharing['lanes']) {
    this.#first = laneOf(options);
    this.#second = count === 2 ? laneOf(options) : undefined;
  }

  /**
   * As `WhisperServer.hear`. A window that comes while another is heard is given to a second server, unless the first works
   * on a graphics processor or the second will not start.
   */
  async hear(window: Window, how: RecogniseOptions): Promise<Heard | undefined> {
    const [first, second] = [this.#first, this.#second];
    if (second && first.queue.pending > 0 && !(await first.server.usesGraphics(how.signal))) {
      const heard = await hearIn(second, window, how);
      if (heard) return heard;
      this.#second = undefined;
    }
    return await hearIn(first, window, how);
  }

  /** Ends all that run. */
  async stop(): Promise<void> {
    await Promise.all([this.#first.server.stop(), this.#second?.server.stop()]);
  }
}

function laneOf(options: ServerOptions): Lane {
  return { server: new WhisperServer(options), queue: new PQueue({ concurrency: 1 }) };
}

function hearIn(
  { server, queue }: Lane,
  window: Window,
  how: RecogniseOptions,
): Promise<Heard | undefined> {
  return queue.add(() => server.hear(window, how));
}
