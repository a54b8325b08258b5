/** A server of its own on a free port, with the sample's recorded model. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { openSample } from '../../src/app/demo.ts';
import { systemClock } from '../../src/llm/pacing/clock.ts';
import { Limiters } from '../../src/llm/pacing/limiter.ts';
import { TalkSummary } from '../../src/server/contract.ts';
import { serve, type ServeOptions, type Serving } from '../../src/server/http/serve.ts';

export type TestServer = Serving & {
  /** Where it listens, without a token: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** The library's folder. */
  readonly folder: string;
  /** What went wrong that nobody thought of. */
  readonly faults: readonly unknown[];
  /** Asks with JSON, in English. */
  ask(path: string, init?: Asking): Promise<Response>;
  /** Hands something in. */
  submit(body: unknown): Promise<TalkSummary>;
  /** Hands in the sample's subtitles, to be translated into Chinese; gives the ID. */
  submitSample(): Promise<string>;
  /** Waits until a talk stands so. */
  until(id: string, statuses: readonly TalkSummary['status'][]): Promise<TalkSummary>;
};

type Asking = Omit<RequestInit, 'body'> & { readonly body?: unknown };

export async function startServing(options: Partial<ServeOptions> = {}): Promise<TestServer> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'talkleaf-library-')));
  const home = await mkdtemp(join(tmpdir(), 'talkleaf-home-'));
  const sample = await openSample(join(home, 'sample'));
  const faults: unknown[] = [];
  const serving = await serve({
    folder,
    slots: 1,
    env: { HOME: home, XDG_CONFIG_HOME: home, TALKLEAF_LANGUAGE: 'en' },
    limiters: new Limiters(systemClock),
    model: sample.model,
    speech: sample.speech,
    report: (error) => faults.push(error),
    ...options,
  });
  const origin = new URL(serving.url).origin;
  const ask = async (path: string, { body, headers, ...init }: Asking = {}): Promise<Response> =>
    await fetch(`${origin}${path}`, {
      ...init,
      headers: {
        'accept-language': 'en',
        'content-type': 'application/json',
        ...Object.fromEntries(new Headers(headers)),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const submit = async (body: unknown): Promise<TalkSummary> => {
    const answer = await ask('/api/talks', { method: 'POST', body });
    return TalkSummary.parse(await answer.json());
  };
  return {
    ...serving,
    origin,
    folder,
    faults,
    ask,
    submit,
    submitSample: async () => {
      const text = await readFile('sample/talk.srt', 'utf8');
      const body = { input: { text, name: 'A sample talk' }, wishes: { to: 'zh' } };
      return (await submit(body)).id;
    },
    until: async (id, statuses) => {
      for (;;) {
        const answer = await ask(`/api/talks/${id}`);
        const talk = TalkSummary.parse(await answer.json());
        if (statuses.includes(talk.status)) return talk;
        await setTimeout(50);
      }
    },
    close: async () => {
      await serving.close();
      await sample.close();
      for (const each of [home, ...(options.folder === undefined ? [folder] : [])])
        await rm(each, { recursive: true, force: true });
    },
  };
}
