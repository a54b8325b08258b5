import type { Command } from 'commander';

import type { MergeFlags, WatchFlags } from '../runs/flags.ts';
import { CUT_WORDS } from '../wording/cut-words.ts';
import { PROGRAM_WORDS } from '../wording/program-words.ts';
import { WATCH_WORDS } from '../wording/watch-words.ts';
import type { Given } from './given.ts';
import { qualityOptions } from './quality-options.ts';

/** Adds `merge` and `watch` to the command line. */
export function addWatchCommands(root: Command, given: Given): void {
  addMerge(root, given);
  addWatch(root, given);
}

function addMerge(root: Command, { io, language, done, option }: Given): void {
  const words = CUT_WORDS[language];
  const command = root
    .command('merge')
    .description(WATCH_WORDS[language].merge)
    .argument('<overview>', WATCH_WORDS[language].overview);
  qualityOptions(command, words)
    .option('--encoding <name>', words.encoding)
    .option('--yes', PROGRAM_WORDS[language].yes)
    .option('--force', words.force)
    .option('--json', option('json'))
    .option('--quiet', option('quiet'))
    .action(async (overview: string, flags: MergeFlags) => {
      const { runMerge } = await import('../runs/run-merge.ts');
      done(await runMerge(overview, flags, { io, language }));
    });
}

function addWatch(root: Command, { io, language, done, option }: Given): void {
  const words = WATCH_WORDS[language];
  root
    .command('watch')
    .description(words.watch)
    .argument('<folder>', words.folder)
    .option('--translation', words.translation)
    .option('--note', words.note)
    .option('--to <lang>', option('to'))
    .option('--from <lang>', option('from'))
    .option('--model <provider:model>', option('model'))
    .option('--base-url <url>', option('baseUrl'))
    .option('--speech <model>', option('speech'))
    .option('--glossary <file>', option('glossary'))
    .option('--max-cost <usd>', words.maxCost, Number)
    .option('--offline', option('offline'))
    .option('--settle <seconds>', words.settle, Number)
    .option('--poll', words.poll)
    .option('--json', option('json'))
    .option('--quiet', option('quiet'))
    .action(async (folder: string, flags: WatchFlags) => {
      const { runWatch } = await import('../runs/run-watch.ts');
      done(await runWatch(folder, flags, { io, language }));
    });
}
