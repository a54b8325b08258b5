import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { AppError } from '../base/errors.ts';
import { fingerprint } from '../base/hash.ts';
import { readTranscript } from '../formats/read.ts';
import { dispatcherOf } from '../llm/network.ts';
import type { Transcript } from '../model/transcript.ts';
import { refuseCaptions } from '../sources/captions.ts';
import { fetchDirectLink } from '../sources/direct-link.ts';
import { isPlainLink } from '../sources/link-answer.ts';
import type { FetchProgress, FoundList, FoundTalk } from '../sources/source.ts';
import { isAddress, webAddress, withoutCredentials } from '../sources/web-address.ts';
import { isWholeBilibili } from '../sources/yt-dlp-answer.ts';
import { openYtDlp, type YtDlp } from '../sources/yt-dlp.ts';
import { detectLanguage } from '../text/detect-language.ts';
import type { Environment } from './load-settings.ts';
import type { Place } from './place.ts';
import type { Settings } from './settings.ts';

/** What an address turned out to be: a file by itself, or a talk of a site. */
export type Located = {
  readonly title: string;
  readonly name: string;
  /** The same whenever this address is given again. */
  readonly sourceKey: string;
  /** The page of the talk, without a password in it. */
  readonly url: string;
  /** Brings the talk into a folder, as published captions where they are good enough, else as sound. */
  fetch(options: FetchInputOptions): Promise<Fetched>;
};

/** A talk that has been fetched: its captions, or the file to be heard. */
export type Fetched =
  | { readonly transcript: Transcript; readonly file?: undefined }
  | { readonly file: string; readonly transcript?: undefined };

type FetchInputOptions = {
  readonly folder: string;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type LocateOptions = {
  readonly settings: Settings;
  readonly env: Environment;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Finds out what is at an address. A list of talks comes back as the addresses of its talks. Throws the
 * `SOURCE_…` failures and `PROGRAM_MISSING`.
 */
export async function locate(
  address: string,
  options: LocateOptions,
): Promise<Located | FoundList> {
  const url = webAddress(address);
  if (isPlainLink(url)) return plainLink(url, options);
  const { settings, signal } = options;
  const { cookies, cookiesFromBrowser } = settings;
  const site = await openYtDlp({ cookies, cookiesFromBrowser });
  const found = await site.describe(url.href, { spoken: settings.from, signal });
  return found.type === 'list' ? found : siteTalk(found, site, settings);
}

function plainLink(url: URL, { env }: LocateOptions): Located {
  const name = decodeURIComponent(basename(url.pathname));
  const shown = withoutCredentials(url.href);
  return {
    title: basename(name, extname(name)).replaceAll('_', ' ').trim() || url.hostname,
    name,
    sourceKey: fingerprint('url', shown),
    url: shown,
    fetch: async (options) => {
      const got = await fetchDirectLink(url.href, {
        ...options,
        dispatcher: await dispatcherOf(env),
      });
      if (!got)
        throw new AppError('SOURCE_UNSUPPORTED', { url: shown, said: 'it leads to a page' });
      if (got.kind === 'media') return { file: got.file };
      return { transcript: readTranscript(await readFile(got.file), { name: basename(got.file) }) };
    },
  };
}

function siteTalk(found: FoundTalk, site: YtDlp, settings: Settings): Located {
  return {
    title: found.title,
    name: found.url,
    sourceKey: fingerprint('url', found.id),
    url: found.url,
    fetch: async (options) => {
      const transcript = await publishedCaptions(found, site, { settings, options });
      if (transcript) return { transcript: { ...transcript, title: found.title } };
      if (settings.captions === 'only') {
        throw new AppError('SOURCE_NO_CAPTIONS', { url: found.url });
      }
      return { file: await site.fetchSound(found.url, options) };
    },
  };
}

/** The site's own captions, where they are wanted and good enough to stand for hearing the talk. */
async function publishedCaptions(
  found: FoundTalk,
  site: YtDlp,
  { settings, options }: { readonly settings: Settings; readonly options: FetchInputOptions },
): Promise<Transcript | undefined> {
  if (settings.captions === 'never' || !found.captions) return undefined;
  const captions = await site.fetchCaptions(found, options);
  if (!captions) return undefined;
  const transcript = readTranscript(captions.bytes, { name: captions.name });
  const text = transcript.cues.map((cue) => cue.text).join(' ');
  const written = await detectLanguage(text);
  const spoken = settings.from ?? found.language;
  const refusal = refuseCaptions(transcript, { duration: found.duration, written, spoken });
  const isTaken = !refusal || settings.captions === 'only';
  return isTaken ? { ...transcript, language: spoken ?? written } : undefined;
}

/** Addresses that by their form lead to several talks; others are opened when their turn comes. */
const LIST = /[?&]list=|\/playlist|\/channel\/|\/@[^/]+|\/(?:c|user)\/|space\.bilibili\.com/i;

/** Inputs with each list of talks replaced by the addresses of its talks. */
export async function expandLists(
  inputs: readonly string[],
  options: LocateOptions,
): Promise<string[]> {
  const expanded: string[] = [];
  for (const input of inputs) {
    const mayBeList =
      isAddress(input) && URL.canParse(input) && (LIST.test(input) || isWholeBilibili(input));
    // What cannot be opened now fails in its turn, and does not stop the others.
    const found = mayBeList ? await locate(input, options).catch(() => undefined) : undefined;
    options.signal?.throwIfAborted();
    if (found && !('fetch' in found)) expanded.push(...found.entries.map((entry) => entry.url));
    else expanded.push(input);
  }
  return expanded;
}

/** What happens while a talk is fetched. */
export type FetchEvent = { readonly type: 'bytes-fetched' } & FetchProgress;

/** Progress is told this often, in milliseconds. */
const PROGRESS_MS = 250;

/** Fetches a talk into its folder; yields how far it is. */
export async function* bring(
  located: Located,
  { folder }: Place,
  signal?: AbortSignal,
): AsyncGenerator<FetchEvent, Fetched> {
  let newest: FetchProgress | undefined;
  const fetching = located.fetch({
    folder: join(folder.inner, 'fetched'),
    onProgress: (progress) => {
      newest = progress;
    },
    signal,
  });
  const over = fetching.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([over, wait(PROGRESS_MS, false)]))) {
    if (newest) yield { type: 'bytes-fetched', ...newest };
  }
  return await fetching;
}
