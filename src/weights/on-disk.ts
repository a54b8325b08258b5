import { AppError } from '../base/errors.ts';
import { systemCode, systemReason } from '../base/system-reason.ts';

/** Waits for work on the disk; its failure is one a person can act on: `DISK_FULL`, `MODELS_UNWRITABLE`. */
export async function onDisk<T>(path: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw AppError.find(error) ?? diskFailure(path, error);
  });
}

function diskFailure(path: string, error: unknown): AppError {
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('DISK_FULL', { path }, { cause: error });
  return new AppError('MODELS_UNWRITABLE', { path, reason: systemReason(error) }, { cause: error });
}
