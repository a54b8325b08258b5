import { AppError } from '../../base/errors.ts';
import { providerNamed } from '../../llm/models/providers.ts';
import { baseUrlOf } from '../../llm/models/server-address.ts';
import { isOffline, isThisMachine } from '../../network/offline.ts';
import type { Environment } from '../settings/settings-file.ts';

/** A model and where it would be asked. */
type AskedModel = {
  readonly provider: string;
  /** As a person names it, with its provider. */
  readonly name: string;
  /** @default the provider's own */
  readonly baseUrl?: string | undefined;
};

/** Throws OFFLINE_MODEL for a model that is not on this machine, where nothing beyond that may be asked. */
export function refuseHosted({ provider, name, baseUrl }: AskedModel, env: Environment): void {
  const given = baseUrl ?? providerNamed(provider)?.baseUrl ?? '';
  const address = baseUrlOf(given, 'openai');
  if (address === undefined || !isOffline(env)) return;
  const { hostname, host } = new URL(address);
  if (isThisMachine(hostname)) return;
  throw new AppError('OFFLINE_MODEL', { model: name, host });
}
