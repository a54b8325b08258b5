import { AppError } from '../base/errors.ts';

/** A file system's complaint as a failure a person can act on; such a failure stays as it is. */
export function diskFailure(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('DISK_FULL', { path }, { cause: error });
  return new AppError(
    'FOLDER_UNWRITABLE',
    { path, reason: reasonOf(code, error) },
    { cause: error },
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'part of the path is a file',
  EEXIST: 'a file of that name is in the way',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'the folder does not exist',
  EMFILE: 'too many files are open',
};

function reasonOf(code: string, error: unknown): string {
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
