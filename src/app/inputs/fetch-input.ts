import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { GrowingFile } from '../../base/growing-file.ts';
import { fingerprint } from '../../base/hash.ts';
import { networkReason } from '../../base/system-reason.ts';
import type { Published, SourceText } from '../../model/source.ts';
import type { Seconds } from '../../model/time.ts';
import type { Transcript } from '../../model/transcript.ts';
import type { Fence } from '../../network/fence.ts';
import { isOffline, isThisMachine } from '../../network/offline.ts';
import { transportOf } from '../../network/transport.ts';
import { refuseCaptions } from '../../sources/captions/captions.ts';
import { fetchDirectLink } from '../../sources/downloads/direct-link.ts';
import { isPlainLink, LEADS_TO_A_PAGE } from '../../sources/downloads/link-answer.ts';
import type { FetchOptions, FetchProgress, FoundList, FoundTalk } from '../../sources/source.ts';
import { webAddress, withoutCredentials } from '../../sources/web-address.ts';
import { openYtDlp, type YtDlp } from '../../sources/yt-dlp/yt-dlp.ts';
import type { TalkFolder } from '../../store/talk-folder.ts';
import { detectLanguage } from '../../text/languages/detect-language.ts';
import { readTranscript } from '../../transcripts/read.ts';
import { ffmpegHere } from '../programs/ffmpeg.ts';
import { ytDlpCopy } from '../programs/yt-dlp.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';
import { isTranscript } from './transcript-names.ts';
import { type FetchEvent, withProgress } from './with-progress.ts';

/** What an address turned out to be: a file by itself, or a talk of a site. */
export type Located = {
  readonly title: string;
  readonly name: string;
  /** The same whenever this address is given again. */
  readonly sourceKey: string;
  /** The page of the talk, without a password in it. */
  readonly url: string;
  /** In seconds, where its site tells. */
  readonly duration?: Seconds | undefined;
  /** Language spoken, as a tag, where its site tells. */
  readonly language?: string | undefined;
  /** What its publisher says of it; absent for a file. */
  readonly published?: Published | undefined;
  /** True when its site offers captions, which may be good enough. */
  readonly hasCaptions: boolean;
  /** True for a link that by its name leads to a transcript. */
  readonly isTranscript: boolean;
  /** Brings the talk into a folder, as published captions where they are good enough, else as sound. */
  fetch(options: FetchInputOptions): Promise<Fetched>;
};

/** A talk that has been fetched: its captions, or the file to be heard. */
export type Fetched =
  | {
      readonly transcript: Transcript;
      /** Which captions it is; absent when the address led to a transcript. */
      readonly text?: SourceText | undefined;
      /** The recording beside its captions, where its picture is wanted. */
      readonly file?: string | undefined;
    }
  | { readonly file: string; readonly transcript?: undefined; readonly text?: undefined };

type FetchInputOptions = Omit<FetchOptions, 'withPicture'>;

export type LocateOptions = {
  readonly settings: Settings;
  readonly env: Environment;
  /** Keeps what is handed in by others to public addresses. @default all addresses are asked */
  readonly fence?: Fence | undefined;
  /** Looks only with programs that are here: none is fetched. @default false */
  readonly isPlan?: boolean | undefined;
  /** Hears how far yt-dlp is, where it has to be fetched first. */
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
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
  refuseOffline(url, options.env);
  await refusePrivate(url, options.fence);
  if (isPlainLink(url)) return plainLink(url, options);
  const { settings, signal } = options;
  const { cookies, cookiesFromBrowser } = settings;
  const { env, onProgress, isPlan: isOnlyKept } = options;
  const managed = ytDlpCopy({ env, onProgress, isOnlyKept });
  const proxy = options.fence?.proxy;
  const ffmpeg = settings.picture ? await managedFfmpeg(signal) : undefined;
  const site = await openYtDlp({ cookies, cookiesFromBrowser, managed, proxy, ffmpeg }, signal);
  const found = await site.describe(url.href, { spoken: settings.from, signal });
  return found.type === 'list' ? found : siteTalk(found, site, settings);
}

/** A file on this machine's own server may be fetched; what yt-dlp asks for a site cannot be held back. */
function refuseOffline(url: URL, env: Environment): void {
  if (!isOffline(env) || (isPlainLink(url) && isThisMachine(url.hostname))) return;
  throw new AppError('OFFLINE_LINK', { url: withoutCredentials(url.href) });
}

/** yt-dlp finds the user's own by itself. It joins picture and sound with it. */
async function managedFfmpeg(signal: AbortSignal | undefined): Promise<string | undefined> {
  const here = await ffmpegHere(signal);
  return here?.isManaged ? here.ffmpeg : undefined;
}

