import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

import { isMedia } from '../../app/inputs/media-names.ts';
import { AppError } from '../../base/errors.ts';
import { readTalkJson } from '../../leaf/talk-json.ts';
import type { Library } from './library.ts';

/**
 * Absolute path of the recording that a talk's folder names. A folder may have come from anywhere: what it names has to
 * be a recording, and to lie in the library where others than this machine are listened to. Throws `FILE_MISSING`.
 */
export async function recordingOf(
  library: Library,
  id: string,
  { takesPaths }: { readonly takesPaths: boolean },
): Promise<string> {
  const folder = await library.folderOf(id);
  const text = await readFile(join(folder, 'talk.json'), 'utf8').catch(() => undefined);
  const media = text === undefined ? undefined : readTalkJson(text).source.media;
  return await recordingIn(library, { folder, media }, { takesPaths });
}

/** The same of a folder whose talk was read already. */
export async function recordingIn(
  library: Library,
  { folder, media }: { readonly folder: string; readonly media: string | undefined },
  { takesPaths }: { readonly takesPaths: boolean },
): Promise<string> {
  const path = media === undefined ? folder : join(folder, media);
  const real = await realpath(path).catch(() => undefined);
  const root = await realpath(library.places.library);
  const isOurs = takesPaths || real?.startsWith(root + sep) === true;
  if (media === undefined || real === undefined || !isMedia(real) || !isOurs) {
    throw new AppError('FILE_MISSING', { path });
  }
  return real;
}
