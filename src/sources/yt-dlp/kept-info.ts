import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError, type FailureCode } from '../../base/errors.ts';
import { diskFailure } from '../downloads/partial-file.ts';
import type { FoundTalk } from '../source.ts';

/** What yt-dlp said of a talk, so that the site need not be asked again for its captions and its sound. */
export type KeptInfo = {
  /** Its JSON. */
  readonly json: string;
  /** When it was asked, in milliseconds since 1970. */
  readonly askedAtMs: number;
};

/** A talk with what yt-dlp said of it, where that is still known. */
export type KnownTalk = {
  readonly talk: FoundTalk;
  readonly info?: KeptInfo | undefined;
};

/** Addresses of media are valid for some hours on most sites (six on YouTube); one hour leaves time to fetch. In milliseconds. */
const LIFETIME_MS = 3600 * 1000;

/** Failures that asking the site again would not mend. */
const FINAL = new Set<FailureCode>([
  'DISK_FULL',
  'FOLDER_UNWRITABLE',
  'SOURCE_NETWORK',
  'SOURCE_COOKIES',
]);

/** Where the information is written, and what stops the attempt. */
type Surroundings = {
  /** Has to be there. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Makes an attempt with a file of what is known of a talk, and another one without it when that is too old, when
 * the attempt fails in a way that asking anew may mend, or brings nothing. The file is not left behind: cookies may
 * be in it.
 */
export async function withKeptInfo<T>(
  info: KeptInfo | undefined,
  { folder, signal }: Surroundings,
  attempt: (infoFile: string | undefined) => Promise<T | undefined>,
): Promise<T | undefined> {
  if (info === undefined || Date.now() - info.askedAtMs > LIFETIME_MS) {
    return await attempt(undefined);
  }
  const file = join(folder, `info-${randomUUID()}.json`);
  try {
    await writeFile(file, info.json, { mode: 0o600 }).catch((cause: unknown) => {
      throw diskFailure(folder, cause);
    });
    const got = await attempt(file);
    if (got !== undefined) return got;
  } catch (error) {
    signal?.throwIfAborted();
    const code = AppError.find(error)?.code;
    if (code === undefined || FINAL.has(code)) throw error;
  } finally {
    await rm(file, { force: true });
  }
  return await attempt(undefined);
}
