import { createHash } from 'node:crypto';
import { lstat, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';

import { z } from 'zod';

import { parseJson } from '../base/json.ts';
import { diskFailure } from './disk-errors.ts';
import { ensureFolder } from './ensure-folder.ts';
import { INNER } from './layout.ts';

/** What publishing did. */
export type Published = {
  /** Names of the files as they are now, relative to the folder. */
  readonly files: readonly string[];
  /** Names under which files the user had changed were set aside. */
  readonly setAside: readonly string[];
};

/**
 * Puts a set of files into a talk's folder so that it is never half old and half new: all are written
 * and on the disk before the first is moved into place, and a crash in between is completed by
 * `finishPublishing`. A file the user has changed since is set aside as `name.edited.ext`, never lost.
 * Throws `DISK_FULL`, `FOLDER_UNWRITABLE`; the old files then stand as they were.
 */
export async function publish(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<Published> {
  try {
    await finishPublishing(folder);
    await stage(folder, files);
    return { files: [...files.keys()], setAside: await finishPublishing(folder) };
  } catch (error) {
    throw diskFailure(error, folder);
  }
}

/** True when all of these files stand in the folder as they were last published. */
export async function areUntouched(folder: string, names: readonly string[]): Promise<boolean> {
  const manifest = await readManifest(folder);
  for (const name of names) {
    const hash = manifest[name];
    if (hash === undefined || (await hashOfFile(join(folder, name))) !== hash) return false;
  }
  return true;
}

async function stage(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const next = nextFolder(folder);
  const manifest = await readManifest(folder);
  try {
    await ensureFolder(next);
    for (const [name, text] of files) {
      const content = Buffer.from(text);
      const hash = hashOf(content);
      manifest[name] = hash;
      if ((await hashOfFile(join(folder, name))) === hash) continue;
      await writeThrough(join(next, name), content);
    }
    // The point of no return: from here on the publication is completed, never undone.
    const { default: writeFileAtomic } = await import('write-file-atomic');
    await writeFileAtomic(join(next, COMMIT), `${JSON.stringify(manifest, undefined, 1)}\n`);
  } catch (error) {
    await rm(next, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/**
 * Completes a publication that was interrupted after its point of no return, or sweeps it away. Gives
 * the names under which files the user had changed were set aside.
 */
export async function finishPublishing(folder: string): Promise<string[]> {
  const next = nextFolder(folder);
  const commit = parseManifest(await readFile(join(next, COMMIT), 'utf8').catch(() => ''));
  const setAside: string[] = [];
  if (commit) {
    const before = await readManifest(folder);
    for (const [name, hash] of Object.entries(commit)) {
      // Moved already, or the same as before, if it is not there.
      if (!(await exists(join(next, name)))) continue;
      setAside.push(...(await makeRoom(folder, name, [before[name], hash])));
      await rename(join(next, name), join(folder, name));
    }
    // The last step is a move as well, so that completing needs no space on the disk.
    await rename(join(next, COMMIT), manifestPath(folder));
  }
  await rm(next, { recursive: true, force: true });
  return setAside;
}

/**
 * Clears the place of a file: what is there and is not one of `ours` is the user's, and set aside. So
 * is a file where the name wants a folder. Gives the names under which things were set aside.
 */
async function makeRoom(
  folder: string,
  name: string,
  ours: readonly (string | undefined)[],
): Promise<string[]> {
  const setAside: string[] = [];
  const moveAside = async (taken: string): Promise<void> => {
    const aside = await freeName(folder, taken);
    await rename(join(folder, taken), join(folder, aside));
    setAside.push(aside);
  };
  const steps = name.split('/').slice(0, -1);
  for (const at of steps.keys()) {
    const above = steps.slice(0, at + 1).join('/');
    const found = await lstat(join(folder, above)).catch(() => undefined);
    if (found?.isFile()) await moveAside(above);
  }
  await ensureFolder(dirname(join(folder, name)));
  if (await exists(join(folder, name))) {
    const present = await hashOfFile(join(folder, name));
    if (present === undefined || !ours.includes(present)) await moveAside(name);
  }
  return setAside;
}

/** Marks, by being there, that the next files are complete; holds what is to be the manifest. */
const COMMIT = 'COMMIT';

function nextFolder(folder: string): string {
  return join(folder, INNER, 'next');
}

const Manifest = z.record(z.string(), z.string());
type Manifest = z.infer<typeof Manifest>;

function manifestPath(folder: string): string {
  return join(folder, INNER, 'files.json');
}

async function readManifest(folder: string): Promise<Manifest> {
  return parseManifest(await readFile(manifestPath(folder), 'utf8').catch(() => '')) ?? {};
}

function parseManifest(text: string): Manifest | undefined {
  return Manifest.safeParse(parseJson(text)).data;
}

async function freeName(folder: string, name: string): Promise<string> {
  const suffix = extname(name);
  const stem = name.slice(0, name.length - suffix.length);
  for (let count = 1; ; count++) {
    const aside = `${stem}.edited${count === 1 ? '' : `-${count}`}${suffix}`;
    if (!(await exists(join(folder, aside)))) return aside;
  }
}

async function writeThrough(path: string, content: Buffer): Promise<void> {
  await ensureFolder(dirname(path));
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function hashOfFile(path: string): Promise<string | undefined> {
  const content = await readFile(path).catch(() => undefined);
  return content && hashOf(content);
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
