import { Argument, type Command } from 'commander';

import { candidatesFor, type Offers } from '../completion/candidates.ts';
import { SCRIPTS } from '../completion/scripts.ts';
import type { CliIO } from '../terminal/io.ts';
import { HELP_WORDS } from '../wording/help-words.ts';
import type { Given } from './given.ts';

/** Adds the script that completes names and options in a shell; while one types, it calls `completeTyped`. */
export function addCompletion(root: Command, { io, language }: Given): void {
  const words = HELP_WORDS[language];
  root
    .command('completion')
    .description(words.completion)
    .addArgument(new Argument('<shell>', words.shell).choices(Object.keys(SCRIPTS)))
    .action((shell: keyof typeof SCRIPTS) => {
      io.stdout.write(SCRIPTS[shell]);
    });
}

/** What a shell asks with, before the words typed so far. */
export const COMPLETE = ['complete', '--'] as const;

/** Ends the answer, so that one with nothing to offer is an answer too. */
const END = ':';

/** Tells a shell what may come next after the words typed so far, one a line, what it is for behind a tab. */
export async function completeTyped(
  root: Command,
  typed: readonly string[],
  io: Pick<CliIO, 'stdout'>,
): Promise<void> {
  const found = await candidatesFor(root, typed, OFFERS);
  const lines = found.map(({ value, about }) => (about === '' ? value : `${value}\t${about}`));
  io.stdout.write(`${[...lines, END].join('\n')}\n`);
}

const OFFERS: Offers = {
  'models pull': modelNames,
  'models path': modelNames,
  'models rm': modelNames,
  'settings set': settingNames,
  'settings unset': settingNames,
};

async function modelNames(): Promise<string[]> {
  const { MODELS } = await import('../../weights/model-list.ts');
  return MODELS.map(({ name }) => name);
}

async function settingNames(): Promise<string[]> {
  const [{ SETTING_NAMES }, { PROVIDERS }] = await Promise.all([
    import('../../app/settings/load-settings.ts'),
    import('../../llm/models/providers.ts'),
  ]);
  const plain = SETTING_NAMES.filter((name) => name !== 'keys' && name !== 'prices');
  return [...plain, ...Object.keys(PROVIDERS).map((name) => `keys.${name}`)];
}
