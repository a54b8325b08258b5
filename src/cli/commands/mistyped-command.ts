import type { Command } from 'commander';

import { AppError } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import { nearest } from '../../base/nearest.ts';

/** What is given to the program itself are inputs; one that is no file but nearly a command was meant as that. Throws `USAGE`. */
export async function refuseMistyped(root: Command, inputs: readonly string[]): Promise<void> {
  const [first = ''] = inputs;
  if (!/^[a-z]{2,}$/i.test(first) || (await isThere(first))) return;
  const meant = nearest(
    first,
    root.commands.map((command) => command.name()),
  );
  if (meant === undefined) return;
  throw new AppError('USAGE', {
    problem: {
      en: `There is neither a file nor a command "${first}". Did you mean "talkleaf ${meant}"?`,
      zh: `没有名为“${first}”的文件或命令。是不是想用“talkleaf ${meant}”？`,
    },
  });
}

/** Commander shows the whole help where there is no such command. Throws `USAGE`. */
export function refuseUnknownHelp(root: Command, argv: readonly string[]): void {
  const [help, name] = argv;
  if (help !== 'help' || name === undefined || name.startsWith('-')) return;
  const names = root.commands.map((command) => command.name());
  if (names.includes(name)) return;
  const meant = nearest(name, names);
  throw new AppError('USAGE', {
    problem: {
      en: `There is no command "${name}".${meant ? ` Did you mean "talkleaf help ${meant}"?` : ''}`,
      zh: `没有命令“${name}”。${meant ? `是不是想用“talkleaf help ${meant}”？` : ''}`,
    },
  });
}
