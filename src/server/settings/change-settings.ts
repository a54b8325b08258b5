import { checkSetting } from '../../app/settings/load-settings.ts';
import {
  type Environment,
  readSettingsFile,
  settingsFile,
} from '../../app/settings/settings-file.ts';
import { writeSetting } from '../../app/settings/write-settings.ts';
import { AppError } from '../../base/errors.ts';
import { withoutCredentials } from '../../sources/web-address.ts';
import type { SettingsChange } from '../contract-settings.ts';

/** One place in the settings file; without a value it is taken out. */
type Edit = {
  readonly path: readonly [string, ...string[]];
  readonly value: string | number | undefined;
};

/**
 * Writes settings and keys into the settings file, by the rules of `talkleaf settings set`. All are checked before any is
 * written. Throws `SETTING_UNKNOWN`, `SETTING_BAD`, `SETTING_VALUE_MISSING`, `LANGUAGE_UNKNOWN`, `SETTINGS_BROKEN` and what
 * writing does.
 */
export async function changeSettings(
  env: Environment,
  { values = {}, keys = {} }: SettingsChange,
): Promise<void> {
  const file = settingsFile(env);
  const written = await readSettingsFile(file);
  const edits = [
    ...Object.entries(values)
      .filter(([name, value]) => value !== undefined && !isAsShown(value, written.values[name]))
      .map(([name, value]) => editOf([name], value)),
    ...Object.entries(keys).map(([provider, key]) => editOf(['keys', provider], key)),
  ];
  for (const { path, value } of edits) check(path, value, file);
  for (const { path, value } of edits) await writeSetting(file, path, value);
}

function editOf(path: Edit['path'], value: string | number | null | undefined): Edit {
  if (typeof value === 'string') return { path, value: value.trim() };
  return { path, value: value ?? undefined };
}

function check(path: Edit['path'], value: Edit['value'], file: string): void {
  if (value === '') throw new AppError('SETTING_VALUE_MISSING', { name: path.join('.') });
  // Whatever a file has among its keys may be taken out of it.
  checkSetting(value === undefined ? [path[0]] : path, value, file);
}

/** An address is shown without its password: sent back as it was shown, it is to stay as it is. */
function isAsShown(given: unknown, written: unknown): boolean {
  return typeof written === 'string' && given !== written && given === withoutCredentials(written);
}
