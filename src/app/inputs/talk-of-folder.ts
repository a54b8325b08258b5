import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { z } from 'zod';

import { AppError } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import { parseJson } from '../../base/json.ts';
import { isWebAddress } from '../../sources/web-address.ts';
import { INNER } from '../../store/layout.ts';
import { ownerOf } from '../../store/talk-folder.ts';

/**
 * What the folder of a talk was made from: its address, else the file beside the folder or beside its recording that has
 * the folder's key. Throws FOLDER_IS_TALK where that cannot be found, and where the folder does not lie right below
 * `out`: the talk would not go on in it, but begin anew elsewhere.
 */
export async function talkOfFolder(folder: string, out: string): Promise<string> {
  const real = await realpath(folder);
  const place = await realpath(out).catch(() => undefined);
  const talk = dirname(real) === place ? await inputOf(folder) : undefined;
  if (talk === undefined) throw new AppError('FOLDER_IS_TALK', { path: folder });
  return talk;
}

/** What of `talk.json` tells where the talk came from; there is none before the talk is finished. */
const Origin = z.object({
  source: z.object({ url: z.string().optional(), media: z.string().optional() }),
});

async function inputOf(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'talk.json'), 'utf8').catch(() => '');
  const { url, media } = Origin.safeParse(parseJson(text)).data?.source ?? {};
  if (url !== undefined && isWebAddress(url)) return url;
  const key = await ownerOf(join(folder, INNER));
  const beside = join(folder, '..');
  return (
    (await fileOfKey(beside, key)) ??
    (media === undefined ? undefined : await fileOfKey(dirname(join(folder, media)), key))
  );
}

/** The file in a folder whose talk has that key, which is made of its path (`readInput`, `findRecording`). */
async function fileOfKey(folder: string, key: unknown): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    // A link that leads nowhere has no real path.
    const real = await realpath(path).catch(() => undefined);
    if (real !== undefined && fingerprint('file', real) === key) return path;
  }
  return undefined;
}
