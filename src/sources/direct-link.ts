import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { AppError } from '../base/errors.ts';
import { fingerprint } from '../base/hash.ts';
import { isPlainLink, type LinkKind, linkKind } from './link-answer.ts';
import {
  type Attempt,
  attemptOnce,
  type DirectLinkOptions,
  type Download,
} from './link-attempt.ts';
import { PartialFile } from './partial-file.ts';
import { webAddress, withoutCredentials } from './web-address.ts';

export type { DirectLinkOptions };

/** A link's file, whole. */
export type FetchedLink = {
  readonly file: string;
  readonly kind: LinkKind;
};

/** What servers that are short of breath are usually given, in milliseconds. */
const RETRY_MS = 1000;
/** Attempts in a row that brought hardly anything; then the network is to blame. */
const MOST_ATTEMPTS = 5;
/** An attempt that brought this much counts as none: a long file may be cut many times. In bytes. */
const ADVANCE = 1024 * 1024;

/**
 * Fetches a link that leads straight to a recording or a transcript; `undefined` when it leads to a page, which is
 * yt-dlp's to read. Goes on where an earlier run stopped as long as the file on the server is the same, tries again
 * when the connection is cut or stalls, and never takes a part for the whole. A link fetched before is not fetched
 * again. Throws SOURCE_… failures, DISK_FULL, FOLDER_UNWRITABLE, or the signal's reason.
 */
export async function fetchDirectLink(
  input: string,
  options: DirectLinkOptions,
): Promise<FetchedLink | undefined> {
  const given = webAddress(input);
  const url = new URL(withoutCredentials(given.href));
  options.signal?.throwIfAborted();
  await mkdir(options.folder, { recursive: true }).catch((cause: unknown) => {
    throw new AppError('FOLDER_UNWRITABLE', { path: options.folder, reason: String(cause) });
  });
  const stem = stemOf(url);
  const done = await fetchedBefore(url, options.folder, stem);
  if (done) return done;
  const part = await PartialFile.open(join(options.folder, stem));
  let isFinished = false;
  try {
    const got = await untilWhole({ url, authorization: basicOf(given), options, part });
    if (!got) return undefined;
    const file = join(options.folder, `${stem}.${got.suffix}`);
    await part.finish(file);
    isFinished = true;
    return { file, kind: got.kind };
  } finally {
    if (!isFinished) await part.leave();
  }
}

/** The name and password of an address as a header; fetch takes none inside it. */
function basicOf({ username, password }: URL): string | undefined {
  if (username === '') return undefined;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** A name people know the file by, and the link's own so that no two meet. */
function stemOf(url: URL): string {
  const name = basename(url.pathname).replace(/\.[^.]*$/, '');
  const plain = name.replace(/%[\da-f]{2}|[^\w-]+/gi, '-').slice(0, 40);
  return `${plain || 'link'}-${fingerprint(url.href).slice(0, 8)}`;
}

async function fetchedBefore(
  url: URL,
  folder: string,
  stem: string,
): Promise<FetchedLink | undefined> {
  const names = await readdir(folder);
  const name = names.find((each) => each.startsWith(`${stem}.`) && !each.includes('.part'));
  if (name === undefined) return undefined;
  const kind = linkKind(new URL(name, url), 'video/unknown')?.kind ?? 'media';
  return { file: join(folder, name), kind };
}

async function untilWhole(
  download: Download,
): Promise<Extract<Attempt, { type: 'whole' }> | undefined> {
  const { url, options, part } = download;
  let said = '';
  let most = part.size;
  for (let tried = 0; tried < MOST_ATTEMPTS; tried++) {
    if (tried > 0)
      await wait((options.retryMs ?? RETRY_MS) * 2 ** (tried - 1), undefined, {
        ...(options.signal && { signal: options.signal }),
      }).catch(() => options.signal?.throwIfAborted());
    const attempt = await attemptOnce(download);
    if (attempt.type === 'whole') return attempt;
    if (attempt.type === 'page') return undefined;
    // yt-dlp has ways to a site that this has not.
    if (part.size === 0 && !isPlainLink(url)) return undefined;
    said = attempt.said;
    if (part.size - most >= ADVANCE) tried = 0;
    most = Math.max(most, part.size);
  }
  throw new AppError('SOURCE_NETWORK', { url: url.href, said });
}
