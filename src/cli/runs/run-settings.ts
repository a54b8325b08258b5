import process from 'node:process';

import { checkSetting, loadSettings, SETTING_NAMES } from '../../app/settings/load-settings.ts';
import { readSettingsFile, settingsFile } from '../../app/settings/settings-file.ts';
import { type SettingName, variableOf } from '../../app/settings/settings.ts';
import { saveSettings, writeSetting } from '../../app/settings/write-settings.ts';
import { maskedKey } from '../../base/api-key.ts';
import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import { parseJson } from '../../base/json.ts';
import { systemReason } from '../../base/system-reason.ts';
import { PROVIDERS } from '../../llm/models/providers.ts';
import { askHidden } from '../terminal/ask.ts';
import type { CliIO } from '../terminal/io.ts';
import { table } from '../terminal/table.ts';
import { MARKS } from '../wording/marks.ts';
import { SETTING_WORDS } from '../wording/setting-words.ts';
import { WORDS } from '../wording/words.ts';

type Around = { readonly io: CliIO; readonly language: InterfaceLanguage };

/** Shows every setting, its value and where it comes from. Keys are only said to be there. */
export async function showSettings({ io }: Around, json: boolean): Promise<number> {
  const { values, origins, file } = await loadSettings(io.env);
  const { language } = values;
  const words = SETTING_WORDS[language];
  const { colon } = MARKS[language];
  const rows = SETTING_NAMES.map((name) => ({
    name,
    value: shownValue(name, values[name], language),
    origin: origins[name] ?? 'default',
    about: aboutSetting(name, language),
  }));
  const all = [...rows, ...keysInEnvironment(io.env, language)];
  if (json) {
    io.stdout.write(`${JSON.stringify({ file, settings: all })}\n`);
    return 0;
  }
  const cells = all.map(({ name, value, origin, about }) => [
    name,
    value,
    words.origins[origin],
    about,
  ]);
  io.stdout.write(`${table(cells, io.stdout.columns)}\n\n${words.file}${colon}${file}\n`);
  return 0;
}

/** Writes one setting into the settings file. Throws for one that there is none of, or a value it cannot have. */
export async function setSetting(
  name: string,
  given: string | undefined,
  { io, language }: Around,
): Promise<number> {
  const words = SETTING_WORDS[language];
  const text = (given === '-' ? await valueFromInput(name, { io, language }) : given)?.trim();
  if (!text) throw new AppError('SETTING_VALUE_MISSING', { name });
  const file = settingsFile(io.env);
  const path = pathOf(name);
  const isKey = path[0] === 'keys' && path.length > 1;
  const value = isKey ? text : valueOf(text);
  checkSetting(path, value, file);
  await writeSetting(file, path, value);
  const known = SETTING_NAMES.find((each) => each === name);
  const plain = known ? shownValue(known, value, language) : text;
  io.stdout.write(`${words.isSet(name, isKey ? maskedKey(text) : plain, file)}\n`);
  return 0;
}

/** Takes one setting out of the settings file. */
export async function unsetSetting(name: string, { io, language }: Around): Promise<number> {
  const file = settingsFile(io.env);
  const [first = ''] = pathOf(name);
  checkSetting([first], undefined, file);
  await writeSetting(file, pathOf(name), undefined);
  io.stdout.write(`${SETTING_WORDS[language].isUnset(name, file)}\n`);
  return 0;
}

/** Tells where the settings file is, whether or not it is there. */
export function showPath({ io }: Around): number {
  io.stdout.write(`${settingsFile(io.env)}\n`);
  return 0;
}

/** Opens the settings file in the user's editor, with an example where there is none, and checks what was written. */
export async function editSettings({ io, language }: Around): Promise<number> {
  const file = settingsFile(io.env);
  if (!(await isThere(file))) await saveSettings(file, exampleIn(language));
  const editor = io.env['VISUAL'] || io.env['EDITOR'] || usualEditor();
  const { execa } = await import('../../base/execa.ts');
  try {
    const [program = '', ...flags] = editor.split(/\s+/);
    await execa(program, [...flags, file], { stdio: 'inherit' });
  } catch (error) {
    const code = error instanceof Error && 'exitCode' in error ? error.exitCode : undefined;
    // One that ended otherwise than well has told why itself.
    if (code === undefined) {
      throw new AppError('EDITOR_FAILED', { editor, file, reason: systemReason(error) });
    }
  }
  await readSettingsFile(file);
  await loadSettings(io.env);
  io.stdout.write(`${file}\n`);
  return 0;
}

/** What every system of the kind has. */
function usualEditor(): string {
  if (process.platform === 'win32') return 'notepad';
  return process.platform === 'darwin' ? 'open -W -t' : 'vi';
}

function exampleIn(language: InterfaceLanguage): string {
  const { example } = SETTING_WORDS[language];
  return `{
${example.map((line) => `  // ${line}`).join('\n')}
  // "to": "zh",
  // "model": "deepseek:deepseek-chat",
  // "keys": { "deepseek": "sk-…" },
  // "baseUrl": "https://relay.example/v1",
  // "maxCost": 0.5,
  // "prices": { "relay:gpt-5.4-mini": { "input": 0.75, "output": 4.5 } }
}
`;
}

/** `keys.deepseek` and `prices.relay:gpt-5.4` are two names each: what follows the first full stop is one. */
function pathOf(name: string): string[] {
  const at = name.indexOf('.');
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
}

/** A value as it stands in the file: a number, true, false or a table where it reads as one. */
function valueOf(text: string): unknown {
  return /^(?:-?\d+(?:\.\d+)?|true|false|\{.*\})$/s.test(text) ? (parseJson(text) ?? text) : text;
}

/** What comes on standard input; of a person, one line that is not shown while it is typed. */
async function valueFromInput(name: string, { io, language }: Around): Promise<string> {
  if (!io.isInputTTY) return await standardInput(io);
  return (await askHidden(SETTING_WORDS[language].ask(name), io)) ?? '';
}

async function standardInput({ stdin }: CliIO): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function aboutSetting(name: SettingName, language: InterfaceLanguage): string {
  const variable = variableOf(name);
  const about = WORDS[language].option(name);
  return variable === undefined ? about : about + MARKS[language].aside(variable);
}

/** Providers whose key is in the environment, by the name of the variable. */
function keysInEnvironment(
  env: CliIO['env'],
  language: InterfaceLanguage,
): { name: string; value: string; origin: 'environment'; about: string }[] {
  return Object.entries(PROVIDERS).flatMap(([provider, { title, keyVariables }]) => {
    const variable = keyVariables.find((name) => env[name]);
    if (variable === undefined) return [];
    const name = `keys.${provider}`;
    const value = SETTING_WORDS[language].here;
    const about = typeof title === 'object' ? title[language] : title;
    return [{ name, value, origin: 'environment', about: about + MARKS[language].aside(variable) }];
  });
}

function shownValue(name: SettingName, value: unknown, language: InterfaceLanguage): string {
  if (value === undefined) return '-';
  if (name === 'keys' && typeof value === 'object' && value !== null) {
    return Object.keys(value)
      .map((key) => key + MARKS[language].colon + SETTING_WORDS[language].here)
      .join(MARKS[language].comma);
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // An address may carry a password.
  return /url$/i.test(name) ? text.replace(/\/\/[^/@]*@/, '//…@') : text;
}
