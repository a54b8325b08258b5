import { AppError, type Bilingual } from './errors.ts';
import { isFullDisk, isKnownReason, systemReason } from './system-reason.ts';

/** A failed call of the operating system, as Node tells of it. */
type SystemError = Error & {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string | undefined;
  /** Of a call with two paths the one that is written. */
  readonly dest?: string | undefined;
};

/** Here something that was to be there is not; the reasons else speak of folders written to. */
const NOT_THERE: Bilingual = { en: 'it is not there', zh: '它不存在' };

/**
 * What the operating system refused and nobody worded where it came up, as a failure a person can act on;
 * `undefined` for every other error.
 */
export function systemFailure(error: unknown): AppError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (isSystemError(at)) return failureOf(at);
  }
  return undefined;
}

function failureOf(error: SystemError): AppError | undefined {
  const path = error.dest ?? error.path ?? error.syscall;
  if (isFullDisk(error)) return new AppError('DISK_FULL', { path }, { cause: error });
  // Without a path it may be about the network, or a mistake of ours.
  if (error.path === undefined && !isKnownReason(error)) return undefined;
  const reason = error.code === 'ENOENT' ? NOT_THERE : systemReason(error);
  return new AppError('SYSTEM_REFUSED', { path, reason }, { cause: error });
}

function isSystemError(error: Error): error is SystemError {
  return (
    'code' in error &&
    typeof error.code === 'string' &&
    'syscall' in error &&
    typeof error.syscall === 'string'
  );
}
