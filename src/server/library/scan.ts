import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { isThere } from '../../base/is-there.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Passage } from '../../jobs/passages.ts';
import type { TalkChange, TalkRow } from '../../jobs/talks.ts';
import { readTalkJson } from '../../leaf/talk-json.ts';
import { factsOf, statusOf } from './facts.ts';
import { passagesOf } from './passages.ts';
import type { Places } from './places.ts';

/** Where a talk stands whose folder says how. */
const BY_FOLDER = ['done', 'marked', 'bare'] as const;

/**
 * Looks at the folders of a library, and takes over what was made, changed or taken away there by others, the command
 * line for one. What waits or is worked on is left alone.
 */
export async function scan(places: Places, jobs: Jobs<unknown>): Promise<void> {
  const { talks } = jobs;
  const rows = await talks.list();
  const known = new Map(rows.map((talk) => [talk.folder ?? '', talk]));
  const there = await madeIn(places.library);
  for (const [folder, made] of there) {
    const talk = known.get(folder);
    if (talk === undefined || (isByFolder(talk) && timeSeen(talk) !== made)) {
      await takeOver({ places, jobs }, { folder, made, talk });
    }
  }
  for (const [folder, talk] of known) {
    const isGone = folder !== '' && isByFolder(talk) && !there.has(folder);
    // Of a talk that was read and not made there is a folder, and no result in it.
    if (isGone && !(await isThere(join(places.library, folder)))) await talks.remove(talk.id);
  }
}

/** Takes over what a folder says of its talk, a new one or one that is known. */
export async function takeOver(
  { places, jobs }: { readonly places: Places; readonly jobs: Jobs<unknown> },
  { folder, made, talk }: { folder: string; made?: number; talk?: TalkRow | undefined },
): Promise<void> {
  const time = made ?? (await timeOf(join(places.library, folder, 'talk.json'))) ?? 0;
  const found = await look(places, folder, time);
  if (!found) return;
  const { passages, ...change } = found;
  const id = talk?.id ?? (await jobs.talks.add(change));
  if (talk) await jobs.talks.change(id, change, BY_FOLDER);
  await jobs.passages.put(id, passages);
}

/** The folders of a library that hold a finished talk, and when that was written, in milliseconds. */
async function madeIn(library: string): Promise<Map<string, number>> {
  const made = new Map<string, number>();
  for (const entry of await readdir(library, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
    const time = await timeOf(join(library, entry.name, 'talk.json'));
    if (time !== undefined) made.set(entry.name, time);
  }
  return made;
}

function isByFolder({ status }: TalkRow): boolean {
  return BY_FOLDER.some((each) => each === status);
}

type Found = TalkChange &
  Required<Pick<TalkRow, 'title' | 'status'>> & { readonly passages: readonly Passage[] };

/** What a folder says of its talk; `undefined` where nothing can be read. */
async function look(places: Places, folder: string, made: number): Promise<Found | undefined> {
  try {
    const talk = readTalkJson(await readFile(join(places.library, folder, 'talk.json'), 'utf8'));
    const facts = { ...factsOf(talk), made, source: talk.source.url ?? talk.source.name };
    const status = statusOf(talk);
    return { title: talk.title, status, folder, facts, passages: passagesOf(talk) };
  } catch {
    // Of a later version, or damaged: the page cannot show it either.
    return undefined;
  }
}

/** When a file was last written, in milliseconds; `undefined` where there is none. */
async function timeOf(path: string): Promise<number | undefined> {
  return await stat(path).then(
    ({ mtimeMs }) => Math.round(mtimeMs),
    () => undefined,
  );
}

function timeSeen({ facts }: TalkRow): unknown {
  return typeof facts === 'object' && facts !== null && 'made' in facts ? facts.made : undefined;
}
