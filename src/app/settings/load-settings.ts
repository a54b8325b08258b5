import { AppError, type Bilingual } from '../../base/errors.ts';
import { issueWords } from '../../base/issue-words.ts';
import { isFields } from '../../base/json.ts';
import { didYouMean } from '../../base/nearest.ts';
import { PROVIDERS } from '../../llm/models/providers.ts';
import { systemLanguage } from './interface-language.ts';
import { type Environment, readSettingsFile, settingsFile } from './settings-file.ts';
import { NO_LANGUAGE, type Origin, type SettingName, Settings, variableOf } from './settings.ts';

/** Settings with where each of them comes from. */
export type LoadedSettings = {
  readonly values: Settings;
  readonly origins: Readonly<Partial<Record<SettingName, Origin>>>;
  /** The settings file, whether or not it exists. */
  readonly file: string;
};

/** Settings of one origin. */
type Layer = {
  readonly origin: Origin;
  readonly values: Readonly<Record<string, unknown>>;
  /** Where a setting stands, for people. */
  readonly where: (path: readonly string[]) => Bilingual | string;
};

/**
 * Puts settings together: flags, then the environment, then the file, then defaults. Throws `SETTINGS_BROKEN`,
 * `SETTING_UNKNOWN`, `SETTING_BAD` or `LANGUAGE_UNKNOWN` with where it stands.
 */
export async function loadSettings(
  env: Environment,
  flags: Readonly<Partial<Record<SettingName, unknown>>> = {},
): Promise<LoadedSettings> {
  const file = settingsFile(env);
  const written = await readSettingsFile(file);
  const layers: readonly Layer[] = [
    { origin: 'default', values: defaults(env), where: () => '' },
    { origin: 'file', ...written },
    { origin: 'environment', values: fromEnvironment(env), where: ([name = '']) => variable(name) },
    { origin: 'flag', values: flags, where: ([name = '']) => flagOf(name) },
  ];
  checkNames(written);
  const values: Record<string, unknown> = {};
  const origins: Partial<Record<SettingName, Origin>> = {};
  for (const { origin, values: given } of layers) {
    for (const name of SETTING_NAMES) {
      if (given[name] === undefined || given[name] === '') continue;
      values[name] = given[name];
      origins[name] = origin;
    }
  }
  const parsed = Settings.safeParse(values);
  if (parsed.success) return { values: parsed.data, origins, file };
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String) ?? [];
  const name = SETTING_NAMES.find((each) => each === path[0]);
  const layer = layers.findLast(({ origin }) => name && origin === origins[name]);
  throw badSetting(path, { issue, value: at(values, path), where: layer?.where(path) ?? '' });
}

/** All setting names, in the order they are shown. */
export const SETTING_NAMES: readonly SettingName[] = Settings.keyof().options;

/** Checks one value for the setting at a path such as `keys.deepseek`. Throws as loading does. */
export function checkSetting(path: readonly string[], value: unknown, where: string): void {
  const [name = '', ...inner] = path;
  const whole = inner.length === 0 ? value : { [inner.join('.')]: value };
  checkNames({ values: { [name]: whole }, where: () => where });
  const parsed = Settings.partial().safeParse({ [name]: whole });
  const issue = parsed.error?.issues[0];
  if (issue) throw badSetting(path, { issue, value, where });
}

/** Throws for a setting, or a provider among the keys, that there is none of. */
function checkNames({ values, where }: Omit<Layer, 'origin'>): void {
  const unknown = (path: readonly string[], names: readonly string[]): AppError => {
    const near = didYouMean(path.at(-1) ?? '', names);
    return new AppError('SETTING_UNKNOWN', { name: path.join('.'), where: where(path), near });
  };
  for (const name of Object.keys(values)) {
    // What editors look for to complete names.
    if (name === '$schema' || SETTING_NAMES.some((each) => each === name)) continue;
    throw unknown([name], SETTING_NAMES);
  }
  const providers = Object.keys(PROVIDERS);
  const keys = values['keys'];
  for (const provider of isFields(keys) ? Object.keys(keys) : []) {
    if (!providers.includes(provider)) throw unknown(['keys', provider], providers);
  }
}

function defaults(env: Environment): Readonly<Partial<Record<SettingName, unknown>>> {
  return { to: 'zh', out: '.', captions: 'auto', language: systemLanguage(env) };
}

function fromEnvironment(env: Environment): Record<string, unknown> {
  return Object.fromEntries(
    SETTING_NAMES.flatMap((name) => {
      const named = variableOf(name);
      return named === undefined ? [] : [[name, env[named]]];
    }),
  );
}

function variable(name: string): string {
  const known = SETTING_NAMES.find((each) => each === name);
  return (known && variableOf(known)) ?? '';
}

/** `--max-cost` for `maxCost`. */
function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

type Bad = {
  readonly issue: Parameters<typeof issueWords>[0];
  readonly value: unknown;
  readonly where: Bilingual | string;
};

function badSetting(path: readonly string[], { issue, value, where }: Bad): AppError {
  const isKey = path[0] === 'keys';
  const shown = isKey ? '…' : typeof value === 'string' ? value : JSON.stringify(value);
  const values = { name: path.join('.'), value: shown, where };
  if (issue?.message === NO_LANGUAGE) return new AppError('LANGUAGE_UNKNOWN', values);
  const choices = issue?.code === 'invalid_value' ? issue.values.map(String) : [];
  const near = didYouMean(shown, choices);
  return new AppError('SETTING_BAD', { ...values, reason: issueWords(issue), near });
}

function at(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => new Map(Object.entries(Object(value))).get(name),
    values,
  );
}
