import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { fingerprint } from '../../../base/hash.ts';
import { VERSION } from '../../../base/version.ts';
import type { Talk } from '../../../model/talk.ts';
import { type FormatName, FORMATS } from '../../../pipeline/format-names.ts';
import { areUntouched, publish, type Published } from '../../../store/publish.ts';
import type { WorkOptions } from '../../settings/work-options.ts';
import { keepCues } from './kept-cues.ts';
import type { Place } from './place.ts';

const Written = z.object({ of: z.string(), files: z.array(z.string()) });

/**
 * Writes the files of a talk into its folder. The very same talk is not written again by the same
 * version of Talkleaf while its files stand as they were written.
 */
export async function writeTalk(
  talk: Talk,
  formats: readonly FormatName[],
  { folder, journal }: Place,
): Promise<Published> {
  const key = `written ${talk.target}`;
  const of = fingerprint(VERSION, formats, talk);
  const written = Written.safeParse(journal.get(key)).data;
  if (written?.of === of && (await areUntouched(folder.path, written.files))) {
    return { files: written.files, setAside: [] };
  }
  // A run that finds everything done does without the writers of a dozen formats.
  const { renderFiles } = await import('../../../pipeline/render.ts');
  const before = await readFile(join(folder.path, 'talk.json'), 'utf8').catch(() => '');
  const published = await publish(folder.path, renderFiles(talk, formats, before));
  if (talk.cues) await keepCues(folder.path, talk.cues);
  await journal.put(key, { of, files: published.files });
  return published;
}

/** Formats that need no model, of those that are wanted. */
const BARE: readonly FormatName[] = ['transcript', 'txt', 'srt', 'vtt', 'cut'];

/** The formats that are written; of a talk for which there is no model, those that need none. */
export function formatsFor(
  { formats = FORMATS }: Pick<WorkOptions, 'formats'>,
  { isBare }: { readonly isBare: boolean },
): readonly FormatName[] {
  return isBare ? formats.filter((format) => BARE.includes(format)) : formats;
}
