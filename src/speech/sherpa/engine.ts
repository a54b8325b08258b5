import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

import { AppError } from '../../base/errors.ts';
import { Reply, type Stage, type Task } from './protocol.ts';

/** How the engine's process is run. */
export type EngineOptions = {
  /** The compiled `child.js`. @default the one beside this file, or in dist/ when this runs from its source */
  readonly child?: string | undefined;
  /** Longest time for one task, in milliseconds; a process that takes longer counts as dead. @default 600000 */
  readonly taskMs?: number | undefined;
};

/** Ten minutes: a large model loaded from a slow disk and run on one slow core stays below. */
const TASK_MS = 600_000;
/** A task is tried so often before it is given up: the process may have been killed by chance. */
const ATTEMPTS = 2;
/** As much is kept of what the engine complains, in characters. */
const COMPLAINT = 4000;
/** As much of its last line is passed on, in characters. */
const SAID = 300;

/**
 * The recogniser's engine in a process of its own, because bad input can end that process. It is started
 * with the first task, started again after a death, and does one task at a time, so that a death always
 * belongs to one task. Must be stopped by whoever made it.
 */
export class SherpaEngine implements AsyncDisposable {
  readonly #child: string;
  readonly #taskMs: number;
  #running: ChildProcess | undefined;
  #complaint = '';
  #turn: Promise<unknown> = Promise.resolve();
  #isStopped = false;

  constructor(options: EngineOptions = {}) {
    this.#child = options.child ?? compiledChild();
    this.#taskMs = options.taskMs ?? TASK_MS;
  }

  /** The process at work, in case it is to be measured or ended. */
  get pid(): number | undefined {
    return this.#running?.pid;
  }

  /**
   * Does one task and gives its bare answer. Fails with SPEECH_ENGINE_BROKEN when the engine cannot run
   * here, SPEECH_MODEL_DAMAGED when it cannot load the model called `name`, SPEECH_ENGINE_DIED when it died
   * at this task twice, INTERRUPTED once it is stopped.
   */
  ask(task: Task, options: { name: string; signal?: AbortSignal | undefined }): Promise<unknown> {
    const turn = this.#turn.then(() => this.#askInTurn(task, options));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the process, for good and whatever it is doing. May be called again. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const running = this.#running;
    this.#running = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => {
      running.once('exit', resolve);
    });
    running.kill('SIGKILL');
    await gone;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #askInTurn(
    task: Task,
    { name, signal }: { name: string; signal?: AbortSignal | undefined },
  ): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      this.#throwIfOver(signal);
      const outcome = await this.#attempt(task, signal);
      if ('value' in outcome) return outcome.value;
      this.#throwIfOver(signal);
      if (attempt < ATTEMPTS && outcome.isDeath) continue;
      throw failureAt(outcome.stage, { name, reason: outcome.reason });
    }
  }

  #throwIfOver(signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    if (this.#isStopped) throw new AppError('INTERRUPTED');
  }

  #attempt(task: Task, signal: AbortSignal | undefined): Promise<Outcome> {
    const child = this.#start();
    let stage: Stage = 'start';
    return new Promise((resolve) => {
      const end = (outcome: Outcome): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', kill);
        child.off('message', hear).off('close', die).off('error', fail);
        resolve(outcome);
      };
      const kill = (): void => void child.kill('SIGKILL');
      const timer = setTimeout(kill, this.#taskMs);
      const hear = (message: unknown): void => {
        const { data: reply } = Reply.safeParse(message);
        if (!reply) return;
        if (reply.type === 'stage') stage = reply.stage;
        else if (reply.type === 'done') end({ value: reply.value });
        else end({ stage, isDeath: false, reason: this.#reason(reply.message) });
      };
      // `close` comes after the last of its error stream, unlike `exit`.
      const die = (code: number | null, by: string | null): void => {
        this.#running = undefined;
        end({ stage, isDeath: true, reason: this.#reason(by ?? `exit status ${code}`) });
      };
      const fail = (error: Error): void => {
        this.#running = undefined;
        end({ stage, isDeath: true, reason: error.message });
      };
      signal?.addEventListener('abort', kill, { once: true });
      child.on('message', hear).on('close', die).on('error', fail);
      child.send(task, (error) => {
        // A process that is gone closes as well; one that cannot be written to has to be ended.
        if (error) kill();
      });
    });
  }

  #start(): ChildProcess {
    if (this.#running?.connected) return this.#running;
    this.#complaint = '';
    // Node's flags for this process (a debugger's port, a test runner's loader) are not for that one.
    const child = fork(this.#child, {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-COMPLAINT);
    });
    // Between tasks nobody else listens, and an error nobody hears would end our own process.
    child.on('error', () => undefined);
    this.#running = child;
    return child;
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

type Outcome =
  | { readonly value: unknown }
  | { readonly stage: Stage; readonly isDeath: boolean; readonly reason: string };

function failureAt(stage: Stage, { name, reason }: { name: string; reason: string }): AppError {
  if (stage === 'start') return new AppError('SPEECH_ENGINE_BROKEN', { reason });
  if (stage === 'load') return new AppError('SPEECH_MODEL_DAMAGED', { path: name, reason });
  return new AppError('SPEECH_ENGINE_DIED', { reason });
}

/** A process cannot be started from TypeScript on Node 20: from source, the built file is taken. */
function compiledChild(): string {
  const beside = fileURLToPath(new URL('child.js', import.meta.url));
  if (existsSync(beside)) return beside;
  return fileURLToPath(new URL('../../../dist/speech/sherpa/child.js', import.meta.url));
}
