import { AppError } from '../../base/errors.ts';
import { isOffline } from '../../network/offline.ts';
import type { Environment } from '../settings/settings-file.ts';

/** Throws OFFLINE_PROGRAM where a program would have to be fetched and nothing may be; `command` installs it otherwise. */
export function refuseOffline(program: string, command: string, env: Environment): void {
  if (isOffline(env)) throw new AppError('OFFLINE_PROGRAM', { program, command });
}
