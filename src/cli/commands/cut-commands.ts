import { type Command, Option } from 'commander';

import type { ConvertFlags, CutFlags } from '../runs/flags.ts';
import { CUT_WORDS } from '../wording/cut-words.ts';
import { PROGRAM_WORDS } from '../wording/program-words.ts';
import { framesASecond } from './frames-a-second.ts';
import type { Given } from './given.ts';
import { qualityOptions } from './quality-options.ts';

/** Adds `cut` and `convert` to the command line. */
export function addCutCommands(root: Command, given: Given): void {
  addCut(root, given);
  addConvert(root, given);
}

function addCut(root: Command, { io, language, done, option }: Given): void {
  const words = CUT_WORDS[language];
  const command = root
    .command('cut')
    .description(words.cut)
    .argument('<media>', words.media)
    .argument('<list...>', words.lists)
    .option('--fast', words.fast)
    .addOption(new Option('--smart', words.smart).conflicts('fast'));
  qualityOptions(command, words)
    .option('--no-loudness', words.noLoudness)
    .option('--track <which>', words.track)
    .option('--out <dir>', words.out)
    .option('--encoding <name>', words.encoding)
    .option('--yes', PROGRAM_WORDS[language].yes)
    .option('--force', words.force)
    .option('--json', option('json'))
    .option('--quiet', option('quiet'))
    .action(async (media: string, lists: string[], flags: CutFlags) => {
      const { runCut } = await import('../runs/run-cut.ts');
      done(await runCut([media, ...lists], flags, { io, language }));
    });
}

function addConvert(root: Command, { io, language, done, option }: Given): void {
  const words = CUT_WORDS[language];
  root
    .command('convert')
    .description(words.convert)
    .argument('<input>', words.input)
    .argument('[output]', words.output)
    .option('--compact', words.compact)
    .option('--media <file>', words.withMedia)
    .addOption(new Option('--simplified', words.simplified).conflicts('traditional'))
    .option('--traditional', words.traditional)
    .option('--encoding <name>', words.encoding)
    .option('--fps <n>', option('fps'), framesASecond)
    .option('--output-encoding <name>', words.outputEncoding)
    .option('--force', words.force)
    .action(async (input: string, output: string | undefined, flags: ConvertFlags) => {
      const { runConvert } = await import('../runs/run-convert.ts');
      done(await runConvert({ input, output, ...flags }, { io, language }));
    });
}
