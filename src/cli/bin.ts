#!/usr/bin/env node
import process from 'node:process';

import { interfaceLanguage } from '../app/settings/interface-language.ts';
import { AppError } from '../base/errors.ts';
import { releaseLocks } from '../store/lock.ts';
import { main } from './main.ts';
import { report, standstill } from './report/report-failure.ts';
import { tuneEngine } from './runs/tune-engine.ts';
import type { CliIO } from './terminal/io.ts';

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

const language = await interfaceLanguage(process.env);
// The last line of defence: what nobody caught ends the talk it came up in, not those after it.
const hearing = new Set<(error: unknown) => void>();
for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(kind, (error: unknown) => {
    if (hearing.size === 0) endWith(error);
    for (const hear of hearing) hear(error);
  });
}
// Node has nothing left to wait for: it would end without a word while the command is still at work.
let isOver = false;
process.on('beforeExit', () => {
  if (isOver) return;
  const error = standstill(language);
  if (hearing.size === 0) endWith(error);
  for (const hear of hearing) hear(error);
});
process.on('exit', releaseLocks);

function endWith(error: unknown): never {
  process.exit(report(error, { io, language, json: io.argv.includes('--json') }));
}

const io: CliIO = {
  argv: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  isInputTTY: process.stdin.isTTY,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
  onFault: (hear) => {
    hearing.add(hear);
    return () => void hearing.delete(hear);
  },
};

process.exitCode = await main(io);
isOver = true;
