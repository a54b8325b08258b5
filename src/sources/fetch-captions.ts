import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { CAPTION_FORMATS } from './choose-captions.ts';
import { literal } from './output-template.ts';
import type { Captions, CaptionTrack, FetchOptions, FoundTalk } from './source.ts';
import { runYtDlp, type YtDlpProgram } from './yt-dlp-program.ts';

/** The captions that were chosen for a talk; `undefined` when there are none, or the site gives none after all. */
export async function fetchCaptions(
  found: YtDlpProgram,
  { captions, url }: FoundTalk,
  { folder, signal }: Pick<FetchOptions, 'folder' | 'signal'>,
): Promise<Captions | undefined> {
  if (captions === undefined) return undefined;
  await mkdir(folder, { recursive: true });
  // A folder of its own: nothing of an earlier talk can be taken for this one's.
  const own = await mkdtemp(join(folder, 'captions-'));
  try {
    await runYtDlp(found, { url, args: captionArguments(captions, own), signal });
    const [name] = (await readdir(own)).toSorted();
    if (name === undefined) return undefined;
    const suffix = extname(name);
    return {
      ...captions,
      bytes: await readFile(join(own, name)),
      name: `captions.${captions.language}${suffix}`,
    };
  } finally {
    await rm(own, { recursive: true, force: true });
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
