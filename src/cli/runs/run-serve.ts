import { once } from 'node:events';
import { join, resolve } from 'node:path';
import process from 'node:process';

import type { Sample } from '../../app/demo.ts';
import { loadSettings } from '../../app/settings/load-settings.ts';
import { withOffline } from '../../app/settings/with-offline.ts';
import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import { systemClock } from '../../llm/pacing/clock.ts';
import { Limiters } from '../../llm/pacing/limiter.ts';
import { isOffline, isThisMachine } from '../../network/offline.ts';
import { serve, type ServeOptions, type Serving } from '../../server/http/serve.ts';
import { defaultLibrary } from '../../server/library/places.ts';
import { report } from '../report/report-failure.ts';
import type { CliIO } from '../terminal/io.ts';
import { SERVE_WORDS } from '../wording/serve-words.ts';
import type { ServeFlags } from './flags.ts';

/** Where the page is when nobody says; another where that is taken. */
const PORT = 4178;
/** What the folder of the demo is called when nobody chooses one. */
const DEMO = 'talkleaf-demo';
/** Exit status of what was interrupted; for a server that is the way to end. */
const ENDED = 0;

/** Serves the page until Ctrl-C. */
export async function runServe(
  flags: ServeFlags,
  { io, language }: { readonly io: CliIO; readonly language: InterfaceLanguage },
): Promise<number> {
  const words = SERVE_WORDS[language];
  const { values: settings } = await loadSettings(io.env);
  checkNumbers(flags);
  const env = withOffline(io.env, settings);
  refuseFarDatabase(flags.database, env);
  const folder = resolve(flags.library ?? (flags.demo ? DEMO : defaultLibrary()));
  const sample = flags.demo ? await sampleIn(folder) : undefined;
  const options: ServeOptions = {
    folder,
    database: flags.database,
    host: flags.host,
    token: io.env['TALKLEAF_TOKEN'],
    slots: flags.slots ?? 1,
    allowsPrivate: flags.allowPrivate,
    env,
    limiters: new Limiters(systemClock),
    report: (error) => void report(error, { io, language, json: false }),
    ...(sample && { model: sample.model, speech: sample.speech }),
  };
  const unfault = io.onFault?.(options.report);
  try {
    const serving = await serveAt(options, flags.port);
    if (sample) await showSample(serving, sample.sound);
    tell(serving, folder, { flags, io, words });
    if (!io.signal.aborted) await once(io.signal, 'abort');
    io.stderr.write(`${words.ending}\n`);
    await serving.close();
    return ENDED;
  } finally {
    unfault?.();
    await sample?.close();
  }
}

/** Loaded where it is wanted: it brings all that works on a talk. */
async function sampleIn(folder: string): Promise<Sample> {
  const { openSample } = await import('../../app/demo.ts');
  return await openSample(folder);
}

function checkNumbers({ port, slots }: ServeFlags): void {
  const isBad =
    (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) ||
    (slots !== undefined && !(Number.isInteger(slots) && slots >= 0 && slots <= 64));
  if (!isBad) return;
  const en = '--port wants a number below 65536, and --slots one up to 64.';
  throw new AppError('USAGE', {
    problem: { en, zh: '--port 需要小于 65536 的数字，--slots 需要不超过 64 的数字。' },
  });
}

/** A database on another machine is beyond this one, too. Throws OFFLINE. */
function refuseFarDatabase(url: string | undefined, env: CliIO['env']): void {
  if (url === undefined || !isOffline(env) || !URL.canParse(url)) return;
  const { hostname, host } = new URL(url);
  if (hostname !== '' && !isThisMachine(hostname)) throw new AppError('OFFLINE', { host });
}

/** At the port that was named; else at ours, or at a free one where that is taken. */
async function serveAt(options: ServeOptions, port: number | undefined): Promise<Serving> {
  if (port !== undefined) return await serve({ ...options, port });
  try {
    return await serve({ ...options, port: PORT });
  } catch (error) {
    if (AppError.find(error)?.code !== 'PORT_REFUSED') throw error;
    return await serve({ ...options, port: 0 });
  }
}

/** Hands the sample in, unless it is there. */
async function showSample({ library }: Serving, sound: string): Promise<void> {
  const talks = await library.list('en');
  if (talks.length === 0) await library.submit({ input: { path: sound }, wishes: { to: 'zh' } });
}

type Telling = {
  readonly flags: ServeFlags;
  readonly io: CliIO;
  readonly words: (typeof SERVE_WORDS)[InterfaceLanguage];
};

function tell({ url }: Serving, folder: string, { flags, io, words }: Telling): void {
  if (flags.json) io.stdout.write(`${JSON.stringify({ type: 'serving', url, folder })}\n`);
  else {
    io.stdout.write(`${words.at(url)}\n`);
    io.stderr.write(`${words.talksIn(join(folder))}\n`);
    if (url.includes('?token=') && io.env['TALKLEAF_TOKEN'] === undefined) {
      io.stderr.write(`${words.token}\n`);
    }
  }
  if (flags.open !== false && !flags.json && io.stdout.isTTY && hasScreen(io.env))
    void openPage(url);
}

/** Whether a browser would show on the person's own screen. */
function hasScreen(env: CliIO['env']): boolean {
  if (env['SSH_CONNECTION'] || env['CI']) return false;
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** The address stands in the terminal for whom no browser opens. */
async function openPage(url: string): Promise<void> {
  const { default: open } = await import('open');
  await open(url).catch(() => undefined);
}
