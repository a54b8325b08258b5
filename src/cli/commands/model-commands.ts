import type { Command } from 'commander';

import type { Given } from './given.ts';

/** Adds `models` and what is below it to the command line. */
export function addModels(root: Command, { io, done, option, command }: Given): void {
  const models = root.command('models').description(command('models'));
  models
    .command('ls')
    .description(command('models ls'))
    .option('--from <lang>', option('from'))
    .option('--json', option('json'))
    .action(async (flags: { from?: string; json?: boolean }) => {
      const { showModels } = await import('../runs/run-models.ts');
      done(await showModels(io, flags));
    });
  models
    .command('pull')
    .description(command('models pull'))
    .argument('<name>', command('model name'))
    .option('--from <file>', option('givenModel'))
    .action(async (name: string, flags: { from?: string }) => {
      const { bringModel } = await import('../runs/run-models.ts');
      done(await bringModel(name, flags, io));
    });
  models
    .command('path')
    .description(command('models path'))
    .argument('<name>', command('model name'))
    .action(async (name: string) => {
      const { showModelPath } = await import('../runs/run-models.ts');
      done(await showModelPath(name, io));
    });
  models
    .command('rm')
    .description(command('models rm'))
    .argument('<name>', command('model name'))
    .action(async (name: string) => {
      const { clearModel } = await import('../runs/run-models.ts');
      done(await clearModel(name, io));
    });
}
