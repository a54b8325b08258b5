import { randomUUID } from 'node:crypto';

import { PgBoss } from 'pg-boss';

import type { Database } from './database/database.ts';

const QUEUE = 'talks';
/** A worker that says nothing for this long is taken for dead, in seconds; the least pg-boss takes. */
const HEARTBEAT_SECONDS = 10;
/** Ten hours of recording on a slow machine; the most pg-boss takes is a day. In seconds. */
const LONGEST_JOB_SECONDS = 23 * 3600;
/** Deaths of workers a job survives, as a count: what to give up on is decided by the talk. */
const RETRIES = 1000;
/** What is over is forgotten after a day, in seconds: the talk remembers it. */
const KEEP_SECONDS = 86_400;
/** How often the queue is looked at, in seconds: always, and where notes arrive as well. */
const POLL_SECONDS = 2;
const POLL_NOTED_SECONDS = 5;
const MAINTAIN_SECONDS = 300;

type Job = { readonly talk: string };

/** The talks that wait to be worked on. They survive whatever happens to the process; one that was begun comes again. */
export class TalkQueue {
  readonly #boss: PgBoss;

  private constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  static async open(
    database: Database,
    onError: (error: unknown) => void = () => undefined,
  ): Promise<TalkQueue> {
    const boss = new PgBoss({
      ...database.forBoss,
      useListenNotify: true,
      superviseIntervalSeconds: POLL_SECONDS,
      monitorIntervalSeconds: POLL_SECONDS,
      maintenanceIntervalSeconds: MAINTAIN_SECONDS,
      schedule: false,
    });
    boss.on('error', onError);
    await boss.start();
    await boss.createQueue(QUEUE, {
      notify: true,
      retryLimit: RETRIES,
      retryDelay: 1,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: LONGEST_JOB_SECONDS,
      deleteAfterSeconds: KEEP_SECONDS,
    });
    return new TalkQueue(boss);
  }

  /** Puts a talk at the end; gives the number of the job. */
  async put(talk: string): Promise<string> {
    const id = randomUUID();
    await this.#boss.send(QUEUE, { talk } satisfies Job, { id });
    return id;
  }

  /** True while a job waits or is worked on. */
  async isOpen(job: string): Promise<boolean> {
    const [found] = await this.#boss.findJobs<Job>(QUEUE, { id: job });
    return found !== undefined && ['created', 'retry', 'active'].includes(found.state);
  }

  /** Takes a job out, also one that is worked on: its signal tells. */
  async cancel(job: string): Promise<void> {
    await this.#boss.cancel(QUEUE, job);
  }

  /** Works on so many talks at once. A handler that throws gets its talk again. */
  async work(
    slots: number,
    handle: (talk: string, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    for (let slot = 0; slot < slots; slot++) {
      let worker = '';
      worker = await this.#boss.work<Job>(
        QUEUE,
        {
          pollingIntervalSeconds: POLL_SECONDS,
          notifyPollingIntervalSeconds: POLL_NOTED_SECONDS,
          heartbeatRefreshSeconds: HEARTBEAT_SECONDS / 4,
        },
        async ([job]) => {
          try {
            if (job) await handle(job.data.talk, job.signal);
          } finally {
            // It sleeps after each job, and would leave the rest waiting.
            this.#boss.notifyWorker(worker);
          }
        },
      );
    }
  }

  /** Stops taking jobs; those under way have been told to end before. */
  async close(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 1000 * HEARTBEAT_SECONDS, close: true });
  }
}
