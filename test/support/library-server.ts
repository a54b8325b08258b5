/** What `talkleaf serve` answers, inside the test's own process, with settings and models of the test's own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseJson } from '../../src/base/json.ts';
import { systemClock } from '../../src/llm/pacing/clock.ts';
import { Limiters } from '../../src/llm/pacing/limiter.ts';
import { openApi } from '../../src/server/http/open-api.ts';
import { thrown } from '../../src/server/http/refusal.ts';
import { serve } from '../../src/server/http/serve.ts';
import { addSettings } from '../../src/server/http/settings-api.ts';
import { SpeechModels } from '../../src/server/settings/speech-models.ts';

type Answered = { readonly status: number; readonly text: string; readonly body: unknown };

type Asking = {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** @default en */
  readonly language?: 'en' | 'zh' | undefined;
};

export type TestServer = {
  /** A folder of the test's own, with the settings file and the models in it. */
  readonly root: string;
  readonly settingsFile: string;
  /** Asks by a method and a path, such as `GET /api/settings`. */
  ask(request: string, asking?: Asking): Promise<Answered>;
  /** Fails when something went wrong that nobody foresaw. */
  close(): Promise<void>;
};

type Variables = Readonly<Record<string, string>>;

/** Settings, models and the machine by themselves, on this machine; there is no library, and no database to wait for. */
export async function startSettings(variables: Variables = {}): Promise<TestServer> {
  return await started(variables, async ({ root, env, report }) => {
    const speechModels = new SpeechModels({ env, report });
    const app = openApi();
    app.onError((error, c) => thrown(c, error, report));
    addSettings(app, { env, folder: join(root, 'library'), canChange: true, speechModels });
    return {
      send: async (path, init) => await app.request(path, init),
      close: async () => await speechModels.close(),
    };
  });
}

/** The whole server on an empty library, listening at that host. */
export async function startLibrary(host: string): Promise<TestServer> {
  return await started({}, async ({ root, env, report }) => {
    const folder = join(root, 'library');
    const limiters = new Limiters(systemClock);
    const serving = await serve({ folder, host, slots: 0, env, limiters, report });
    const { origin, searchParams } = new URL(serving.url);
    const token = searchParams.get('token');
    return {
      send: async (path, { headers, ...init }) =>
        await fetch(origin + path, {
          ...init,
          headers: { ...headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
        }),
      close: async () => await serving.close(),
    };
  });
}

type Place = {
  readonly root: string;
  readonly env: Variables;
  readonly report: (error: unknown) => void;
};
type Init = { method: string; headers: Record<string, string>; body?: string };
type Running = {
  readonly send: (path: string, init: Init) => Promise<Response>;
  readonly close: () => Promise<void>;
};

async function started(
  variables: Variables,
  start: (place: Place) => Promise<Running>,
): Promise<TestServer> {
  const root = await mkdtemp(join(tmpdir(), 'talkleaf-server-'));
  const settingsFile = join(root, 'settings.json');
  const env = { TALKLEAF_SETTINGS: settingsFile, TALKLEAF_MODELS: join(root, 'models') };
  const unforeseen: unknown[] = [];
  const report = (error: unknown): void => void unforeseen.push(error);
  const running = await start({ root, env: { ...env, ...variables }, report });
  return {
    root,
    settingsFile,
    ask: async (request, { body, language = 'en' } = {}) => {
      const [method = '', path = ''] = request.split(' ');
      const sent = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await running.send(path, {
        method,
        headers: { 'accept-language': language, ...sent },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, text, body: parseJson(text) };
    },
    close: async () => {
      await running.close();
      await rm(root, { recursive: true, force: true });
      if (unforeseen.length > 0) throw new AggregateError(unforeseen, 'nobody foresaw these');
    },
  };
}
