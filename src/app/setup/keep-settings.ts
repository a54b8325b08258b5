import { checkSetting } from '../settings/load-settings.ts';
import { type Environment, readSettingsFile, settingsFile } from '../settings/settings-file.ts';
import type { SettingName } from '../settings/settings.ts';
import { writeSetting } from '../settings/write-settings.ts';

/** What is to stand in the settings file; `undefined` takes a setting out. */
export type Kept = Readonly<Partial<Record<SettingName | `keys.${string}`, string | undefined>>>;

/**
 * Writes settings into the settings file, where they do not stand there already. All are checked before any is written. Throws
 * as `checkSetting` and `writeSetting` do.
 */
export async function keepSettings(env: Environment, kept: Kept): Promise<void> {
  const file = settingsFile(env);
  const { values } = await readSettingsFile(file);
  const changes = Object.entries(kept)
    .map(([name, value]) => ({ path: pathOf(name), value }))
    .filter(({ path, value }) => path.length > 1 || values[path[0] ?? ''] !== value);
  for (const { path, value } of changes) if (value !== undefined) checkSetting(path, value, file);
  for (const { path, value } of changes) await writeSetting(file, path, value);
}

function pathOf(name: string): string[] {
  const at = name.indexOf('.');
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
}
