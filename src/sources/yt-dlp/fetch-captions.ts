import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { CAPTION_FORMATS } from '../captions/choose-captions.ts';
import { diskFailure } from '../downloads/partial-file.ts';
import type { Captions, CaptionTrack, FetchOptions } from '../source.ts';
import { type KnownTalk, withKeptInfo } from './kept-info.ts';
import { literal } from './output-template.ts';
import { runYtDlp, type YtDlpProgram } from './program/yt-dlp-program.ts';

/** The captions that were chosen for a talk; `undefined` when there are none, or the site gives none after all. */
export async function fetchCaptions(
  found: YtDlpProgram,
  { talk, info }: KnownTalk,
  { folder, signal }: Pick<FetchOptions, 'folder' | 'signal'>,
): Promise<Captions | undefined> {
  const { captions, url } = talk;
  if (captions === undefined) return undefined;
  // A folder of its own: nothing of an earlier talk can be taken for this one's.
  const own = await openFolder(folder);
  try {
    const args = captionArguments(captions, own);
    const name = await withKeptInfo(info, { folder, signal }, async (infoFile) => {
      await runYtDlp(found, { url, args, infoFile, folder, signal });
      return (await readdir(own)).toSorted()[0];
    });
    if (name === undefined) return undefined;
    const bytes = await readFile(join(own, name));
    return { ...captions, bytes, name: `captions.${captions.language}${extname(name)}` };
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function openFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    return await mkdtemp(join(folder, 'captions-'));
  } catch (cause) {
    throw diskFailure(folder, cause);
  }
}

function captionArguments({ key }: CaptionTrack, folder: string): string[] {
  // The key is a regular expression to yt-dlp.
  const wanted = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return [
    '--skip-download',
    // YouTube lists a track here, Bilibili its automatic ones there: the key is in one of them only.
    '--write-subs',
    '--write-auto-subs',
    '--sub-langs',
    wanted,
    '--sub-format',
    CAPTION_FORMATS.join('/'),
    '--no-playlist',
    '-o',
    join(literal(folder), 'captions.%(ext)s'),
  ];
}
