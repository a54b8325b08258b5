import type { Command, Option } from 'commander';

/** One thing that may come next on a command line, and what it is for. */
export type Candidate = { readonly value: string; readonly about: string };

/** Values of arguments that are looked up only when they are asked for, by the command they belong to. */
export type Offers = Readonly<Record<string, () => Promise<readonly string[]>>>;

/**
 * What may come next: `typed` are the words so far, the last of them unfinished and maybe empty. Nothing where a file is
 * wanted: the shell knows those better.
 */
export async function candidatesFor(
  root: Command,
  typed: readonly string[],
  offers: Offers = {},
): Promise<Candidate[]> {
  const current = typed.at(-1) ?? '';
  const { command, given, open } = read(root, typed.slice(0, -1));
  // Commander's own command, which it does not list.
  const isHelp = typed.length === 2 && typed[0] === 'help';
  const all = open
    ? plain(open.argChoices ?? [])
    : current.startsWith('-')
      ? optionsOf(command)
      : [
          ...(given === 0 || isHelp ? commandsOf(command) : []),
          ...(await argumentsOf(command, { given, offers })),
        ];
  return all.filter(({ value }) => value.startsWith(current));
}

type Read = {
  readonly command: Command;
  /** Arguments of the command that are there, as a count. */
  readonly given: number;
  /** The option whose value comes next. */
  readonly open: Option | undefined;
};

function read(root: Command, words: readonly string[]): Read {
  let command = root;
  let given = 0;
  let open: Option | undefined;
  for (const word of words) {
    if (open) open = undefined;
    else if (word.startsWith('-')) {
      const option = command.options.find(({ long, short }) => long === word || short === word);
      if (option && (option.required || option.optional)) open = option;
    } else {
      const sub = given === 0 ? command.commands.find((each) => each.name() === word) : undefined;
      if (sub) command = sub;
      else given += 1;
    }
  }
  return { command, given, open };
}

function optionsOf(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map(({ long, short, description }) => ({ value: long ?? short ?? '', about: description }));
}

function commandsOf(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((each) => ({ value: each.name(), about: each.description() }));
}

async function argumentsOf(
  command: Command,
  { given, offers }: { readonly given: number; readonly offers: Offers },
): Promise<Candidate[]> {
  const offered = given === 0 ? await offers[pathOf(command)]?.() : undefined;
  return plain(command.registeredArguments[given]?.argChoices ?? offered ?? []);
}

/** `models pull`: a command's name behind those it is below, without the program's own. */
function pathOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${pathOf(parent)} ${command.name()}` : command.name();
}

function plain(values: readonly string[]): Candidate[] {
  return values.map((value) => ({ value, about: '' }));
}
