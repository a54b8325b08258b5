import type { InterfaceLanguage } from '../../base/errors.ts';
import { type Environment, readSettingsFile, settingsFile } from './settings-file.ts';

/** The language of the system, by the usual variables; English unless they say Chinese. */
export function systemLanguage(env: Environment): InterfaceLanguage {
  const { LC_ALL, LC_MESSAGES, LANG } = env;
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}

/** The language to speak to the user: as set, else the system's. */
export async function interfaceLanguage(env: Environment): Promise<InterfaceLanguage> {
  const file = await readSettingsFile(settingsFile(env)).catch(() => undefined);
  const chosen = env['TALKLEAF_LANGUAGE'] || file?.values['language'];
  return chosen === 'zh' || chosen === 'en' ? chosen : systemLanguage(env);
}
