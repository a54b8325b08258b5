import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

import { z } from 'zod';

import { parseJson } from '../base/json.ts';
import type { ModelSource } from './model-source.ts';

/** Beside the models: where the last one came from. */
const FILE = '.models-from.json';

const Memory = z.object({
  base: z.string(),
  /** The day it was found to answer first, as `2026-11-30`. */
  day: z.string(),
});

/** A week: by then a machine may be in another network, and to ask all sources costs seconds. */
const REMEMBERED_MS = 7 * 24 * 3_600_000;

/** Of these sources the one that answered first not long ago; `undefined` where none is known. */
export async function rememberedSource(
  folder: string,
  sources: readonly ModelSource[],
): Promise<ModelSource | undefined> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => '');
  const { data } = Memory.safeParse(parseJson(text));
  if (!data) return undefined;
  const age = Date.now() - Date.parse(data.day);
  if (!(age >= 0 && age < REMEMBERED_MS)) return undefined;
  return sources.find(({ base }) => base === data.base);
}

/** Remembers a source; that it cannot be written is no reason to fail. */
export async function rememberSource(folder: string, { base }: ModelSource): Promise<void> {
  const memory: z.infer<typeof Memory> = { base, day: new Date().toISOString().slice(0, 10) };
  const draft = join(folder, `${FILE}.${process.pid}`);
  try {
    await writeFile(draft, JSON.stringify(memory));
    await rename(draft, join(folder, FILE));
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** Forgets a source that failed, if it is the one remembered. */
export async function forgetSource(folder: string, source: ModelSource): Promise<void> {
  if ((await rememberedSource(folder, [source])) === undefined) return;
  await rm(join(folder, FILE), { force: true }).catch(() => undefined);
}
