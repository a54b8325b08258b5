import { rename, rm } from 'node:fs/promises';

import type { Seconds } from '../model/time.ts';

/** Wide enough for a list on a fine screen, in pixels. */
const WIDTH = 320;
/** Longest wait, in milliseconds: a picture is a nicety. */
const TIMEOUT_MS = 20_000;

export type TakePictureOptions = {
  /** The moment, in seconds. */
  readonly at: Seconds;
  /** The file that is written. */
  readonly to: string;
  /** ffmpeg's name on the path, or its file. @default 'ffmpeg' */
  readonly program?: string | undefined;
};

/** Takes a picture of a video at a moment, as JPEG in a file; false where there is none to be had. */
export async function takePicture(
  video: string,
  { at, to, program = 'ffmpeg' }: TakePictureOptions,
): Promise<boolean> {
  const { execa } = await import('../base/execa.ts');
  const fresh = `${to}.part.jpg`;
  const input = ['-protocol_whitelist', 'file', '-ss', String(at), '-i', `file:${video}`];
  const output = ['-frames:v', '1', '-vf', `scale=${WIDTH}:-2`, '-q:v', '5', '-y', fresh];
  const { failed } = await execa(
    program,
    ['-nostdin', '-v', 'error', ...input, '-an', '-sn', ...output],
    { reject: false, timeout: TIMEOUT_MS, stdin: 'ignore' },
  );
  const isTaken =
    !failed &&
    (await rename(fresh, to).then(
      () => true,
      () => false,
    ));
  if (!isTaken) await rm(fresh, { force: true });
  return isTaken;
}
