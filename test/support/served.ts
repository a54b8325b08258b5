/** The built server as people start it, in a process of its own. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { type RunOptions, start } from './command.ts';

export type Served = {
  /** Address of the page, without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
};

/** Starts `talkleaf serve` at a free port. */
export async function serveBuilt(args: readonly string[], options?: RunOptions): Promise<Served> {
  const child = start(['serve', '--port', '0', '--json', '--no-open', ...args], options);
  const ended = once(child, 'close');
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  if (!child.stdout) throw new Error('the server has no output');
  for await (const line of createInterface(child.stdout)) {
    const url = /"url":"([^"]+?)\/?"/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      close: async () => {
        child.kill('SIGINT');
        await ended;
      },
    };
  }
  throw new Error(`the server did not start: ${complaints}`);
}
