import { randomUUID } from 'node:crypto';

import { AppError } from '../base/errors.ts';
import type { EventLog } from './events.ts';
import type { Passage, Passages } from './passages.ts';
import type { TalkQueue } from './queue.ts';
import { Recorder } from './recorder.ts';
import type { Status, TalkChange, TalkRow, TalkTable } from './talks.ts';

/** How the work on a talk ended. */
export type Outcome = {
  readonly status: Extract<Status, 'done' | 'marked' | 'bare'>;
  readonly change: TalkChange;
  /** What can be searched for in it from then on. */
  readonly passages: readonly Passage[];
};

/** The work on a talk. */
export type Work<Event> = {
  run(talk: TalkRow, signal: AbortSignal): AsyncGenerator<Event, Outcome>;
  /** Adds up what happens; `change` is what the talk is shown as by then. */
  watch(talk: TalkRow): { add(event: Event): void; change(): TalkChange };
  /** What those who follow are told of an event; `undefined` for nothing. */
  told(event: Event): object | undefined;
  /** True for what comes once, so that a talk that brings it has come forward. */
  isNew(event: Event): boolean;
};

export type WorkerTools<Event> = {
  readonly talks: TalkTable;
  readonly events: EventLog;
  readonly passages: Passages;
  readonly queue: TalkQueue;
  readonly work: Work<Event>;
  /** Hears of errors that nobody thought of. */
  readonly report: (error: unknown) => void;
};

/** Starts in a row that brought nothing and ended with the process, before a talk is given up. */
const MOST_TRIES = 5;

/** Why work ends before its time: the person cancelled it, or the process is to end. */
const CANCELLED = new Error('cancelled');
const STOPPED = new Error('stopped');

/** Work under way, and its end, whatever that is. */
type Running = { readonly own: AbortController; readonly work: Promise<unknown> };

/** Takes talks from the queue and works on them. */
export class Worker<Event> {
  readonly #id = randomUUID();
  readonly #running = new Map<string, Running>();
  readonly #tools: WorkerTools<Event>;

  constructor(tools: WorkerTools<Event>) {
    this.#tools = tools;
  }

  /** Works on so many talks at once from now on. */
  async start(slots: number): Promise<void> {
    await this.#tools.queue.work(slots, async (talk, signal) => await this.#handle(talk, signal));
  }

  /** Ends the work on a talk, if it is here. */
  cancel(talk: string): void {
    this.#running.get(talk)?.own.abort(CANCELLED);
  }

  /** Resolves when nothing here works on a talk. */
  async ended(talk: string): Promise<void> {
    await this.#running.get(talk)?.work;
  }

  /** Ends all work; it goes on at the next start. */
  stop(): void {
    for (const { own } of this.#running.values()) own.abort(STOPPED);
  }

  /** Throws to have the talk again later. */
  async #handle(id: string, taken: AbortSignal): Promise<void> {
    const { talks } = this.#tools;
    const talk = await talks.get(id);
    if (!talk || (talk.status !== 'queued' && talk.status !== 'running')) return;
    if (!(await talks.claim(id, this.#id))) throw new Error(`another worker has the talk ${id}`);
    const own = new AbortController();
    const working = this.#work(talk, AbortSignal.any([own.signal, taken]));
    this.#running.set(id, { own, work: working.catch(() => undefined) });
    try {
      await working;
    } finally {
      this.#running.delete(id);
      await talks.release(this.#id, id);
    }
  }

  async #work(talk: TalkRow, signal: AbortSignal): Promise<void> {
    const { talks, events, work } = this.#tools;
    const { id, tries } = talk;
    const begun = { status: 'running', tries: tries + 1, failure: undefined } as const;
    if (!(await talks.change(id, begun, ['queued', 'running']))) return;
    const watch = work.watch(talk);
    let hasBrought = false;
    const recorder = new Recorder({
      write: await events.writer(id),
      show: async () => {
        await talks.change(id, { ...watch.change(), ...(hasBrought && { tries: 0 }) }, ['running']);
        await talks.claim(id, this.#id);
      },
    });
    const end = await this.#outcome(talk, signal, (event) => {
      watch.add(event);
      hasBrought ||= work.isNew(event);
      const told = work.told(event);
      if (told) recorder.add(told);
    });
    if (end.status !== 'queued') recorder.add({ type: 'talk-ended', ...ending(end) });
    await recorder.end();
    const change = { ...watch.change(), ...end.change, status: end.status };
    await talks.change(id, change, ['running', 'cancelled']);
    // Another attempt is in the queue then, or comes with the next start.
    if (end.status === 'queued') throw STOPPED;
  }

  /** Runs the work to its end, whatever that is. */
  async #outcome(
    talk: TalkRow,
    signal: AbortSignal,
    hear: (event: Event) => void,
  ): Promise<{ status: Status; change: TalkChange }> {
    try {
      if (talk.tries >= MOST_TRIES) throw new AppError('WORK_CRASHED', { count: MOST_TRIES });
      const working = this.#tools.work.run(talk, signal);
      let step = await working.next();
      for (; step.done !== true; step = await working.next()) hear(step.value);
      const { status, change, passages } = step.value;
      await this.#tools.passages.put(talk.id, passages);
      return { status, change: { tries: 0, ...change } };
    } catch (error) {
      return await this.#failed(talk, signal, error);
    }
  }

  async #failed(
    { id, tries }: TalkRow,
    signal: AbortSignal,
    error: unknown,
  ): Promise<{ status: Status; change: TalkChange }> {
    const isCancelled =
      signal.reason === CANCELLED || (await this.#tools.talks.get(id))?.status === 'cancelled';
    if (isCancelled) return { status: 'cancelled', change: { tries: 0 } };
    if (signal.aborted) return { status: 'queued', change: { tries } };
    const known = AppError.find(error);
    if (!known) this.#tools.report(error);
    const reason = error instanceof Error ? error.message : String(error);
    const { code, values } = known ?? new AppError('WORK_BROKEN', { reason });
    return { status: 'failed', change: { tries: 0, failure: { code, values } } };
  }
}

/** How the work ended, for those who follow. */
function ending({ status, change }: { status: Status; change: TalkChange }): object {
  return { status, ...(change.failure !== undefined && { failure: change.failure }) };
}
