import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { parseJson } from '../../base/json.ts';

/** How fast a model is on this machine, in tokens a second. */
const Pace = z.object({
  /** Reading a prompt. */
  read: z.number().positive(),
  /** Writing an answer. */
  write: z.number().positive(),
});
export type Pace = z.infer<typeof Pace>;
const Paces = z.record(z.string(), Pace);

/** Beside the models: how fast each has been here. */
const FILE = '.pace.json';
/**
 * What one core of a processor writes, in tokens a second times the bytes of the file: 75 tokens a second with 98 MB on one core
 * of an AMD EPYC (docs/measurements-local-models.md), less a fifth; larger models were not run.
 */
const A_CORE = 6e9;
/** More cores than this wait for memory, as a count: a file of 2.7 GB was reported to be written with 8.5 tokens a second on eight. */
const MOST_CORES = 4;
/** Many tokens of a prompt are read together: so many times faster than they are written. */
const READING = 5;
/** How much of a new measurement goes into what is kept. */
const WEIGHT = 0.5;
/** What an hour of talk takes for translation and note, in tokens: made by the plan of an hour of the tests' lecture. */
const HOUR = { input: 60_000, output: 20_000 } as const;

/** How fast a model was here, else about how fast it will be, by the size of its file in bytes. */
export async function paceOf(
  model: { readonly name: string; readonly bytes: number },
  folder: string,
): Promise<Pace> {
  return (await kept(folder))[model.name] ?? reckonedPace(model.bytes);
}

/** About how fast a file of that many bytes is written with. One core is left to others. */
export function reckonedPace(bytes: number, cores = availableParallelism()): Pace {
  const own = Math.min(MOST_CORES, Math.max(1, cores - 1));
  const write = (own * A_CORE) / bytes;
  return { read: READING * write, write };
}

/** About how long an hour of talk takes, translation and note, in seconds. */
export function secondsAnHour({ read, write }: Pace): number {
  return HOUR.input / read + HOUR.output / write;
}

/** Remembers how fast a model was; that it cannot be written is no reason to fail. */
export async function keepPace(name: string, measured: Pace, folder: string): Promise<void> {
  const paces = await kept(folder);
  const old = paces[name] ?? measured;
  const mean = (of: keyof Pace): number => (1 - WEIGHT) * old[of] + WEIGHT * measured[of];
  const text = JSON.stringify({ ...paces, [name]: { read: mean('read'), write: mean('write') } });
  try {
    await mkdir(folder, { recursive: true });
    const draft = join(folder, `${FILE}.${process.pid}`);
    await writeFile(draft, text);
    await rename(draft, join(folder, FILE));
  } catch {
    // A folder that is read-only has its models all the same.
  }
}

async function kept(folder: string): Promise<Record<string, Pace>> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => '');
  return Paces.safeParse(parseJson(text)).data ?? {};
}
