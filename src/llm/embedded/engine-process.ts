import { fork, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { stripVTControlCharacters } from 'node:util';

import { Reply, type Request, type Task } from './protocol.ts';

/** What a process says of a task; `died` is said by its end. */
export type Said = Reply | { readonly type: 'died'; readonly said: string };

/** A model of several gigabytes is let go when nobody has asked for so long, in milliseconds. */
const IDLE_MS = 60_000;
/** So long an answer may take to break off, in milliseconds: a part of the prompt is read to its end. */
const ABORT_MS = 10_000;
/** As much is kept of what the engine complains, in characters. */
const COMPLAINT = 4000;

type Job = { readonly hear: (said: Said) => void };

/** One process of the engine: started at once, gone after its first death or when nobody asks. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #idleMs: number;
  readonly #jobs = new Map<number, Job>();
  #count = 0;
  #complaint = '';
  #isOver = false;
  #idle: NodeJS.Timeout | undefined;

  /** `folder` holds the engine's package; `idleMs` is how long it waits for the next task, in milliseconds. */
  constructor(file: string, folder: string, idleMs = IDLE_MS) {
    this.#idleMs = idleMs;
    // Node's flags for this process (a debugger's port, a test runner's loader) are not for that one.
    this.#child = fork(file, [folder], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-COMPLAINT);
    });
    this.#child
      .on('message', (message) => this.#hear(message))
      // `close` comes after the last of its error stream, unlike `exit`.
      .on('close', (code, by) => this.#end(by ?? `exit status ${code}`))
      .on('error', (error) => this.#end(error.message));
    this.#rest();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** False once nothing can be sent to it any more. */
  get isOpen(): boolean {
    return !this.#isOver && this.#child.connected;
  }

  /** Gives it a task and passes on what it says of it, to its end. When the signal aborts, so does the task. */
  run(task: Task, hear: (said: Said) => void, signal?: AbortSignal): void {
    const id = this.#count++;
    this.#wake();
    let timer: NodeJS.Timeout | undefined;
    const abort = (): void => {
      this.#send({ type: 'abort', id });
      timer = setTimeout(() => this.#child.kill('SIGKILL'), ABORT_MS);
    };
    this.#jobs.set(id, {
      hear: (said) => {
        if (said.type === 'done' || said.type === 'refused' || said.type === 'died') {
          clearTimeout(timer);
          signal?.removeEventListener('abort', abort);
          this.#jobs.delete(id);
          if (this.#jobs.size === 0) this.#rest();
        }
        hear(said);
      },
    });
    this.#send({ type: 'ask', id, task });
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  get #stderr(): Socket | undefined {
    const { stderr } = this.#child;
    return stderr instanceof Socket ? stderr : undefined;
  }

  #send(request: Request): void {
    this.#child.send(request, (error) => {
      // A process that is gone closes as well; one that cannot be written to has to be ended.
      if (error) this.#child.kill('SIGKILL');
    });
  }

  /** While it works, this process waits for it; while it rests, it keeps nobody, and goes after a while. */
  #wake(): void {
    clearTimeout(this.#idle);
    this.#child.ref();
    this.#child.channel?.ref();
    this.#stderr?.ref();
  }

  #rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
    this.#stderr?.unref();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#child.kill(), this.#idleMs).unref();
  }

  #hear(message: unknown): void {
    const { data: reply } = Reply.safeParse(message);
    if (reply) this.#jobs.get(reply.id)?.hear(reply);
  }

  #end(how: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#idle);
    const lines = stripVTControlCharacters(this.#complaint).trim().split('\n');
    const last = lines.at(-1)?.trim() ?? '';
    const said = last === '' ? how : `${how}: ${last}`;
    for (const job of this.#jobs.values()) job.hear({ type: 'died', said });
  }
}
