import type { Command } from 'commander';

import { PROGRAM_WORDS } from '../wording/program-words.ts';
import type { Given } from './given.ts';

/** Adds `programs` and what is below it to the command line. */
export function addPrograms(root: Command, { io, language, done }: Given): void {
  const words = PROGRAM_WORDS[language];
  const programs = root.command('programs').description(words.programs);
  programs
    .command('pull')
    .description(words.pull)
    .argument('[name...]', words.names)
    .action(async (names: string[]) => {
      const { fetchPrograms } = await import('../runs/run-programs.ts');
      done(await fetchPrograms(names, io));
    });
}
