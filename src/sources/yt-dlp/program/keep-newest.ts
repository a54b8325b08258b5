import { AppError } from '../../../base/errors.ts';
import { ageInDays, OLD_DAYS } from './age.ts';
import { newestYtDlp } from './find-yt-dlp.ts';
import type { YtDlpProgram } from './yt-dlp-program.ts';

/** Does a piece of work with yt-dlp. */
type Run = <T>(
  work: (program: YtDlpProgram) => Promise<T>,
  signal: AbortSignal | undefined,
) => Promise<T>;

/**
 * Work with yt-dlp that is done again when a site has become too new for it, with the newest release, which is fetched
 * once: in place of Talkleaf's copy, or beside the user's own, which stays as it is. SOURCE_OUTDATED then means that no
 * newer one was to be had; SOURCE_CHANGED that the newest cannot do it either.
 */
export function keepNewest(found: YtDlpProgram): Run {
  let program = found;
  return async (work, signal) => {
    try {
      return await work(program);
    } catch (error) {
      const { managed } = program;
      if (!managed || managed.isOnlyKept || !mayBeOutdated(error, program)) throw error;
      if (program.isNewest) throw isOutdated(error) ? changed(error) : error;
      const before = program.version;
      program = await newestYtDlp(program, signal).catch(() => {
        signal?.throwIfAborted();
        // What the site said tells more than that there is no newer release to be had.
        throw error;
      });
      if (program.version === before) throw isOutdated(error) ? changed(error) : error;
    }
    return await work(program).catch((error: unknown) => {
      throw isOutdated(error) ? changed(error) : error;
    });
  };
}

/** An old one fails in words that do not say so, such as a bare 403. */
function mayBeOutdated(error: unknown, { version }: YtDlpProgram): boolean {
  const code = AppError.find(error)?.code ?? '';
  const isUnclear = code === 'SOURCE_FAILED' || code === 'SOURCE_BLOCKED';
  return isOutdated(error) || (isUnclear && ageInDays(version) > OLD_DAYS);
}

function isOutdated(error: unknown): error is AppError {
  return AppError.find(error)?.code === 'SOURCE_OUTDATED';
}

function changed(error: AppError): AppError {
  return new AppError('SOURCE_CHANGED', error.values, { cause: error });
}
