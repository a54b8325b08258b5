import type { Command } from 'commander';

import { DOCTOR_WORDS } from '../wording/doctor-words.ts';
import type { Given } from './given.ts';

/** Adds `doctor` to the command line. */
export function addDoctor(root: Command, { io, language, done, option }: Given): void {
  const words = DOCTOR_WORDS[language];
  root
    .command('doctor')
    .description(words.doctor)
    .option('--ask', words.ask)
    .option('--json', option('json'))
    .action(async (flags: { ask?: boolean; json?: boolean }) => {
      const { runDoctor } = await import('../runs/run-doctor.ts');
      done(await runDoctor(io, flags));
    });
}
