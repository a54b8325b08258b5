import { AppError } from '../../../base/errors.ts';
import { commandOn } from './yt-dlp-command.ts';

/**
 * What kept Talkleaf from fetching a yt-dlp of its own, as a failure that says so: a person gave the address of a
 * talk and knows nothing of this one. What is no failure of that is given back as it is.
 */
export function unfetched(cause: unknown): unknown {
  const failure = AppError.find(cause);
  if (!failure) return cause;
  const { code, values } = failure;
  const said = { en: failure.message, zh: failure.in('zh').message };
  switch (code) {
    case 'PROGRAM_MISSING':
    case 'YTDLP_DAMAGED':
      return failure;
    case 'DISK_FULL':
      return told('YTDLP_UNKEPT', { reason: FULL, ...values }, cause);
    case 'FOLDER_UNWRITABLE':
      return told('YTDLP_UNKEPT', values, cause);
    default:
      return told('YTDLP_UNFETCHED', { said, ...values }, cause);
  }
}

const FULL = { en: 'the disk is full', zh: '磁盘已满' };

/** A copy from an address that is not what its project published. */
export function damaged(url: string): AppError {
  return told('YTDLP_DAMAGED', { url });
}

/** A copy that does not run, as where its folder may hold no programs. */
export function unusable(path: string): AppError {
  return told('YTDLP_UNUSABLE', { path });
}

function told(
  code: 'YTDLP_UNFETCHED' | 'YTDLP_DAMAGED' | 'YTDLP_UNKEPT' | 'YTDLP_UNUSABLE',
  values: AppError['values'],
  cause?: unknown,
): AppError {
  const command = commandOn(process.platform).install;
  return new AppError(code, { ...values, command }, { cause });
}
