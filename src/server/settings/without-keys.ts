import type { Environment } from '../../app/settings/settings-file.ts';
import type { Settings } from '../../app/settings/settings.ts';
import { maskedKey } from '../../base/api-key.ts';
import { type Provider, PROVIDERS } from '../../llm/models/providers.ts';
import type { Problem } from '../contract.ts';

/** What keys are in. */
type Keyring = { readonly settings?: Settings | undefined; readonly env: Environment };

/** Shorter ones are no keys of any service, and may be a part of any word. In characters. */
const SHORTEST = 6;

/** A problem in which no key can be read, whoever wrote it there: servers say keys back, people paste them anywhere. */
export function withoutKeysOf(keyring: Keyring, { code, message, hint }: Problem): Problem {
  const keys = keysIn(keyring);
  const masked = (text: string): string =>
    keys.reduce((rest, key) => rest.replaceAll(key, maskedKey(key)), text);
  return { code, message: masked(message), hint: masked(hint) };
}

function keysIn({ settings, env }: Keyring): string[] {
  const variables = Object.values<Provider>(PROVIDERS).flatMap((each) => each.keyVariables);
  const all = [
    ...Object.values(settings?.keys ?? {}),
    ...variables.map((variable) => env[variable] ?? ''),
  ];
  return all.map((key) => key.trim()).filter((key) => key.length >= SHORTEST);
}
