import type { Command } from 'commander';

import { shortHelp } from '../help/short-help.ts';
import type { WorkFlags } from '../runs/flags.ts';
import type { Given } from './given.ts';
import { refuseMistyped } from './mistyped-command.ts';
import { addWorkOptions } from './work-options.ts';

type Stages = { readonly translation?: false; readonly note?: false };

/** Adds the work itself to the command line: the whole of it, what stops sooner, and the sample. */
export function addWork(root: Command, given: Given): void {
  addStages(root.argument('[input...]', given.option('input')), {}, given);
  for (const [name, stages] of [
    ['transcribe', { translation: false, note: false }],
    ['translate', { note: false }],
  ] as const) {
    const command = root.command(name).description(given.command(name));
    addStages(command.argument('<input...>', given.option('input')), stages, given);
  }
  addDemo(root, given);
}

function addStages(command: Command, stages: Stages, given: Given): void {
  const { io, language, done } = given;
  addWorkOptions(command, given).action(async (inputs: string[], flags: WorkFlags) => {
    if (inputs.length === 0) {
      io.stderr.write(shortHelp(language, io.stderr.columns));
      return done(2);
    }
    if (command.parent === null) await refuseMistyped(command, inputs);
    const { runWork } = await import('../runs/run-work.ts');
    done(await runWork(inputs, { flags: { ...flags, ...limitTo(stages, flags) }, io }));
  });
}

/** A stage a command leaves out stays out whatever the flags say. */
function limitTo(stages: Stages, flags: WorkFlags): Pick<WorkFlags, 'translation' | 'note'> {
  return {
    translation: stages.translation ?? flags.translation ?? true,
    note: stages.note ?? flags.note ?? true,
  };
}

function addDemo(root: Command, { io, done, option, command }: Given): void {
  root
    .command('demo')
    .description(command('demo'))
    .option('--out <dir>', option('out'))
    .option('--json', option('json'))
    .option('--quiet', option('quiet'))
    .action(async (flags: WorkFlags) => {
      const { runDemo } = await import('../runs/run-demo.ts');
      done(await runDemo(flags, io));
    });
}
