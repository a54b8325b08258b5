import { AppError } from '../../base/errors.ts';
import { interfaceLanguage } from '../settings/interface-language.ts';
import { loadSettings, SETTING_NAMES } from '../settings/load-settings.ts';
import type { Environment } from '../settings/settings-file.ts';
import { type Settings, variableOf } from '../settings/settings.ts';
import type { Finding } from './finding.ts';

/** The settings, and what is wrong with them: then all else is looked at with the defaults. */
export async function lookAtSettings(
  env: Environment,
): Promise<{ readonly settings: Settings; readonly findings: readonly Finding[] }> {
  const unknown = unknownVariables(env);
  try {
    const { values: settings } = await loadSettings(env);
    return { settings, findings: unknown };
  } catch (error) {
    const failure = AppError.find(error);
    if (!failure) throw error;
    const [en, zh] = [failure.in('en'), failure.in('zh')];
    const broken: Finding = {
      subject: 'settings',
      name: failure.code,
      state: 'bad',
      about: { en: en.message, zh: zh.message },
      todo: { en: en.hint, zh: zh.hint },
    };
    const language = await interfaceLanguage(env);
    return { settings: { to: 'zh', out: '.', language }, findings: [broken, ...unknown] };
  }
}

/** Variables that are no settings. */
const OTHERS = [
  'TALKLEAF_SETTINGS',
  'TALKLEAF_MODELS',
  'TALKLEAF_YTDLP_URL',
  'TALKLEAF_FFMPEG_URL',
  'TALKLEAF_API_KEY',
  'TALKLEAF_TOKEN',
];

/** Variables named as if they were for Talkleaf, which it does not know. */
function unknownVariables(env: Environment): Finding[] {
  const known = new Set([...OTHERS, ...SETTING_NAMES.map((name) => variableOf(name))]);
  return Object.keys(env)
    .filter((name) => name.startsWith('TALKLEAF_') && env[name] && !known.has(name))
    .map((name): Finding => ({
      subject: 'settings',
      name,
      state: 'note',
      about: { en: 'there is no such setting', zh: '没有这项设置' },
      todo: { en: 'talkleaf settings shows their names', zh: 'talkleaf settings 会列出名称' },
    }));
}
