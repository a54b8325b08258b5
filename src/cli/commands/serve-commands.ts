import type { Command } from 'commander';

import type { ServeFlags } from '../runs/flags.ts';
import { SERVE_WORDS } from '../wording/serve-words.ts';
import type { Given } from './given.ts';

/** Adds `serve` to the command line. */
export function addServe(root: Command, { io, language, done, option }: Given): void {
  const words = SERVE_WORDS[language];
  root
    .command('serve')
    .description(words.serve)
    .option('--library <dir>', words.library)
    .option('--host <address>', words.host)
    .option('--port <number>', words.port, Number)
    .option('--database <url>', words.database)
    .option('--slots <number>', words.slots, Number)
    .option('--allow-private', words.allowPrivate)
    .option('--demo', words.demo)
    .option('--no-open', words.noOpen)
    .option('--json', option('json'))
    .action(async (flags: ServeFlags) => {
      const { runServe } = await import('../runs/run-serve.ts');
      done(await runServe(flags, { io, language }));
    });
}
