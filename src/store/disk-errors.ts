import { AppError } from '../base/errors.ts';
import { isFullDisk, systemReason } from '../base/system-reason.ts';

/** A file system's complaint as a failure a person can act on; such a failure stays as it is. */
export function diskFailure(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error;
  if (isFullDisk(error)) return new AppError('DISK_FULL', { path }, { cause: error });
  return new AppError('FOLDER_UNWRITABLE', { path, reason: systemReason(error) }, { cause: error });
}
