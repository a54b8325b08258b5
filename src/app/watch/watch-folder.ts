import { realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

import writeFileAtomic from 'write-file-atomic';

import { turned } from '../../base/async.ts';
import { AppError, type FailureCode, type FailureValues } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import { overviewText } from '../../cutting/lists/overview.ts';
import { readText } from '../../cutting/lists/read-times.ts';
import { diskFailure } from '../../store/disk-errors.ts';
import { takeLock } from '../../store/lock.ts';
import { watchChanges } from './changes.ts';
import { listAt, lookAround, MERGED, OVERVIEW, Settling, type FoundMedia } from './look.ts';
import { type Job, nextJob } from './next-job.ts';
import { WatchState } from './state.ts';

/** What is done with what lies in a watched folder. `E` is what happens meanwhile. */
export type WatchTools<E> = {
  /** Hears a recording; returns the talk's folder. */
  hear(media: string): AsyncGenerator<E, string>;
  /** Cuts a recording by a tick list. */
  cut(media: string, list: string): AsyncGenerator<E, void>;
  /** Joins the recordings an overview has ticked. */
  merge(overview: string): AsyncGenerator<E, void>;
};

export type WatchOptions = {
  /** How long a recording must not have grown before it counts as finished, in milliseconds. @default 10000 */
  readonly settleMs?: number | undefined;
  /** The folder is looked through at least this often, in milliseconds: events get lost. @default 5000 */
  readonly lookMs?: number | undefined;
  /** Look again and again instead of waiting for the system's events. @default false */
  readonly isPolling?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** What happens in a watched folder. */
export type WatchEvent<E> =
  | { readonly type: 'watch-start'; readonly folder: string }
  | { readonly type: 'job-start'; readonly job: Job['type']; readonly name: string }
  | { readonly type: 'job-event'; readonly event: E }
  | { readonly type: 'job-end'; readonly job: Job['type']; readonly name: string }
  /** It is not tried again before the file changes or the watching begins anew. */
  | {
      readonly type: 'job-failed';
      readonly job: Job['type'];
      readonly name: string;
      readonly code: FailureCode;
      readonly values: FailureValues;
    };

/** A recorder writes at least every few seconds. */
const SETTLE_MS = 10_000;
const LOOK_MS = 5000;

/**
 * Watches a folder until the signal ends it: hears each new recording once it no longer grows, cuts it once its
 * list is marked done, joins what the overview has ticked once that is marked done. What was done is remembered
 * in the folder, so a restart does nothing twice; one failure does not stop the rest. Throws the signal's reason,
 * `FOLDER_BUSY` when somebody watches it already, `FILE_MISSING`, `FOLDER_WANTED`, `FOLDER_UNWRITABLE`.
 */
export async function* watchFolder<E>(
  path: string,
  tools: WatchTools<E>,
  { settleMs = SETTLE_MS, lookMs = LOOK_MS, isPolling = false, signal }: WatchOptions,
): AsyncGenerator<WatchEvent<E>, never> {
  const folder = await realpath(path).catch((cause: unknown) => {
    throw new AppError('FILE_MISSING', { path }, { cause });
  });
  if (!(await stat(folder)).isDirectory()) throw new AppError('FOLDER_WANTED', { path });
  const lock = join(folder, '.talkleaf-watch.lock');
  const release = await takeLock(lock, folder).catch((error: unknown) => {
    throw diskFailure(error, folder);
  });
  const changes = watchChanges(folder, isPolling);
  const stop = (): void => void changes.close();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const state = await WatchState.open(folder);
    const settling = new Settling(settleMs);
    yield { type: 'watch-start', folder };
    for (;;) {
      signal?.throwIfAborted();
      // Before the lists: what is marked in both at once is then seen in the lists too.
      const overview = await listAt(folder, OVERVIEW);
      const media = await lookAround(folder, { settling, state });
      await writeOverview(folder, media);
      const merged = await Promise.all(MERGED.map((name) => isThere(join(folder, name))));
      const job = nextJob({ media, overview, isMerged: merged.includes(true) }, state);
      if (job) yield* work(job, { folder, state, tools, signal });
      else await changes.next(Math.min(lookMs, settleMs));
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    await changes.close();
    await release();
  }
}

type Bench<E> = {
  readonly folder: string;
  readonly state: WatchState;
  readonly tools: WatchTools<E>;
  readonly signal?: AbortSignal | undefined;
};

async function* work<E>(job: Job, bench: Bench<E>): AsyncGenerator<WatchEvent<E>, void> {
  const about = { job: job.type, name: job.type === 'merge' ? OVERVIEW : job.media.name };
  yield { type: 'job-start', ...about };
  try {
    yield* run(job, bench);
    yield { type: 'job-end', ...about };
  } catch (error) {
    bench.signal?.throwIfAborted();
    const failure = AppError.find(error);
    if (!failure) throw error;
    const { code, values } = failure;
    if (job.type === 'hear') await bench.state.noteUnheard(job.media.name, job.media.seen, code);
    else await bench.state.noteRefused(job.list.path, job.list.seen, code);
    yield { type: 'job-failed', ...about, code, values };
  }
}

async function* run<E>(
  job: Job,
  { folder, state, tools }: Bench<E>,
): AsyncGenerator<WatchEvent<E>, void> {
  if (job.type === 'hear') {
    const { name, seen } = job.media;
    const talk = yield* passOn(tools.hear(join(folder, name)));
    await state.noteHeard(name, seen, relative(folder, talk));
    return;
  }
  const list = join(folder, job.list.path);
  const working =
    job.type === 'cut' ? tools.cut(join(folder, job.media.name), list) : tools.merge(list);
  yield* passOn(working);
  // A cut may be what joining had lacked.
  if (job.type === 'cut') await state.forgetRefused(OVERVIEW);
}

function passOn<E, R>(events: AsyncGenerator<E, R>): AsyncGenerator<WatchEvent<E>, R> {
  return turned(events, (event): WatchEvent<E>[] => [{ type: 'job-event', event }]);
}

/** Lists all recordings, and what they were cut to, as long as the overview is not marked done or being saved. */
async function writeOverview(folder: string, media: readonly FoundMedia[]): Promise<void> {
  const path = join(folder, OVERVIEW);
  const before = await readText(path).catch(() => '');
  // Whoever saves a file empties it first; what was ticked in it comes a moment later.
  if (before === '' && (await isThere(path))) return;
  const entries = media.flatMap(({ name, list, cut }) => {
    const original = { name, list: list?.path, isEdited: list?.isDone ?? false };
    return cut === undefined ? [original] : [original, { name: cut, isEdited: false }];
  });
  const text = overviewText(entries, before);
  if (text !== undefined) await writeFileAtomic(path, text);
}
