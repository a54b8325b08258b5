import { Command, CommanderError } from 'commander';

import { interfaceLanguage } from '../app/settings/interface-language.ts';
import type { InterfaceLanguage } from '../base/errors.ts';
import { VERSION } from '../base/version.ts';
import { addCompletion, COMPLETE, completeTyped } from './commands/completion-commands.ts';
import { addCutCommands } from './commands/cut-commands.ts';
import { addDoctor } from './commands/doctor-commands.ts';
import type { Given } from './commands/given.ts';
import { refuseUnknownHelp } from './commands/mistyped-command.ts';
import { addModels } from './commands/model-commands.ts';
import { addPrograms } from './commands/program-commands.ts';
import { addServe } from './commands/serve-commands.ts';
import { addSettings } from './commands/settings-commands.ts';
import { addSetup } from './commands/setup-commands.ts';
import { addWatchCommands } from './commands/watch-commands.ts';
import { addWork } from './commands/work-commands.ts';
import { formatHelp } from './help/format-help.ts';
import { report } from './report/report-failure.ts';
import type { CliIO } from './terminal/io.ts';
import { HELP_WORDS } from './wording/help-words.ts';
import { WORDS } from './wording/words.ts';

/** Exit status when nothing was asked for that can be done. */
const USAGE = 2;

/** Runs one command; gives its exit status. Never throws. */
export async function main(io: CliIO): Promise<number> {
  const language = await interfaceLanguage(io.env);
  let status = 0;
  const done = (code: number): void => {
    status = code;
  };
  try {
    const root = commandLine({ io, language, done, ...WORDS[language] });
    refuseUnknownHelp(root, io.argv);
    if (COMPLETE.every((word, at) => io.argv[at] === word)) {
      await completeTyped(root, io.argv.slice(COMPLETE.length), io);
    } else await root.parseAsync([...io.argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    // A command that only holds others has shown its help, as the program itself does when nothing is given.
    if (error instanceof CommanderError && error.code === 'commander.help') return USAGE;
    const { usageError } = await import('./usage-error.ts');
    const failure = error instanceof CommanderError ? usageError(error) : error;
    return report(failure, { io, language, json: io.argv.includes('--json') });
  }
}

function commandLine(given: Given): Command {
  const { io, language } = given;
  const root = frame(io, language);
  addWork(root, given);
  addCutCommands(root, given);
  addWatchCommands(root, given);
  addServe(root, given);
  addModels(root, given);
  addPrograms(root, given);
  addSettings(root, given);
  addSetup(root, given);
  addDoctor(root, given);
  addCompletion(root, given);
  return root;
}

/** The command without anything it can do. */
function frame(io: CliIO, language: InterfaceLanguage): Command {
  const words = HELP_WORDS[language];
  return new Command('talkleaf')
    .description(words.about)
    .usage('[options] <input...>')
    .version(VERSION, '-V, --version', words.version)
    .helpOption('-h, --help', words.help)
    .helpCommand('help [command]', words.helpOf)
    .configureHelp({ formatHelp: formatHelp(language) })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      // It is told in the language of the interface, as every failure is.
      outputError: () => undefined,
    })
    .enablePositionalOptions();
}
