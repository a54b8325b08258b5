import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { isThere } from '../../base/is-there.ts';
import { takePicture } from '../../media/take-picture.ts';
import type { Transport } from '../../network/http-answer.ts';
import { fetchFile } from '../../sources/downloads/fetch-file.ts';
import { INNER } from '../../store/layout.ts';
import { ffmpegHere } from '../programs/ffmpeg.ts';

/** Where a talk's picture is taken: not of its opening title. As a ratio of its length, and in seconds at most. */
const AT = { share: 0.1, most: 120 } as const;
/** So long a picture of a site is waited for, in milliseconds: it is a nicety. */
const FETCH_MS = 15_000;

/** What a talk's picture is made of: a video of so many seconds, or what its publisher shows. */
export type PictureSource =
  | { readonly video: string; readonly duration: number }
  | { readonly address: string; readonly send: Transport };

/** A picture of a talk as a small JPEG in its folder: made once, when it is first wanted. `undefined` where there is none to be had. */
export async function pictureOf(
  folder: string,
  source: PictureSource,
): Promise<string | undefined> {
  const path = join(folder, INNER, 'picture.jpg');
  if (await isThere(path)) return path;
  const program = (await ffmpegHere())?.ffmpeg;
  const isTaken =
    'video' in source
      ? await takePicture(source.video, { at: momentIn(source), to: path, program })
      : await fetchPicture(source, path, program);
  return isTaken ? path : undefined;
}

function momentIn({ duration }: { readonly duration: number }): number {
  return Math.min(AT.most, AT.share * duration);
}

/** Written anew by ffmpeg: what a site sends is whatever it is. */
async function fetchPicture(
  { address, send }: { readonly address: string; readonly send: Transport },
  path: string,
  program: string | undefined,
): Promise<boolean> {
  const fetched = `${path}.fetched`;
  try {
    await fetchFile(address, fetched, { send, signal: AbortSignal.timeout(FETCH_MS) });
    return await takePicture(fetched, { at: 0, to: path, program });
  } catch {
    return false;
  } finally {
    await rm(fetched, { force: true });
  }
}
