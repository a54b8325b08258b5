import { loadSettings, SETTING_NAMES } from '../app/settings/load-settings.ts';
import { type SettingName, variableOf } from '../app/settings/settings.ts';
import type { InterfaceLanguage } from '../base/errors.ts';
import { PROVIDERS } from '../llm/models/providers.ts';
import type { CliIO } from './io.ts';
import { WORDS } from './wording/words.ts';

/** One setting as it is shown. */
type Row = {
  readonly name: string;
  readonly value: string;
  /** Where the value comes from. */
  readonly origin: string;
  readonly about: string;
};

/** Shows every setting, its value and where it comes from. Keys are only said to be there. */
export async function showSettings({
  io,
  json,
}: {
  readonly io: CliIO;
  readonly json: boolean;
}): Promise<number> {
  const { values, origins, file } = await loadSettings(io.env);
  const rows: Row[] = SETTING_NAMES.map((name) => ({
    name,
    value: shown(name, values[name]),
    origin: origins[name] ?? 'default',
    about: aboutSetting(name, values.language),
  }));
  rows.push(...keysInEnvironment(io.env));
  if (json) io.stdout.write(`${JSON.stringify({ file, settings: rows })}\n`);
  else io.stdout.write(`${tableOf(rows)}\n\n${file}\n`);
  return 0;
}

function aboutSetting(name: SettingName, language: InterfaceLanguage): string {
  const variable = variableOf(name);
  return WORDS[language].option(name) + (variable === undefined ? '' : ` (${variable})`);
}

/** Providers whose key is in the environment, by the name of the variable. */
function keysInEnvironment(env: CliIO['env']): Row[] {
  return Object.entries(PROVIDERS).flatMap(([provider, { title, keyVariables }]) => {
    const variable = keyVariables.find((name) => env[name]);
    if (variable === undefined) return [];
    return [
      {
        name: `keys.${provider}`,
        value: 'set',
        origin: 'environment',
        about: `${title} (${variable})`,
      },
    ];
  });
}

function tableOf(rows: readonly Row[]): string {
  const wide = (of: 'name' | 'value' | 'origin'): number =>
    Math.min(40, Math.max(...rows.map((row) => row[of].length)));
  const [name, value, origin] = [wide('name'), wide('value'), wide('origin')];
  return rows
    .map((row) =>
      [row.name.padEnd(name), row.value.padEnd(value), row.origin.padEnd(origin), row.about].join(
        '  ',
      ),
    )
    .join('\n');
}

function shown(name: SettingName, value: unknown): string {
  if (value === undefined) return '-';
  if (name === 'keys' && typeof value === 'object' && value !== null) {
    return Object.keys(value)
      .map((key) => `${key}: set`)
      .join(', ');
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // An address may carry a password.
  return name === 'baseUrl' ? text.replace(/\/\/[^/@]*@/, '//…@') : text;
}
