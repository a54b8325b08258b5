import { Argument, type Command } from 'commander';

import { candidatesFor, type Offers } from '../completion/candidates.ts';
import type { CliIO } from '../terminal/io.ts';
import { HELP_WORDS } from '../wording/help-words.ts';
import type { Given } from './given.ts';

const SHELLS = ['bash', 'zsh', 'fish'];

/**
 * What the script for bash lacks: the words of the line where the package bash-completion is not there, and files where
 * there is nothing else to complete.
 */
const BASH = `
if ! type _get_comp_words_by_ref >/dev/null 2>&1; then
    _get_comp_words_by_ref() {
        words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD
        cur=\${words[cword]} prev=\${words[cword - 1]}
    }
fi
complete -o default -F __talkleaf_complete talkleaf`;

/** Adds the script that completes names and options in a shell; while one types, it calls `completeTyped`. */
export function addCompletion(root: Command, { io, language }: Given): void {
  const words = HELP_WORDS[language];
  root
    .command('completion')
    .description(words.completion)
    .addArgument(new Argument('<shell>', words.shell).choices(SHELLS))
    .action(async (shell: string) => {
      const { default: completion } = await import('@bomb.sh/tab');
      completion.setup(root.name(), root.name(), shell);
      if (shell === 'bash') io.stdout.write(`${BASH}\n`);
    });
}

/** What a shell asks with, before the words typed so far. */
export const COMPLETE = ['complete', '--'] as const;

/** The scripts' own signs: of nothing but these, and of files where there is none (cobra's directives). */
const THESE_ONLY = ':4';
const OR_FILES = ':0';

/** Tells a shell what may come next after the words typed so far, one a line. */
export async function completeTyped(
  root: Command,
  typed: readonly string[],
  io: Pick<CliIO, 'stdout'>,
): Promise<void> {
  const found = await candidatesFor(root, typed, OFFERS);
  const lines = found.map(({ value, about }) => (about === '' ? value : `${value}\t${about}`));
  const sign = found.length > 0 ? THESE_ONLY : OR_FILES;
  io.stdout.write(`${[...lines, sign].join('\n')}\n`);
}

const OFFERS: Offers = {
  'models pull': modelNames,
  'models rm': modelNames,
  'settings set': settingNames,
  'settings unset': settingNames,
};

async function modelNames(): Promise<string[]> {
  const { SPEECH_MODELS } = await import('../../speech/models/model-list.ts');
  return SPEECH_MODELS.map(({ name }) => name);
}

async function settingNames(): Promise<readonly string[]> {
  const { SETTING_NAMES } = await import('../../app/settings/load-settings.ts');
  return SETTING_NAMES;
}
