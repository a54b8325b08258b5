import { type ApiKey, isKey } from '../../base/api-key.ts';
import { AppError } from '../../base/errors.ts';
import { providerNamed } from '../../llm/models/providers.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';

/** The key of a provider: the settings' own, else the environment's. Throws `KEY_BAD` for what cannot be one. */
export function findKey(
  provider: string,
  settings: Pick<Settings, 'keys'>,
  env: Environment,
): ApiKey | undefined {
  const own = settings.keys?.[provider]?.trim();
  if (own) {
    const name = `keys.${provider}`;
    return {
      value: own,
      origin: { en: `${name} in the settings file`, zh: `设置文件中的 ${name}` },
    };
  }
  for (const variable of providerNamed(provider)?.keyVariables ?? []) {
    const value = env[variable]?.trim();
    if (!value) continue;
    const origin = { en: `the variable ${variable}`, zh: `环境变量 ${variable}` };
    if (!isKey(value)) throw new AppError('KEY_BAD', { origin });
    return { value, origin };
  }
  return undefined;
}
