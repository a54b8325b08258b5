import type { Command } from 'commander';

import { SETUP_WORDS } from '../wording/setup-words.ts';
import type { Given } from './given.ts';

/** Adds `setup` to the command line. */
export function addSetup(root: Command, { io, language, done }: Given): void {
  const words = SETUP_WORDS[language];
  root
    .command('setup')
    .description(words.setup)
    .option('--yes', words.yes)
    .action(async (flags: { yes?: boolean }) => {
      const { runSetup } = await import('../runs/run-setup.ts');
      done(await runSetup(io, flags));
    });
}
