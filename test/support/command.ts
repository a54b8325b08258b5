/** Runs the built command as a person would, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';

const BIN = resolve('dist/cli/bin.js');

/** What a command left behind. */
export type Outcome = {
  /** Exit status; `null` when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type RunOptions = {
  readonly cwd?: string | undefined;
  /** Variables beside a bare minimum: no keys, no settings, English. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly stdin?: string | Uint8Array | undefined;
};

/** Starts the command; the caller may kill it. */
export function start(args: readonly string[], options: RunOptions = {}): ChildProcess {
  return startNode([BIN, ...args], options);
}

/** Runs any script with Node in the same bare surroundings. */
export async function runScript(path: string, options: RunOptions = {}): Promise<Outcome> {
  const child = startNode([path], options);
  child.stdin?.end();
  return await outcomeOf(child);
}

function startNode(args: readonly string[], options: RunOptions): ChildProcess {
  return spawn(process.execPath, [...args], {
    cwd: options.cwd ?? tmpdir(),
    env: {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      LANG: 'en_US.UTF-8',
      TALKLEAF_SETTINGS: '/nonexistent/settings.json',
      NO_PROXY: '127.0.0.1',
      ...options.env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the command to its end. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const child = start(args, options);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.stdin ?? '');
  return await outcomeOf(child);
}

/** Waits for a started command. */
export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const status = await new Promise<number | null>((done) => child.once('close', done));
  return { status, stdout, stderr };
}
