import { fork, type ChildProcess } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

import { Reply, type Stage, type Task } from './protocol.ts';

/** How a task given to a process ended. */
export type Outcome =
  | { readonly type: 'done'; readonly value: unknown }
  | {
      /** The engine refused it; its process lives on. */
      readonly type: 'failed';
      readonly stage: Stage;
      readonly reason: string;
    }
  | {
      readonly type: 'died';
      readonly stage: Stage;
      readonly reason: string;
      /** True when it was ended from here, for the sake of another task. */
      readonly isInnocent: boolean;
    };

type Job = { stage: Stage; readonly end: (outcome: Outcome) => void };

/** As much is kept of what the engine complains, in characters. */
const COMPLAINT = 4000;
/** As much of its last line is passed on, in characters. */
const SAID = 300;

/**
 * Large pieces of memory go back to the system when they are free, smaller ones are kept for the next (malloc(3) of glibc;
 * others pass over these; in bytes). At ten minutes with mini-ctc-heavy both processes hold 205 MB. With 512 KB they hold
 * 199, but Whisper takes a tenth longer: the voice detector copies all that it has of a sentence 30 times a second.
 */
const FRUGAL = {
  MALLOC_MMAP_THRESHOLD_: '2097152',
  MALLOC_TRIM_THRESHOLD_: '2097152',
  MALLOC_ARENA_MAX: '2',
};

/** One process of the engine: started at once, told any count of tasks, gone after its first death. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #jobs = new Map<number, Job>();
  #count = 0;
  #complaint = '';
  #isGone = false;
  /** The task for which it was ended from here. */
  #endedFor: number | undefined;

  /** Starts the file of a process, in the environment given, else in our own. */
  constructor(file: string, env?: Readonly<Record<string, string | undefined>>) {
    // Node's flags for this process (a debugger's port, a test runner's loader) are not for that one. It
    // makes few objects but large ones, which a small nursery, in megabytes, lets go sooner, or a call of `gc`.
    this.#child = fork(file, {
      serialization: 'advanced',
      execArgv: ['--max-semi-space-size=1', '--expose-gc'],
      ...(env && { env: { ...FRUGAL, ...env } }),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-COMPLAINT);
    });
    this.#child
      .on('message', (message) => this.#hear(message))
      // `close` comes after the last of its error stream, unlike `exit`.
      .on('close', (code, by) => this.#die(by ?? `exit status ${code}`))
      .on('error', (error) => this.#die(error.message));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** False once nothing can be sent to it any more. */
  get isOpen(): boolean {
    return !this.#isGone && this.#child.connected && this.#endedFor === undefined;
  }

  /** Gives it one task. When the signal or the time limit ends the task, the process is ended with it. */
  run(
    task: Task,
    { limitMs, signal }: { limitMs: number; signal?: AbortSignal | undefined },
  ): Promise<Outcome> {
    const id = this.#count++;
    return new Promise((resolve) => {
      const endProcess = (): void => {
        this.#endedFor ??= id;
        this.#child.kill('SIGKILL');
      };
      const timer = setTimeout(endProcess, limitMs);
      const end = (outcome: Outcome): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', endProcess);
        this.#jobs.delete(id);
        resolve(outcome);
      };
      this.#jobs.set(id, { stage: 'start', end });
      signal?.addEventListener('abort', endProcess, { once: true });
      this.#child.send({ id, task }, (error) => {
        // A process that is gone closes as well; one that cannot be written to has to be ended.
        if (error) this.#child.kill('SIGKILL');
      });
    });
  }

  /** Ends it, whatever it is doing, and waits until it is gone. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => {
      this.#child.once('exit', resolve);
    });
    this.#child.kill('SIGKILL');
    await gone;
  }

  #hear(message: unknown): void {
    const { data: reply } = Reply.safeParse(message);
    const job = reply && this.#jobs.get(reply.id);
    if (!job) return;
    if (reply.type === 'stage') job.stage = reply.stage;
    else if (reply.type === 'done') job.end({ type: 'done', value: reply.value });
    else job.end({ type: 'failed', stage: job.stage, reason: this.#reason(reply.message) });
  }

  #die(how: string): void {
    this.#isGone = true;
    const reason = this.#reason(how);
    for (const [id, job] of this.#jobs) {
      const isInnocent = this.#endedFor !== undefined && this.#endedFor !== id;
      job.end({ type: 'died', stage: job.stage, reason, isInnocent });
    }
  }

  /** What happened, with what the process said of it where that says more. */
  #reason(message: string): string {
    const what = message.split('\n')[0] ?? message;
    const lines = stripVTControlCharacters(this.#complaint).trimEnd().split('\n');
    // Node puts its error before a stack and its version; the engine ends with its own line, which begins
    // with the place in its source.
    const line = lines.find((each) => /^\w*Error: /.test(each)) ?? lines.at(-1) ?? '';
    const said = line.replace(/^\/\S+:\d+ /, '').trim();
    return said === '' || said.includes(what) ? what : `${what}; ${said.slice(0, SAID)}`;
  }
}
