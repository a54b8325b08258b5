import type { CommanderError } from 'commander';

import { AppError, type Bilingual } from '../base/errors.ts';

/** What the parser of the command line has to say, by its own pattern, and the same in our words. */
const SENTENCES: readonly (readonly [RegExp, (...found: string[]) => Bilingual])[] = [
  [
    /missing required argument '(.+)'/,
    (name) => ({ en: `"${name}" is missing.`, zh: `缺少“${name}”。` }),
  ],
  [
    /option '(.+)' argument missing/,
    (option) => ({ en: `${option} wants a value.`, zh: `${option} 后面要写上取值。` }),
  ],
  [
    /option '(.+)' cannot be used with option '(.+)'/,
    (one, other) => ({
      en: `${one} cannot be used together with ${other}.`,
      zh: `${one} 不能与 ${other} 同时使用。`,
    }),
  ],
  [
    /unknown option '(.+)'/,
    (option) => ({ en: `There is no option ${option}.`, zh: `没有选项 ${option}。` }),
  ],
  [
    /unknown command '(.+)'/,
    (command) => ({ en: `There is no command "${command}".`, zh: `没有命令“${command}”。` }),
  ],
  [
    /too many arguments.* Expected (\d+) arguments? but got (\d+)/,
    (most, got) => ({
      en: `That is too much: ${got} were given where ${most} are wanted.`,
      zh: `参数太多：需要 ${most} 个，给了 ${got} 个。`,
    }),
  ],
  [
    /option '(.+)' argument '(.*)' is invalid\. (?:Allowed choices are )?(.+?)\.?$/m,
    (option, value, choices) => ({
      en: ended(`${option} cannot be "${value}": use ${choices}`, '.'),
      zh: ended(`${option} 不能是“${value}”，可用 ${choices.replaceAll(', ', '、')}`, '。'),
    }),
  ],
  [
    /value '(.*)' is invalid for argument '(.+)'\. (?:Allowed choices are )?(.+?)\.?$/m,
    (value, name, choices) => ({
      en: ended(`"${name}" cannot be "${value}": use ${choices}`, '.'),
      zh: ended(`“${name}”不能是“${value}”，可用 ${choices.replaceAll(', ', '、')}`, '。'),
    }),
  ],
];

/** A sentence with its end; one that goes on has none. */
function ended(sentence: string, stop: string): string {
  return sentence.endsWith('…') ? sentence : sentence + stop;
}

const SUGGESTION = /\(Did you mean (?:one of )?(.+)\?\)/;

/** A command line that cannot be understood, as a failure with a sentence in either language. */
export function usageError({ message }: CommanderError): AppError {
  const [, meant] = SUGGESTION.exec(message) ?? [];
  for (const [pattern, sentence] of SENTENCES) {
    const found = pattern.exec(message);
    if (!found) continue;
    const { en, zh } = sentence(...found.slice(1));
    const problem = meant
      ? {
          en: `${en} Did you mean ${meant}?`,
          zh: `${zh}是不是想用 ${meant.replaceAll(', ', '、')}？`,
        }
      : { en, zh };
    return new AppError('USAGE', { problem });
  }
  const en = message.replace(/^error: /, '');
  return new AppError('USAGE', { problem: { en, zh: `命令有误：“${en}”。` } });
}
