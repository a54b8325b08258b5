import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { parseJson } from '../../../base/json.ts';
import type { KeptCue } from '../../../model/talk.ts';
import { INNER } from '../../../store/layout.ts';

const FILE = 'cues.json';

const KeptCues = z.array(
  z.object({
    start: z.number(),
    end: z.number(),
    text: z.string(),
    speaker: z.string().optional(),
    language: z.string().optional(),
    isSound: z.boolean().optional(),
    shown: z.object({ start: z.number(), end: z.number() }).optional(),
  }),
);

/** Keeps the cues that a talk's subtitles stand on, for when they are written anew: `talk.json` has sentences alone. */
export async function keepCues(folder: string, cues: readonly KeptCue[]): Promise<void> {
  const bare = cues.map(({ words: _, noSpeech: __, paragraph: ___, ...cue }) => cue);
  const { default: writeFileAtomic } = await import('write-file-atomic');
  await writeFileAtomic(join(folder, INNER, FILE), JSON.stringify(bare));
}

/** The cues of a talk; `undefined` where its subtitles stand on none. */
export async function readCues(folder: string): Promise<KeptCue[] | undefined> {
  const text = await readFile(join(folder, INNER, FILE), 'utf8').catch(() => '');
  const read = KeptCues.safeParse(parseJson(text));
  if (!read.success) return undefined;
  // Cues that were one on the screen share what says so.
  let shown: KeptCue['shown'];
  return read.data.map((cue) => {
    if (cue.shown?.start !== shown?.start || cue.shown?.end !== shown?.end) ({ shown } = cue);
    return cue.shown ? { ...cue, shown } : cue;
  });
}
