import type { Database } from './database/database.ts';
import { type DatabaseOptions, openDatabase } from './database/open-database.ts';
import { EventLog } from './events.ts';
import { Passages } from './passages.ts';
import { TalkQueue } from './queue.ts';
import { type Status, type TalkChange, TalkTable } from './talks.ts';
import { type Work, Worker } from './worker.ts';

export type JobsOptions<Event> = DatabaseOptions & {
  readonly work: Work<Event>;
  /** Talks worked on at once, as a count; 0 leaves the work to other processes. */
  readonly slots: number;
  /** Hears of errors that nobody thought of. */
  readonly report: (error: unknown) => void;
};

/** Talks from which the work can be begun anew, or once more. */
const AT_REST: readonly Status[] = ['done', 'marked', 'bare', 'failed', 'cancelled'];

/** Many talks, worked on one after another, or several at once, whatever happens to the process. */
export class Jobs<Event> {
  readonly database: Database;
  readonly talks: TalkTable;
  readonly events: EventLog;
  readonly passages: Passages;
  readonly #queue: TalkQueue;
  readonly #worker: Worker<Event>;

  private constructor(parts: {
    database: Database;
    events: EventLog;
    queue: TalkQueue;
    options: JobsOptions<Event>;
  }) {
    const { database, events, queue, options } = parts;
    this.database = database;
    this.talks = new TalkTable(database);
    this.events = events;
    this.passages = new Passages(database);
    this.#queue = queue;
    const { talks, passages } = this;
    this.#worker = new Worker({ ...options, talks, events, passages, queue });
  }

  /** Opens the database and begins to work. Throws `LIBRARY_BUSY`, `DATABASE_FAILED`. */
  static async open<Event>(options: JobsOptions<Event>): Promise<Jobs<Event>> {
    const database = await openDatabase(options);
    try {
      const events = await EventLog.open(database);
      const queue = await TalkQueue.open(database, options.report);
      const jobs = new Jobs({ database, events, queue, options });
      await jobs.#takeUp();
      await events.prune();
      await jobs.#worker.start(options.slots);
      return jobs;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** Puts a talk into the library and hands it in; gives its ID. */
  async add(talk: TalkChange & { readonly title: string; readonly id?: string }): Promise<string> {
    const id = await this.talks.add({ ...talk, status: 'queued' });
    await this.#put(id);
    return id;
  }

  /** Hands a talk in once more, changed or not; false where it waits or is worked on. */
  async again(id: string, change: TalkChange = {}): Promise<boolean> {
    const fresh = { ...change, status: 'queued', progress: null, failure: null, tries: 0 } as const;
    if (!(await this.talks.change(id, fresh, AT_REST))) return false;
    await this.#put(id);
    return true;
  }

  /** Ends the work on a talk, or takes it out of the queue; false where nothing is to be ended. */
  async cancel(id: string): Promise<boolean> {
    if (!(await this.talks.change(id, { status: 'cancelled' }, ['queued', 'running'])))
      return false;
    const { job } = (await this.talks.get(id)) ?? {};
    if (job !== undefined) await this.#queue.cancel(job);
    this.#worker.cancel(id);
    return true;
  }

  /** Resolves when nothing in this process works on a talk any more. */
  async ended(id: string): Promise<void> {
    await this.#worker.ended(id);
  }

  /** Ends everything in an orderly way: what is under way goes on at the next start. */
  async close(): Promise<void> {
    this.#worker.stop();
    await this.#queue.close();
    await this.events.close();
    await this.database.close();
  }

  async #put(id: string): Promise<void> {
    await this.talks.change(id, { job: await this.#queue.put(id) });
  }

  /** Hands in again what waits or was worked on when the last process ended, however it did. */
  async #takeUp(): Promise<void> {
    const isOurs = this.database.kind === 'embedded';
    // Nobody else can have an embedded database open: who had these talks is no more.
    if (isOurs) await this.talks.release();
    for (const { id, status, job } of await this.talks.list()) {
      if (status !== 'queued' && status !== 'running') continue;
      if (job !== undefined && !isOurs && (await this.#queue.isOpen(job))) continue;
      if (job !== undefined) await this.#queue.cancel(job);
      await this.#put(id);
    }
  }
}
