import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import envPaths from 'env-paths';
import { z } from 'zod';

import { AppError } from '../../base/errors.ts';
import { parseJson } from '../../base/json.ts';
import { interfaceLanguage } from './interface-language.ts';
import { NO_LANGUAGE, type Origin, type SettingName, Settings, variableOf } from './settings.ts';

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings with where each of them comes from. */
export type LoadedSettings = {
  readonly values: Settings;
  readonly origins: Readonly<Partial<Record<SettingName, Origin>>>;
  /** The settings file, whether or not it exists. */
  readonly file: string;
};

/** Where the settings file is: `TALKLEAF_SETTINGS`, else in the user's configuration folder. */
function settingsFile(env: Environment): string {
  return (
    env['TALKLEAF_SETTINGS'] ??
    join(
      env['XDG_CONFIG_HOME']
        ? join(env['XDG_CONFIG_HOME'], 'talkleaf')
        : envPaths('talkleaf', { suffix: '' }).config,
      'settings.json',
    )
  );
}

/**
 * Puts settings together: flags, then the environment, then the file, then defaults. Throws
 * `SETTING_BAD` or `LANGUAGE_UNKNOWN` with the name of a setting that cannot be used.
 */
export async function loadSettings(
  env: Environment,
  flags: Readonly<Partial<Record<SettingName, unknown>>> = {},
): Promise<LoadedSettings> {
  const file = settingsFile(env);
  const layers: readonly (readonly [Origin, Readonly<Record<string, unknown>>])[] = [
    ['default', { to: 'zh', out: '.', captions: 'auto', language: interfaceLanguage(env) }],
    ['file', await readSettingsFile(file)],
    ['environment', fromEnvironment(env)],
    ['flag', flags],
  ];
  const values: Record<string, unknown> = {};
  const origins: Partial<Record<SettingName, Origin>> = {};
  for (const [origin, layer] of layers) {
    for (const name of SETTING_NAMES) {
      if (layer[name] === undefined || layer[name] === '') continue;
      values[name] = layer[name];
      origins[name] = origin;
    }
  }
  const parsed = Settings.safeParse(values);
  if (!parsed.success) throw badSetting(parsed.error.issues[0], values);
  return { values: parsed.data, origins, file };
}

/** All setting names, in the order they are shown. */
export const SETTING_NAMES: readonly SettingName[] = Settings.keyof().options;

async function readSettingsFile(file: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return {};
  }
  const value = z.record(z.string(), z.unknown()).safeParse(parseJson(text.replace(/^\uFEFF/, '')));
  if (value.success) return value.data;
  throw new AppError('SETTING_BAD', { name: file, value: '…', reason: 'the file is not JSON' });
}

function fromEnvironment(env: Environment): Record<string, unknown> {
  return Object.fromEntries(
    SETTING_NAMES.flatMap((name) => {
      const variable = variableOf(name);
      return variable === undefined ? [] : [[name, env[variable]]];
    }),
  );
}

function badSetting(
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
  values: Readonly<Record<string, unknown>>,
): AppError {
  const name = String(issue?.path[0] ?? '');
  const value = name === 'keys' ? '…' : String(values[name]);
  if (issue?.message === NO_LANGUAGE) return new AppError('LANGUAGE_UNKNOWN', { name, value });
  const reason = (issue?.message ?? '').replace(/^Invalid input: /, '');
  return new AppError('SETTING_BAD', { name, value, reason });
}
