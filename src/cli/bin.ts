#!/usr/bin/env node
import process from 'node:process';

import { AppError } from '../base/errors.ts';
import { main } from './main.ts';
import { tuneEngine } from './tune-engine.ts';

tuneEngine();

const interrupt = new AbortController();
// The last one comes when the terminal's window is closed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The second time nobody wants to wait.
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort(new AppError('INTERRUPTED'));
  });
}
// A reader that went away (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

process.exitCode = await main({
  argv: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
});
