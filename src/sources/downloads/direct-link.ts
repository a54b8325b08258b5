import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import { systemReason } from '../../base/system-reason.ts';
import { basicOf, webAddress, withoutCredentials } from '../web-address.ts';
import { type LinkKind, linkKind } from './link-answer.ts';
import type { DirectLinkOptions } from './link-attempt.ts';
import { PartialFile } from './partial-file.ts';
import { untilWhole } from './until-whole.ts';

export type { DirectLinkOptions };

/** A link's file, whole. */
export type FetchedLink = {
  readonly file: string;
  readonly kind: LinkKind;
};

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
    throw new AppError('FOLDER_UNWRITABLE', { path: options.folder, reason: systemReason(cause) });
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
    if (got.kind !== 'media' || !(await isPage(file))) return { file, kind: got.kind };
    await rm(file);
    return undefined;
  } finally {
    if (!isFinished) await part.leave();
  }
}

/** Whether a page came that its server calls a recording, as some do to say that they will not give it. */
async function isPage(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512));
    return /^\s*<(?:!doctype html|html)\b/i.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
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
