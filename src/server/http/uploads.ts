import { link, mkdir, rm, statfs } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';

import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { Context } from 'hono';

import { AppError, type FailureCode, type FailureValues } from '../../base/errors.ts';
import { slugOf } from '../../store/slug.ts';
import type { Library } from '../library/library.ts';
import { languageIn, problemAnswer } from './refusal.ts';

/** Ten hours of video; told before anything is sent. In bytes. */
const LARGEST = 20 * 1024 ** 3;
/** What has to stay free on the disk, in bytes: the talk itself and its sound take a part of that. */
const SPARE = 500 * 1024 ** 2;
/** What was begun and not gone on with is cleared away after this, in milliseconds: a week. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

/**
 * Takes files in pieces, by the tus protocol (https://tus.io): a piece that was lost is sent again, and a file goes on
 * after whatever stopped it. A whole one is looked at before it is taken.
 */
export function uploads(
  { places }: Library,
  path: string,
): (context: Context) => Promise<Response> {
  const store = new FileStore({
    directory: join(places.inner, 'uploads'),
    expirationPeriodInMilliseconds: KEPT_MS,
  });
  const server = new Server({
    path,
    datastore: store,
    maxSize: LARGEST,
    relativeLocation: true,
    onUploadCreate: async (request, upload) => {
      const { bavail, bsize } = await statfs(places.inner);
      if ((upload.size ?? 0) + SPARE > bavail * bsize)
        refuse(request, 'DISK_FULL', { path: places.inner });
      return {};
    },
    onUploadFinish: async (request, upload) => {
      const given = upload.metadata?.['filename'] ?? 'talk';
      const from = join(store.directory, upload.id);
      const folder = join(places.handedIn, upload.id);
      const file = join(folder, nameFor(given));
      // Readers of all forms there are: loaded when there is something to read.
      const { checkUpload } = await import('../../app/inputs/check-upload.ts');
      await mkdir(folder, { recursive: true });
      await link(from, file);
      try {
        await checkUpload(file, given);
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        await store.remove(upload.id).catch(() => undefined);
        const known = AppError.find(error);
        if (!known) throw error;
        refuse(request, known.code, known.values);
      }
      return {};
    },
  });
  void server.cleanUpExpiredUploads().catch(() => undefined);
  return async (context) => await server.handleWeb(context.req.raw);
}

/** The protocol's library sends what is thrown in this form as it is. */
function refuse(
  { headers }: { headers: Headers },
  code: FailureCode,
  values: FailureValues,
): never {
  const [problem, status] = problemAnswer(
    { code, values },
    languageIn(headers.get('accept-language')),
  );
  throw Object.assign(new Error(problem.message), {
    status_code: status,
    body: JSON.stringify(problem),
  });
}

/** A name of ours that says what it was called: letters, and a suffix that is none of a program's. */
function nameFor(given: string): string {
  const { name } = parse(given.replaceAll('\\', '/'));
  const suffix = /^\.[a-z\d]{1,8}$/i.test(extname(given)) ? extname(given).toLowerCase() : '';
  return `${slugOf(name).replaceAll('-', ' ')}${suffix}`;
}
