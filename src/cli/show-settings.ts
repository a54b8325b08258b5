import { loadSettings, SETTING_NAMES } from '../app/load-settings.ts';
import { type SettingName, Settings, variableOf } from '../app/settings.ts';
import type { CliIO } from './io.ts';

/** Shows every setting, its value and where it comes from. Keys are only said to be there. */
export async function showSettings({
  io,
  json,
}: {
  readonly io: CliIO;
  readonly json: boolean;
}): Promise<number> {
  const { values, origins, file } = await loadSettings(io.env);
  const rows = SETTING_NAMES.map((name) => ({
    name,
    value: shown(name, values[name]),
    origin: origins[name] ?? 'default',
    variable: variableOf(name),
    about: Settings.shape[name].description ?? '',
  }));
  if (json) {
    io.stdout.write(`${JSON.stringify({ file, settings: rows })}\n`);
    return 0;
  }
  const wide = (of: 'name' | 'value' | 'origin'): number =>
    Math.min(40, Math.max(...rows.map((row) => row[of].length)));
  const [name, value, origin] = [wide('name'), wide('value'), wide('origin')];
  for (const row of rows) {
    const cells = [row.name.padEnd(name), row.value.padEnd(value), row.origin.padEnd(origin)];
    io.stdout.write(`${cells.join('  ')}  ${row.about} (${row.variable})\n`);
  }
  io.stdout.write(`\n${file}\n`);
  return 0;
}

function shown(name: SettingName, value: unknown): string {
  if (value === undefined) return '-';
  if (name === 'keys' && typeof value === 'object' && value !== null) {
    return Object.keys(value)
      .map((key) => `${key}: set`)
      .join(', ');
  }
  // An address may carry a password.
  if (name === 'baseUrl') return String(value).replace(/\/\/[^/@]*@/, '//…@');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
