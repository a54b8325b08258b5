import { setTimeout as wait } from 'node:timers/promises';

import { AppError, type Bilingual } from '../../base/errors.ts';
import { isPlainLink } from './link-answer.ts';
import { type Attempt, attemptOnce, type Download } from './link-attempt.ts';

/** What servers that are short of breath are usually given, in milliseconds. */
const RETRY_MS = 1000;
/** Attempts in a row that brought hardly anything; then the network is to blame. A count. */
const ATTEMPTS = 5;
/** An attempt that brought this much counts as none: a long file may be cut many times. In bytes. */
const ADVANCE = 1024 * 1024;

/**
 * Asks for a file until all of it is there, going on where the last attempt ended; `undefined` when the address
 * leads to a page. Throws SOURCE_… failures, DISK_FULL, FOLDER_UNWRITABLE, or the signal's reason.
 */
export async function untilWhole(
  download: Download,
): Promise<Extract<Attempt, { type: 'whole' }> | undefined> {
  const { url, options, part } = download;
  let said: string | Bilingual = '';
  let most = part.size;
  const attempts = options.attempts ?? ATTEMPTS;
  for (let tried = 0; tried < attempts; tried++) {
    if (tried > 0)
      await wait((options.retryMs ?? RETRY_MS) * 2 ** (tried - 1), undefined, {
        ...(options.signal && { signal: options.signal }),
      }).catch(() => options.signal?.throwIfAborted());
    const attempt = await attemptOnce(download);
    if (attempt.type === 'whole') return attempt;
    if (attempt.type === 'page') return undefined;
    // yt-dlp has ways to a site that this has not.
    if (part.size === 0 && !download.isFile && !isPlainLink(url)) return undefined;
    said = attempt.said;
    if (part.size - most >= ADVANCE) tried = 0;
    most = Math.max(most, part.size);
  }
  throw new AppError('SOURCE_NETWORK', { url: url.href, said });
}
