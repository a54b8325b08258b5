import type { Command, Help } from 'commander';

import type { InterfaceLanguage } from '../../base/errors.ts';
import { displayWidth } from '../../text/languages/script.ts';
import { wrap } from '../terminal/wrap.ts';
import { HELP_WORDS, type HelpWords } from '../wording/help-words.ts';

/** Where what an option does begins, and how far it may be pushed right by its name, in columns. */
const INDENT = 2;
const WIDEST_TERM = 32;
/** On narrower screens what an option does stands below its name, in columns. */
const NARROW = 72;
/** Lines longer than this are hard to read, in columns. */
const WIDEST = 100;

/** One thing that can be given, and what it does. */
type Item = readonly [term: string, description: string];

/**
 * The help of a command: what it is for, how it is called, examples, commands, then its options in groups, those asked
 * for most first.
 */
export function formatHelp(language: InterfaceLanguage) {
  const words = HELP_WORDS[language];
  return (command: Command, helper: Help): string => {
    const columns = Math.min(WIDEST, helper.helpWidth ?? WIDEST);
    const isRoot = command.parent === null;
    const parts = [
      wrap(helper.commandDescription(command), columns).join('\n'),
      ...section(words.usage, [[helper.commandUsage(command), '']], columns),
      ...(isRoot ? section(words.examples, words.exampleItems, columns) : []),
      ...(isRoot ? [] : section(words.arguments, argumentItems(command, helper), columns)),
      ...section(words.commands, commandItems(command, helper), columns),
      ...(isRoot ? section(words.arguments, argumentItems(command, helper), columns) : []),
      ...groupsOf(command, helper, words).flatMap(([title, items]) =>
        section(title, items, columns),
      ),
      ...(isRoot ? section(words.keys, words.keyItems, columns) : []),
    ];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
  };
}

function commandItems(command: Command, helper: Help): Item[] {
  return helper
    .visibleCommands(command)
    .map((each) => [termOf(each), helper.subcommandDescription(each)]);
}

/** A command with its arguments: that it has options goes without saying. */
function termOf(command: Command): string {
  const wanted = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...wanted].join(' ');
}

function argumentItems(command: Command, helper: Help): Item[] {
  return helper
    .visibleArguments(command)
    .map((argument) => [helper.argumentTerm(argument), argument.description]);
}

function groupsOf(command: Command, helper: Help, words: HelpWords): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const option of helper.visibleOptions(command)) {
    const title = option.helpGroupHeading ?? '';
    const items = groups.get(title) ?? [];
    groups.set(title, [...items, [helper.optionTerm(option), option.description]]);
  }
  // What every command has stands last.
  const rest = groups.get('') ?? [];
  groups.delete('');
  return [...groups, [groups.size > 0 ? words.otherOptions : words.options, rest]];
}

/** A title with its items below it; nothing where there are none. */
function section(title: string, items: readonly Item[], columns: number): string[] {
  if (items.length === 0) return [];
  return [[title, ...itemLines(items, columns)].join('\n')];
}

/** Items in two columns; on a narrow screen one below the other. */
export function itemLines(items: readonly Item[], columns: number): string[] {
  const widest = Math.max(...items.map(([term]) => displayWidth(term)));
  const width = Math.min(WIDEST_TERM, widest);
  const indent = ' '.repeat(INDENT);
  return items.flatMap(([term, description]) => {
    const isBelow = columns < NARROW || displayWidth(term) > width;
    const at = columns < NARROW ? 2 * INDENT : INDENT + width + 2;
    const about = description === '' ? [] : wrap(description, columns - at);
    const lines = about.map((line) => ' '.repeat(at) + line);
    if (isBelow || lines.length === 0) return [...termLines(term, columns), ...lines];
    const gap = ' '.repeat(width - displayWidth(term) + 2);
    return [`${indent}${term}${gap}${about[0]}`, ...lines.slice(1)];
  });
}

function termLines(term: string, columns: number): string[] {
  return wrap(term, columns - INDENT).map((line) => ' '.repeat(INDENT) + line);
}
