import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

import { interfaceLanguage } from '../app/settings/interface-language.ts';
import type { InterfaceLanguage } from '../base/errors.ts';
import { VERSION } from '../base/version.ts';
import { addCutCommands } from './commands/cut-commands.ts';
import { framesASecond } from './commands/frames-a-second.ts';
import { addWatchCommands } from './commands/watch-commands.ts';
import type { CliIO } from './io.ts';
import { type OptionName, type Words, WORDS } from './wording/words.ts';

/** Flags of every command that works on inputs. */
export type WorkFlags = {
  readonly to?: string;
  readonly from?: string;
  readonly out?: string;
  readonly model?: string;
  readonly secondModel?: string;
  readonly baseUrl?: string;
  readonly window?: number;
  readonly speech?: string;
  readonly speechUrl?: string;
  readonly speakers?: string;
  readonly captions?: string;
  readonly cookies?: string;
  readonly cookiesFromBrowser?: string;
  readonly picture?: boolean;
  readonly noteStyle?: string;
  readonly verify?: boolean;
  readonly review?: boolean;
  readonly cues?: string;
  readonly restore?: string;
  readonly glossary?: string;
  readonly style?: string;
  readonly maxCost?: number;
  readonly concurrency?: number;
  readonly rpm?: number;
  readonly tpm?: number;
  readonly encoding?: string;
  readonly fps?: number;
  readonly format?: readonly string[];
  readonly translation?: boolean;
  readonly note?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
};

/** Runs one command; gives its exit status. Never throws. */
export async function main(io: CliIO): Promise<number> {
  const language = interfaceLanguage(io.env);
  let status = 0;
  const done = (code: number): void => {
    status = code;
  };
  try {
    await program(io, language, done).parseAsync([...io.argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { report } = await import('./report-failure.ts');
    return report(error, { io, language, json: io.argv.includes('--json') });
  }
}

function program(io: CliIO, language: InterfaceLanguage, done: (status: number) => void): Command {
  const words = WORDS[language];
  const root = new Command('talkleaf')
    .description(words.about)
    .usage(words.usage)
    .version(VERSION, '-V, --version', words.option('version'))
    .helpOption('-h, --help', words.option('help'))
    .helpCommand(false)
    .configureHelp({ styleTitle: (title) => words.titles[title] ?? title })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(`${text.trimEnd()}\n${words.seeHelp}\n`),
    })
    .enablePositionalOptions();
  const work = (name: string, stages: Stages): Command => {
    const command = name === '' ? root : root.command(name).description(words.command(name));
    if (name === '') command.argument('[input...]', words.option('input'));
    else command.argument('<input...>', words.option('input'));
    return workOptions(command, words.option).action(async (inputs: string[], flags: WorkFlags) => {
      if (inputs.length === 0) {
        root.outputHelp({ error: true });
        return done(2);
      }
      const { runWork } = await import('./commands/run-work.ts');
      done(await runWork(inputs, { flags: { ...flags, ...limitTo(stages, flags) }, io }));
    });
  };
  work('', {});
  work('transcribe', { translation: false, note: false });
  work('translate', { note: false });
  const given = { io, language, done, option: words.option };
  addCutCommands(root, given);
  addWatchCommands(root, given);
  addDemo(root, { io, words, done });
  addModels(root, { io, words, done });
  addSettings(root, { io, words, done });
  return root;
}

type Given = {
  readonly io: CliIO;
  readonly words: Words;
  readonly done: (status: number) => void;
};

function addDemo(root: Command, { io, words, done }: Given): void {
  root
    .command('demo')
    .description(words.command('demo'))
    .option('--out <dir>', words.option('out'))
    .option('--json', words.option('json'))
    .option('--quiet', words.option('quiet'))
    .action(async (flags: WorkFlags) => {
      const { runDemo } = await import('./commands/run-demo.ts');
      done(await runDemo(flags, io));
    });
}

function addModels(root: Command, { io, words, done }: Given): void {
  const models = root.command('models').description(words.command('models'));
  models
    .command('ls')
    .description(words.command('models ls'))
    .action(async () => {
      const { showModels } = await import('./commands/run-models.ts');
      done(await showModels(io));
    });
  models
    .command('pull')
    .description(words.command('models pull'))
    .argument('<name>')
    .action(async (name: string) => {
      const { fetchModel } = await import('./commands/run-models.ts');
      done(await fetchModel(name, io));
    });
  models
    .command('rm')
    .description(words.command('models rm'))
    .argument('<name>')
    .action(async (name: string) => {
      const { dropModel } = await import('./commands/run-models.ts');
      done(await dropModel(name, io));
    });
}

function addSettings(root: Command, { io, words, done }: Given): void {
  root
    .command('settings')
    .description(words.command('settings'))
    .option('--json', words.option('json'))
    .action(async ({ json }: WorkFlags) => {
      const { showSettings } = await import('./show-settings.ts');
      done(await showSettings({ io, json: json ?? false }));
    });
}

type Stages = { readonly translation?: false; readonly note?: false };

/** A stage a command leaves out stays out whatever the flags say. */
function limitTo(stages: Stages, flags: WorkFlags): Pick<WorkFlags, 'translation' | 'note'> {
  return {
    translation: stages.translation ?? flags.translation ?? true,
    note: stages.note ?? flags.note ?? true,
  };
}

function workOptions(command: Command, text: (name: OptionName) => string): Command {
  return command
    .option('--to <lang>', text('to'))
    .option('--from <lang>', text('from'))
    .option('--out <dir>', text('out'))
    .option('--model <provider:model>', text('model'))
    .option('--second-model <provider:model>', text('secondModel'))
    .option('--base-url <url>', text('baseUrl'))
    .option('--window <tokens>', text('window'), positive)
    .option('--speech <model>', text('speech'))
    .option('--speech-url <url>', text('speechUrl'))
    .option('--speakers <auto|n>', text('speakers'))
    .option('--captions <when>', text('captions'))
    .option('--cookies <file>', text('cookies'))
    .option('--cookies-from-browser <name>', text('cookiesFromBrowser'))
    .option('--picture', text('picture'))
    .option('--cues <how>', text('cues'))
    .option('--restore <when>', text('restore'))
    .option('--glossary <file>', text('glossary'))
    .option('--style <text>', text('style'))
    .option('--max-cost <usd>', text('maxCost'), money)
    .option('--dry-run', text('dryRun'))
    .option('--concurrency <n>', text('concurrency'), positive)
    .option('--rpm <n>', text('rpm'), positive)
    .option('--tpm <n>', text('tpm'), positive)
    .option('--format <list>', text('format'), (value) => value.split(/[\s,，]+/).filter(Boolean))
    .option('--no-translation', text('noTranslation'))
    .option('--no-note', text('noNote'))
    .option('--note-style <brief|full>', text('noteStyle'))
    .option('--no-verify', text('noVerify'))
    .option('--review', text('review'))
    .option('--encoding <name>', text('encoding'))
    .option('--fps <n>', text('fps'), framesASecond)
    .option('--force', text('force'))
    .option('--json', text('json'))
    .addOption(new Option('--quiet', text('quiet')).conflicts('verbose'))
    .option('--verbose', text('verbose'));
}

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('1, 2, 3, …');
  return number;
}

function money(value: string): number {
  const number = Number(value.replace(/^\$/, ''));
  if (!Number.isFinite(number) || number < 0) throw new InvalidArgumentError('0.50, 2, …');
  return number;
}
