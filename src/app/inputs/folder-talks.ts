import { readdir, stat } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { systemReason } from '../../base/system-reason.ts';
import { readText } from '../../cutting/lists/read-times.ts';
import { taskIn } from '../../cutting/lists/tasks.ts';
import { isMedia, MEDIA_SUFFIXES } from './media-names.ts';
import { isTranscript, stemOf, TRANSCRIPT_SUFFIXES } from './transcript-names.ts';

/** What there is in a folder, as paths. */
export type InFolder = {
  /** In the order of their names. */
  readonly talks: readonly string[];
  /** Files that are called like a talk and are none, or another text of one of `talks`. */
  readonly passedOver: readonly string[];
};

/**
 * The talks in a folder, not in those below it: one a name, its transcript before its recording, of several the first by
 * suffix. Three kinds of files are none:
 *
 * - `.md`, `.txt` and `.json`, unless a recording of that name lies beside them or the folder holds neither recordings
 *   nor subtitles; `README`, `LICENSE` and `CHANGELOG` never are
 * - what cutting, joining and converting made: `NAME_cut`, `NAME_merged`, `NAME_compact` beside `NAME`
 * - tick lists and the overview of a watched folder
 *
 * Throws FOLDER_EMPTY and FILE_UNREADABLE.
 */
export async function talksIn(folder: string): Promise<InFolder> {
  const names = await filesIn(folder);
  const recordings = new Set(names.filter(isMedia).map((name) => parse(name).name));
  const isBare = names.every((name) => PROSE.has(suffixOf(name)));
  const isText = (name: string): boolean =>
    !ABOUT.test(name) && (isBare || recordings.has(talkName(name, recordings)));
  const stems = new Set(names.map((name) => parse(name).name));
  const chosen = new Map<string, string>();
  for (const name of names.toSorted(byRank)) {
    const talk = talkName(name, recordings);
    if (chosen.has(talk) || isMade(name, stems)) continue;
    if (PROSE.has(suffixOf(name)) && !isText(name)) continue;
    // Each is read only where nothing better has its name.
    if (await isTickList(join(folder, name))) continue;
    chosen.set(talk, name);
  }
  const talks = new Set(chosen.values());
  if (talks.size === 0) throw new AppError('FOLDER_EMPTY', { path: folder });
  const isOther = (name: string): boolean =>
    !talks.has(name) && !(isMedia(name) && chosen.has(parse(name).name));
  const paths = (all: readonly string[]): string[] =>
    all.toSorted().map((name) => join(folder, name));
  return { talks: paths([...talks]), passedOver: paths(names.filter(isOther)) };
}

/** Suffixes of what may be any text. */
const PROSE: ReadonlySet<string> = new Set(['.json', '.md', '.txt']);
const ABOUT = /^(?:readme|licen[cs]e|changelog)(?![a-z])/i;
/** By cutting/lists/results.ts and `talkleaf convert`. */
const MADE = /_(?:cut|merged|compact)$/;
const RANKED = [...TRANSCRIPT_SUFFIXES, ...MEDIA_SUFFIXES];

/** Names of all that is called like a transcript or a recording. A link that leads nowhere fails in its turn. */
async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    const values = { path: folder, reason: systemReason(cause) };
    throw new AppError('FILE_UNREADABLE', values, { cause });
  });
  // Hidden files are notes of file managers and programs.
  const known = names.filter(
    (name) => !name.startsWith('.') && (isTranscript(name) || isMedia(name)),
  );
  const found = await Promise.all(
    known.map((name) => stat(join(folder, name)).catch(() => undefined)),
  );
  return known.filter((_, index) => !found[index]?.isDirectory());
}

function suffixOf(name: string): string {
  return extname(name).toLowerCase();
}

/** What the files of one talk have in common. A recording may end in what only looks like a language. */
function talkName(name: string, recordings: ReadonlySet<string>): string {
  const plain = parse(name).name;
  return recordings.has(plain) ? plain : stemOf(name);
}

/** The better suffix first, then the shorter name: that without a language. */
function byRank(a: string, b: string): number {
  const [rankA, rankB] = [a, b].map((name) => RANKED.indexOf(suffixOf(name)));
  return (rankA ?? 0) - (rankB ?? 0) || a.length - b.length || (a < b ? -1 : 1);
}

function isMade(name: string, stems: ReadonlySet<string>): boolean {
  const stem = parse(name).name;
  return MADE.test(stem) && stems.has(stem.replace(MADE, ''));
}

async function isTickList(path: string): Promise<boolean> {
  if (suffixOf(path) !== '.md') return false;
  const text = await readText(path).catch(() => '');
  return text.split('\n').some((line) => taskIn(line)?.isDoneMark);
}
