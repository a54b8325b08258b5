/**
 * Runs a program that would live on when Talkleaf is killed: `keeper.js PROGRAM ARGUMENTS…`. Ends it as soon as its own
 * standard input ends, which happens with its parent, however that goes; and ends as the program did.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';

/** What shells end with when there is no such program (POSIX.1-2024, Shell Command Language 2.8.2). */
const STATUS_NONE = 127;

const [program = '', ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });

child.on('error', () => process.exit(STATUS_NONE));
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.kill(process.pid, signal);
});
process.stdin.resume().on('close', () => child.kill('SIGKILL'));
// Ctrl-C reaches the whole group; the parent decides when the program ends.
process.on('SIGINT', () => undefined);
