import type { Command } from 'commander';

import { SETTING_WORDS } from '../wording/setting-words.ts';
import type { Given } from './given.ts';

/** Adds `settings` and what is below it to the command line. */
export function addSettings(root: Command, { io, language, done, option }: Given): void {
  const words = SETTING_WORDS[language];
  const around = { io, language };
  const settings = root
    .command('settings')
    .description(words.settings)
    .option('--json', option('json'))
    .option('--edit', words.edit)
    .action(async ({ json = false, edit }: { json?: boolean; edit?: boolean }) => {
      const { editSettings, showSettings } = await import('../runs/run-settings.ts');
      done(edit ? await editSettings(around) : await showSettings(around, json));
    });
  settings
    .command('set')
    .description(words.set)
    .argument('<name>', words.name)
    .argument('[value]', words.value)
    .action(async (name: string, value?: string) => {
      const { setSetting } = await import('../runs/run-settings.ts');
      done(await setSetting(name, value, around));
    });
  settings
    .command('unset')
    .description(words.unset)
    .argument('<name>', words.name)
    .action(async (name: string) => {
      const { unsetSetting } = await import('../runs/run-settings.ts');
      done(await unsetSetting(name, around));
    });
  settings
    .command('edit')
    .description(words.edit)
    .action(async () => {
      const { editSettings } = await import('../runs/run-settings.ts');
      done(await editSettings(around));
    });
  settings
    .command('path')
    .description(words.path)
    .action(async () => {
      const { showPath } = await import('../runs/run-settings.ts');
      done(showPath(around));
    });
}
