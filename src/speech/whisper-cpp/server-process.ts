import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

import { packageFile } from '../../base/package-file.ts';
import type { Send } from '../../network/network.ts';
import { lastComplaint } from './complaint.ts';
import { TIME_LIMIT_MS } from './decoding.ts';

/** A process cannot be started from TypeScript on Node 20: the built file is taken, from source too. */
const KEEPER = 'dist/speech/whisper-cpp/keeper.js';
/** As much is kept of what the program says, in characters. */
const SAID = 4000;
/** What it says of a graphics processor; BLAS works on the processor as well. */
const ON_GRAPHICS = /whisper_backend_init\w*: using (?!BLAS|CPU)/;
/** Between two looks at whether it is ready, in milliseconds. */
const LOOK_MS = 25;

/** How a process ended. */
export type Ended = {
  /** Exit status; `null` when a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
  /** What it complained of last; may be empty. */
  readonly said: string;
};

/** A `whisper-server` on a port of its own of this machine, started at once, gone with us or by `stop`. */
export class ServerProcess {
  readonly address: string;
  /** Kept as soon as it ends. */
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  #said = '';
  #usesGraphics = false;
  #isGone = false;

  /** Starts the program on a free port, with these arguments besides. */
  static async start(program: string, args: readonly string[]): Promise<ServerProcess> {
    return new ServerProcess(program, args, await freePort());
  }

  private constructor(program: string, args: readonly string[], port: number) {
    this.address = `http://127.0.0.1:${port}`;
    const place = ['--host', '127.0.0.1', '--port', String(port)];
    this.#child = spawn(process.execPath, [packageFile(KEEPER), program, ...args, ...place], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-SAID);
      this.#usesGraphics ||= ON_GRAPHICS.test(this.#said);
    });
    this.ended = new Promise((resolve) => {
      this.#child.on('close', (status, signal) => {
        this.#isGone = true;
        resolve({ status, signal, said: this.complaint });
      });
    });
  }

  /** True once it has said so, which it does before it is ready. */
  get usesGraphics(): boolean {
    return this.#usesGraphics;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** What it complained of last; may be empty. */
  get complaint(): string {
    return lastComplaint(this.#said);
  }

  /** Waits until it answers, which is once its model is loaded, or until it has ended; one that takes too long is ended. */
  async ready(send: Send, signal: AbortSignal | undefined): Promise<void> {
    const limit = AbortSignal.timeout(TIME_LIMIT_MS);
    const until = signal ? AbortSignal.any([signal, limit]) : limit;
    while (!this.#isGone && !limit.aborted) {
      signal?.throwIfAborted();
      const asked = { method: 'GET', signal: until };
      const answer = await send(`${this.address}/health`, asked).catch(() => undefined);
      // Releases before 1.7.5 know no such path and answer 404, but they listen only once they are ready.
      if (answer && (answer.ok || answer.status === 404)) return;
      await sleep(LOOK_MS);
    }
    await this.stop();
  }

  /** Ends it, whatever it is doing, and waits until it is gone. */
  async stop(): Promise<void> {
    this.#child.stdin?.destroy();
    await this.ended;
  }
}

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  if (typeof address !== 'object' || address === null) throw new TypeError('a port has a number');
  return address.port;
}
