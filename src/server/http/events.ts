import { setTimeout } from 'node:timers/promises';

import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';

import type { InterfaceLanguage } from '../../base/errors.ts';
import type { Library } from '../library/library.ts';
import { languageOf } from './refusal.ts';

/** A line without traffic is taken for dead by proxies: something is said this often, in milliseconds. */
const STILL_HERE_MS = 15_000;
/** The database counts no further. */
const LAST_EVENT = 2 ** 31 - 1;

/** What happened to a talk, from `Last-Event-ID` or `?after=` on, and then what happens. */
export async function talkEvents(
  context: Context,
  library: Library,
  id: string,
): Promise<Response> {
  await library.row(id);
  const { req } = context;
  const given = Number(req.header('last-event-id') ?? req.query('after') ?? 0);
  const after = Number.isInteger(given) && given > 0 ? Math.min(given, LAST_EVENT) : 0;
  return streamSSE(context, async (stream) => {
    const over = new AbortController();
    stream.onAbort(() => over.abort());
    const alive = setInterval(
      () => void stream.write(': here\n\n').catch(() => undefined),
      STILL_HERE_MS,
    );
    try {
      for await (const page of library.jobs.events.follow(id, after, over.signal)) {
        const lines = page.map(({ seq, at, data }) => {
          const said = JSON.stringify({ at, ...Object(data) });
          return `id: ${seq}\ndata: ${said}\n\n`;
        });
        await stream.write(lines.join(''));
      }
    } finally {
      clearInterval(alive);
    }
  });
}

/** Talks are told of at most this often each, in milliseconds. */
const TELL_EVERY_MS = 500;

/** Each talk as it changes; one that is gone as its ID alone. */
export function libraryEvents(context: Context, library: Library): Response {
  const language = languageOf(context);
  return streamSSE(context, async (stream) => {
    const changed = new Set<string>();
    // Whoever asked may be gone before anything is listened to.
    const over = new AbortController();
    stream.onAbort(() => over.abort());
    const unlisten = await library.jobs.talks.listen((id) => changed.add(id));
    try {
      await tellOf(changed, { stream, library, language, signal: over.signal });
    } finally {
      // The server may have ended meanwhile, and the database with it.
      await unlisten().catch(() => undefined);
    }
  });
}

type Telling = {
  readonly stream: SSEStreamingApi;
  readonly library: Library;
  readonly language: InterfaceLanguage;
  readonly signal: AbortSignal;
};

/** Tells of the talks that are put into `changed`, until the signal. */
async function tellOf(
  changed: Set<string>,
  { stream, library, language, signal }: Telling,
): Promise<void> {
  let quietMs = 0;
  while (!signal.aborted) {
    await setTimeout(TELL_EVERY_MS, undefined, { signal }).catch(() => undefined);
    const ids = [...changed];
    changed.clear();
    quietMs = ids.length > 0 ? 0 : quietMs + TELL_EVERY_MS;
    if (quietMs >= STILL_HERE_MS) {
      quietMs = 0;
      await stream.write(': here\n\n');
    }
    for (const id of ids) {
      const talk = id === '' ? undefined : await library.get(id, language).catch(() => undefined);
      const [event, data] = talk ? ['talk', talk] : ['gone', { id }];
      await stream.writeSSE({ event, data: JSON.stringify(data) });
    }
  }
}
