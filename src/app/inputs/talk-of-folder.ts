import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { z } from 'zod';

import { AppError } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import { parseJson } from '../../base/json.ts';
import { isWebAddress } from '../../sources/web-address.ts';
import { INNER } from '../../store/layout.ts';
import { ownerOf } from '../../store/talk-folder.ts';
import { contentKeyOf } from './content-key.ts';

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
  const owner = await ownerOf(join(folder, INNER));
  if (!owner) return undefined;
  const beside = join(folder, '..');
  return (
    (await fileOf(beside, owner)) ??
    (media === undefined ? undefined : await fileOf(dirname(join(folder, media)), owner))
  );
}

/** The file in a folder that the talk was made of: by its path, else by its content, for it may have been moved with the talk. */
async function fileOf(
  folder: string,
  { key, content }: NonNullable<Awaited<ReturnType<typeof ownerOf>>>,
): Promise<string | undefined> {
  const paths = (await readdir(folder).catch(() => [])).map((name) => join(folder, name));
  for (const path of paths) {
    // A link that leads nowhere has no real path.
    const real = await realpath(path).catch(() => undefined);
    if (real !== undefined && fingerprint('file', real) === key) return path;
  }
  if (content === undefined) return undefined;
  for (const path of paths) if ((await contentKeyOf(path)) === content) return path;
  return undefined;
}
