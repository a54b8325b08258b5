import { OFFLINE } from '../../network/offline.ts';
import type { Environment } from './settings-file.ts';
import type { Settings } from './settings.ts';

/**
 * The variables of a run whose settings are put together: whether it is offline is told by the one that every way out of
 * this machine goes by, whoever set it.
 */
export function withOffline(env: Environment, { offline }: Pick<Settings, 'offline'>): Environment {
  return { ...env, [OFFLINE]: offline ? 'true' : undefined };
}
