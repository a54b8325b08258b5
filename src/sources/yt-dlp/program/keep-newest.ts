import { AppError } from '../../../base/errors.ts';
import { newestYtDlp } from './find-yt-dlp.ts';
import type { YtDlpProgram } from './yt-dlp-program.ts';

/** Does a piece of work with yt-dlp. */
type Run = <T>(
  work: (program: YtDlpProgram) => Promise<T>,
  signal: AbortSignal | undefined,
) => Promise<T>;

/**
 * Work with yt-dlp that replaces a copy of Talkleaf's own when a site has become too new for it: the newest
 * release is fetched, once, and the work is done again. SOURCE_OUTDATED then means the user's own program;
 * SOURCE_CHANGED that the newest cannot do it either.
 */
export function keepNewest(found: YtDlpProgram): Run {
  let program = found;
  return async (work, signal) => {
    try {
      return await work(program);
    } catch (error) {
      if (!isOutdated(error) || !program.isManaged) throw error;
      if (program.isNewest) throw changed(error);
      const before = program.version;
      program = await newestYtDlp(program, signal).catch(() => {
        signal?.throwIfAborted();
        // What the site said tells more than that there is no newer release to be had.
        throw error;
      });
      if (program.version === before) throw changed(error);
    }
    return await work(program).catch((error: unknown) => {
      throw isOutdated(error) ? changed(error) : error;
    });
  };
}

function isOutdated(error: unknown): error is AppError {
  return AppError.find(error)?.code === 'SOURCE_OUTDATED';
}

function changed(error: AppError): AppError {
  return new AppError('SOURCE_CHANGED', error.values, { cause: error });
}
