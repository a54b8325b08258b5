import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { AppError } from '../../base/errors.ts';
import type { GrowingFile } from '../../base/growing-file.ts';
import { fingerprint } from '../../base/hash.ts';
import { parseJson } from '../../base/json.ts';
import { diskFailure } from '../downloads/partial-file.ts';
import type { FetchOptions, FetchProgress } from '../source.ts';
import { webAddress } from '../web-address.ts';
import { type KnownTalk, withKeptInfo } from './kept-info.ts';
import { literal } from './output-template.ts';
import { runYtDlp, type YtDlpProgram } from './program/yt-dlp-program.ts';

const LineShape = z.object({
  file: z.string().nullish(),
  progress: z
    .object({
      /** Where it writes before all is there. */
      tmpfilename: z.string().nullish(),
      fragment_index: z.number().nullish(),
      downloaded_bytes: z.number().nullish(),
      total_bytes: z.number().nullish(),
      total_bytes_estimate: z.number().nullish(),
    })
    .nullish(),
});
type Line = z.infer<typeof LineShape>;

/**
 * The sound of a talk, or sound and picture, as a file in the folder, in the site's own format. Goes on where an
 * earlier run stopped.
 */
export async function fetchSound(
  found: YtDlpProgram,
  { talk, info }: KnownTalk,
  { folder, onProgress, growing, withPicture = false, signal }: FetchOptions,
): Promise<string> {
  const url = webAddress(talk.url).href;
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw diskFailure(folder, cause);
  });
  const args = downloadArguments(url, folder, withPicture);
  // Picture and sound come one after the other and are joined at the end.
  const tell = withPicture || !growing ? undefined : tellerFor(growing);
  const file = await withKeptInfo(info, { folder, signal }, async (infoFile) => {
    let name: string | undefined;
    const onLine = (text: string): void => {
      const line = LineShape.safeParse(parseJson(text)).data;
      const progress = progressIn(line);
      if (progress) onProgress?.(progress);
      tell?.(line);
      name = line?.file ?? name;
    };
    await runYtDlp(found, { url, args, infoFile, folder, onLine, signal });
    return name !== undefined && (await hasBytes(name)) ? name : undefined;
  });
  if (file === undefined) {
    const said = { en: 'yt-dlp fetched nothing', zh: 'yt-dlp 没有取到任何内容' };
    throw new AppError('SOURCE_FAILED', { url, said });
  }
  return file;
}

async function hasBytes(file: string): Promise<boolean> {
  return ((await stat(file).catch(() => undefined))?.size ?? 0) > 0;
}

/** Talks are slides and faces: more than 1080 lines only cost time and room. */
const PICTURE = 'bestvideo[height<=1080]+bestaudio/best[height<=1080]/best';

function downloadArguments(url: string, folder: string, withPicture: boolean): string[] {
  // Named by its address and format, so that no other talk's beginning is gone on with.
  const name = `${withPicture ? 'talk' : 'sound'}-${fingerprint(url).slice(0, 8)}.%(format_id)s.%(ext)s`;
  return [
    '-f',
    ...(withPicture ? [PICTURE, '--merge-output-format', 'mkv'] : ['bestaudio/best']),
    '--no-playlist',
    '--continue',
    // A missing piece must fail the run; by default it is left out of the recording without a word.
    '--abort-on-unavailable-fragments',
    '--fixup',
    'never',
    '--no-mtime',
    '--no-simulate',
    '--progress',
    '--newline',
    '--progress-template',
    'download:{"progress":%(progress)j}',
    '--print',
    'after_move:{"file":%(filepath)j}',
    '-o',
    join(literal(folder), name),
  ];
}

function progressIn(line: Line | undefined): FetchProgress | undefined {
  const {
    downloaded_bytes: bytes,
    total_bytes: total,
    total_bytes_estimate: guess,
  } = line?.progress ?? {};
  if (typeof bytes !== 'number') return undefined;
  return { bytes, total: total ?? guess ?? undefined };
}

/** Tells a growing file what yt-dlp says of the one it writes. */
function tellerFor(growing: GrowingFile): (line: Line | undefined) => void {
  let farthest = 0;
  return (line) => {
    const { tmpfilename, fragment_index: fragment, downloaded_bytes: bytes } = line?.progress ?? {};
    if (typeof tmpfilename !== 'string') return;
    // Bytes of a fragment that is fetched a second time are counted anew; they are not in the file yet.
    const at = fragment ?? bytes ?? 0;
    if (at < farthest) growing.lose();
    farthest = at;
    growing.grow(tmpfilename);
  };
}
