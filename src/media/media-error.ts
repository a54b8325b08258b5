import { AppError } from '../base/errors.ts';
import { systemCode, systemReason } from '../base/system-reason.ts';

/** A failure of the file system while a media file was opened or read, in words a person can act on. */
export function mediaError(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === 'ENOENT') return new AppError('FILE_MISSING', { path }, { cause: error });
  if (code === '') return error;
  return new AppError('FILE_UNREADABLE', { path, reason: systemReason(error) }, { cause: error });
}
