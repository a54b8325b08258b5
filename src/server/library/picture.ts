import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { PictureSource } from '../../app/talks/picture.ts';
import { readTalkJson } from '../../leaf/talk-json.ts';
import { transportOf } from '../../network/transport.ts';
import type { Library } from './library.ts';
import { recordingIn } from './recording.ts';
import type { Bench } from './talk-work.ts';

/** What a talk's picture is made of: its own video, else what its publisher shows. Throws `FILE_MISSING` where there is neither. */
export async function pictureSource(
  library: Library,
  { fence, env }: Pick<Bench, 'fence' | 'env'>,
  { id, takesPaths }: { readonly id: string; readonly takesPaths: boolean },
): Promise<PictureSource> {
  const folder = await library.folderOf(id);
  const text = await readFile(join(folder, 'talk.json'), 'utf8').catch(() => undefined);
  const talk = text === undefined ? undefined : readTalkJson(text);
  const address = talk?.source.published?.picture;
  if (talk?.source.video !== true && address !== undefined)
    return { address, send: fence?.send ?? transportOf(env) };
  const video = await recordingIn(library, { folder, media: talk?.source.media }, { takesPaths });
  return { video, duration: talk?.duration ?? 0 };
}