async function refusePrivate({ href }: URL, fence: Fence | undefined): Promise<void> {
  try {
    await fence?.check(href);
  } catch (error) {
    const url = withoutCredentials(href);
    throw new AppError('ADDRESS_PRIVATE', { url, reason: networkReason(error) }, { cause: error });
  }
}

function plainLink(url: URL, { env, fence }: LocateOptions): Located {
  const name = decodeURIComponent(basename(url.pathname));
  const shown = withoutCredentials(url.href);
  return {
    title: basename(name, extname(name)).replaceAll('_', ' ').trim() || url.hostname,
    name,
    sourceKey: fingerprint('url', shown),
    url: shown,
    hasCaptions: false,
    isTranscript: isTranscript(name),
    fetch: async (options) => {
      const got = await fetchDirectLink(url.href, {
        ...options,
        send: fence?.send ?? transportOf(env),
      });
      if (!got) throw new AppError('SOURCE_UNSUPPORTED', { url: shown, said: LEADS_TO_A_PAGE });
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
    duration: found.duration,
    language: found.language,
    published: found.published,
    hasCaptions: found.captions !== undefined,
    isTranscript: false,
    fetch: async (options) => {
      const withPicture = settings.picture ?? false;
      const read = await publishedCaptions(found, site, { settings, options });
      if (read && !withPicture) return read;
      if (read) return { ...read, file: await site.fetchSound(found, { ...options, withPicture }) };
      if (settings.captions === 'only') {
        throw new AppError('SOURCE_NO_CAPTIONS', { url: found.url });
      }
      return { file: await site.fetchSound(found, { ...options, withPicture }) };
    },
  };
}

type CaptionOptions = {
  readonly settings: Settings;
  readonly options: FetchInputOptions;
};

/**
 * The site's own captions, where they are wanted and good enough to stand for hearing the talk. Captions that
 * cannot be had are a failure only when nothing else is wanted: a talk can be heard.
 */
async function publishedCaptions(
  found: FoundTalk,
  site: YtDlp,
  { settings, options }: CaptionOptions,
): Promise<Extract<Fetched, { transcript: Transcript }> | undefined> {
  if (settings.captions === 'never') return undefined;
  try {
    return await readCaptions(found, site, { settings, options });
  } catch (error) {
    options.signal?.throwIfAborted();
    if (settings.captions === 'only') throw error;
    return undefined;
  }
}

async function readCaptions(
  found: FoundTalk,
  site: YtDlp,
  { settings, options }: CaptionOptions,
): Promise<Extract<Fetched, { transcript: Transcript }> | undefined> {
  const captions = await site.fetchCaptions(found, options);
  if (!captions) return undefined;
  const transcript = readTranscript(captions.bytes, { name: captions.name });
  const written = await detectLanguage(transcript.cues.map((cue) => cue.text).join(' '));
  const spoken = settings.from ?? found.language;
  const refusal = refuseCaptions(transcript, { duration: found.duration, written, spoken });
  if (refusal && settings.captions !== 'only') return undefined;
  const { language, isAutomatic } = captions;
  return {
    transcript: { ...transcript, title: found.title, language: spoken ?? written },
    text: { by: 'captions', language, isAutomatic },
  };
}

/** Finds out what is at an address; tells how far it is where yt-dlp has to be fetched for that. */
export function find(
  address: string,
  options: Omit<LocateOptions, 'onProgress'>,
): AsyncGenerator<FetchEvent, Located | FoundList> {
  return withProgress((onProgress) => locate(address, { ...options, onProgress }));
}

/** A talk on its way into its folder. */
export type Bringing = {
  /** Fetches it; yields how far it is. */
  readonly work: AsyncGenerator<FetchEvent, Fetched>;
  /** Its recording, as soon as something of that is there. */
  readonly growing: GrowingFile;
  /** Has the work fail for that reason, where it is still under way; resolves when it has let go of its files. */
  readonly stop: (reason: unknown) => Promise<void>;
};

/** Fetches a talk into its folder. */
export function bring(located: Located, { inner }: TalkFolder, signal?: AbortSignal): Bringing {
  const growing = new GrowingFile();
  const stopping = new AbortController();
  const stopped = signal ? AbortSignal.any([stopping.signal, signal]) : stopping.signal;
  let over: Promise<unknown> = Promise.resolve();
  const fetchIt = async (onProgress: FetchOptions['onProgress']): Promise<Fetched> => {
    try {
      const options = { folder: join(inner, 'fetched'), onProgress, growing, signal: stopped };
      const fetched = await located.fetch(options);
      growing.end();
      return fetched;
    } catch (error) {
      growing.lose();
      throw error;
    }
  };
  const work = withProgress((onProgress) => {
    const fetching = fetchIt(onProgress);
    over = fetching.catch(() => undefined);
    return fetching;
  });
  return {
    work,
    growing,
    stop: async (reason) => {
      stopping.abort(reason);
      await over;
    },
  };
}
