import type { InterfaceLanguage } from '../../base/errors.ts';

/** The language to speak to the user, by the usual variables; English unless they say Chinese. */
export function interfaceLanguage(
  env: Readonly<Record<string, string | undefined>>,
): InterfaceLanguage {
  const spoken =
    env['TALKLEAF_LANGUAGE'] ?? env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '';
  return /^zh/i.test(spoken) ? 'zh' : 'en';
}
