import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AppError } from '../../../base/errors.ts';
import { fingerprint } from '../../../base/hash.ts';
import { packageFile } from '../../../base/package-file.ts';
import { EngineProcess } from './engine-process.ts';
import { LANES, type Stage, type Task } from './protocol.ts';
import { Turns } from './turns.ts';

/** How the engine's process is run. */
export type EngineOptions = {
  /** The compiled `child.js`. @default the package's own */
  readonly child?: string | undefined;
  /** Its environment. @default this process's own */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Longest time for one task, in milliseconds; a process that takes longer counts as dead. @default 600000 */
  readonly taskMs?: number | undefined;
};

/** A process cannot be started from TypeScript on Node 20: the built file is taken, from source too. */
const CHILD = 'dist/speech/sherpa/engine/child.js';
/** Ten minutes: a large model loaded from a slow disk and run on one slow core stays below. */
const TASK_MS = 600_000;
/** A task is tried so often before it is given up: the process may have been killed by chance. */
const ATTEMPTS = 2;

/**
 * The recogniser's engine in a process of its own, because bad input can end that process. It is started
 * with the first task and started again after a death. `LANES` windows are recognised at once, and speech
 * is looked for beside them: another process for that would cost 50 MB. A task whose process died is tried
 * again alone, so that a death in company is nobody's fault. Must be stopped by whoever made it.
 */
export class SherpaEngine implements AsyncDisposable {
  readonly #child: string;
  readonly #env: EngineOptions['env'];
  readonly #taskMs: number;
  readonly #turns = new Turns<Task['kind']>({
    recognise: LANES,
    'write-down': LANES,
    'find-speech': 1,
    'tell-voices': 1,
    punctuate: 1,
  });
  readonly #files = new Map<string, Promise<string>>();
  #folder: Promise<string> | undefined;
  #running: EngineProcess | undefined;
  #isStopped = false;

  constructor(options: EngineOptions = {}) {
    this.#child = options.child ?? packageFile(CHILD);
    this.#env = options.env;
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
  async ask(
    task: Task,
    { name, signal }: { name: string; signal?: AbortSignal | undefined },
  ): Promise<unknown> {
    for (let attempt = 1; ;) {
      const leave = await this.#turns.enter(task.kind, { isAlone: attempt > 1 });
      try {
        this.#throwIfOver(signal);
        const outcome = await this.#start().run(task, { limitMs: this.#taskMs, signal });
        if (outcome.type === 'done') return outcome.value;
        this.#throwIfOver(signal);
        const isDeath = outcome.type === 'died';
        if (isDeath && outcome.isInnocent) continue;
        if (!isDeath || attempt >= ATTEMPTS) throw failureAt(outcome.stage, name, outcome.reason);
        attempt++;
      } finally {
        leave();
      }
    }
  }

  /** Puts a small text where the process can read it and gives the path; it is gone once the engine is stopped. */
  async keep(text: string): Promise<string> {
    this.#throwIfOver(undefined);
    const name = fingerprint(text);
    const kept = this.#files.get(name) ?? this.#write(name, text);
    this.#files.set(name, kept);
    return await kept;
  }

  async #write(name: string, text: string): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'talkleaf-speech-'));
    const path = join(await this.#folder, name);
    await writeFile(path, text);
    return path;
  }

  /** Ends the process, for good and whatever it is doing. May be called again. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const running = this.#running;
    this.#running = undefined;
    await running?.kill();
    const folder = await this.#folder?.catch(() => undefined);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #throwIfOver(signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    if (this.#isStopped) throw new AppError('INTERRUPTED');
  }

  #start(): EngineProcess {
    if (!this.#running?.isOpen) this.#running = new EngineProcess(this.#child, this.#env);
    return this.#running;
  }
}

function failureAt(stage: Stage, name: string, reason: string): AppError {
  if (stage === 'start') return new AppError('SPEECH_ENGINE_BROKEN', { reason });
  // What is killed from outside while it loads is too large for the memory there is, not damaged.
  if (stage === 'load' && !reason.startsWith('SIGKILL'))
    return new AppError('SPEECH_MODEL_DAMAGED', { path: name, reason });
  return new AppError('SPEECH_ENGINE_DIED', { reason });
}
