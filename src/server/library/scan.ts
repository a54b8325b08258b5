import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

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
export async function scan(places: Places, { talks, passages }: Jobs<unknown>): Promise<void> {
  const rows = await talks.list();
  const known = new Map(rows.map((talk) => [talk.folder ?? '', talk]));
  const there = await madeIn(places.library);
  const take = async (folder: string, made: number, talk?: TalkRow): Promise<void> => {
    if (talk && (!isByFolder(talk) || timeSeen(talk) === made)) return;
    const found = await look(places, folder, made);
    if (!found) return;
    const { passages: told, ...change } = found;
    const id = talk?.id ?? (await talks.add(change));
    if (talk) await talks.change(id, change, BY_FOLDER);
    await passages.put(id, told);
  };
  for (const [folder, made] of there) await take(folder, made, known.get(folder));
  for (const [folder, talk] of known) {
    if (folder !== '' && isByFolder(talk) && !there.has(folder)) await talks.remove(talk.id);
  }
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
