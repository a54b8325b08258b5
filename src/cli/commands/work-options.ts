import { type Command, InvalidArgumentError, Option } from 'commander';

import { HELP_WORDS, type OptionGroup } from '../wording/help-words.ts';
import type { OptionName } from '../wording/words.ts';
import { framesASecond } from './frames-a-second.ts';
import type { Given } from './given.ts';

/** One option: its flags, what it is for, and how its value is read. */
type WorkOption = readonly [
  flags: string,
  name: OptionName,
  how?: {
    readonly read?: (value: string) => unknown;
    readonly choices?: readonly string[];
    readonly conflicts?: string;
  },
];

const POSITIVE = { read: positive };

const OPTIONS: readonly (readonly [OptionGroup, readonly WorkOption[]])[] = [
  [
    'input',
    [
      ['--speech <model>', 'speech'],
      ['--speech-url <url>', 'speechUrl'],
      ['--speakers <auto|n>', 'speakers'],
      ['--track <which>', 'track'],
      ['--captions <when>', 'captions', { choices: ['auto', 'only', 'never'] }],
      ['--cookies <file>', 'cookies'],
      ['--cookies-from-browser <name>', 'cookiesFromBrowser'],
      ['--picture', 'picture'],
      ['--restore <when>', 'restore', { choices: ['auto', 'off'] }],
      ['--encoding <name>', 'encoding'],
      ['--fps <n>', 'fps', { read: framesASecond }],
      ['--yes', 'yes'],
      ['--offline', 'offline'],
    ],
  ],
  [
    'language',
    [
      ['--to <lang>', 'to'],
      ['--from <lang>', 'from'],
      ['--simplified', 'simplified'],
      ['--glossary <file>', 'glossary'],
      ['--style <text>', 'style'],
    ],
  ],
  [
    'model',
    [
      ['--model <provider:model>', 'model'],
      ['--second-model <provider:model>', 'secondModel'],
      ['--base-url <url>', 'baseUrl'],
      ['--window <tokens>', 'window', POSITIVE],
      ['--no-verify', 'noVerify'],
      ['--review', 'review'],
      ['--concurrency <n>', 'concurrency', POSITIVE],
      ['--rpm <n>', 'rpm', POSITIVE],
      ['--tpm <n>', 'tpm', POSITIVE],
    ],
  ],
  [
    'money',
    [
      ['--dry-run', 'dryRun'],
      ['--max-cost <usd>', 'maxCost', { read: money }],
    ],
  ],
  [
    'output',
    [
      ['--out <dir>', 'out'],
      ['--format <list>', 'format', { read: listed }],
      ['--no-translation', 'noTranslation'],
      ['--no-note', 'noNote'],
      ['--note-style <style>', 'noteStyle', { choices: ['brief', 'full'] }],
      ['--cues <how>', 'cues', { choices: ['keep', 'rebuild'] }],
      ['--force', 'force'],
      ['--json', 'json'],
      ['--quiet', 'quiet', { conflicts: 'verbose' }],
      ['--verbose', 'verbose'],
    ],
  ],
];

/** Adds the options of commands that work on talks, in groups. */
export function addWorkOptions(
  command: Command,
  { language, option: words }: Pick<Given, 'language' | 'option'>,
): Command {
  for (const [group, options] of OPTIONS) {
    for (const [flags, name, { read, choices, conflicts } = {}] of options) {
      const option = new Option(flags, words(name)).helpGroup(HELP_WORDS[language].groups[group]);
      if (choices) option.choices(choices);
      if (read) option.argParser(read);
      if (conflicts) option.conflicts(conflicts);
      command.addOption(option);
    }
  }
  return command;
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

function listed(value: string): string[] {
  return value.split(/[\s,，、]+/).filter(Boolean);
}
