import { AppError, type Bilingual } from '../../base/errors.ts';
import { parseJson } from '../../base/json.ts';
import type { Captions, FetchOptions, FoundList, FoundTalk } from '../source.ts';
import { webAddress } from '../web-address.ts';
import { fetchCaptions } from './fetch-captions.ts';
import { fetchSound } from './fetch-sound.ts';
import type { KeptInfo, KnownTalk } from './kept-info.ts';
import { findYtDlp } from './program/find-yt-dlp.ts';
import { keepNewest } from './program/keep-newest.ts';
import { runYtDlp, type YtDlpProgram, type YtDlpSettings } from './program/yt-dlp-program.ts';
import { isOtherPart, isWholeBilibili, readAnswer } from './yt-dlp-answer.ts';

/** What is asked about an address. */
type DescribeOptions = {
  /** The language spoken, where the user says it. */
  readonly spoken?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Fetches from the sites yt-dlp knows. All of it throws failures with the codes `SOURCE_…`. */
export type YtDlp = {
  /** What is at an address. A Bilibili video of several parts is a list unless the address names one (`?p=2`). */
  describe(url: string, options?: DescribeOptions): Promise<FoundTalk | FoundList>;
  /** The captions `describe` chose; `undefined` when the site gives none after all. */
  fetchCaptions(
    talk: FoundTalk,
    options: Pick<FetchOptions, 'folder' | 'signal'>,
  ): Promise<Captions | undefined>;
  /** The sound of a talk as a file in the folder, in the site's own format. Goes on where an earlier run stopped. */
  fetchSound(talk: FoundTalk, options: FetchOptions): Promise<string>;
};

/**
 * Opens yt-dlp: the user's own, else the copy Talkleaf keeps (`settings.managed`). What it said of a talk is kept
 * for an hour, so that captions and sound are had without asking the site again. A copy of Talkleaf's own that
 * turns out to be outdated is replaced by the newest release once. Throws PROGRAM_MISSING.
 */
export async function openYtDlp(
  settings: YtDlpSettings = {},
  signal?: AbortSignal,
): Promise<YtDlp> {
  const run = keepNewest(await findYtDlp(settings, signal));
  const infos = new WeakMap<FoundTalk, KeptInfo>();
  const known = (talk: FoundTalk): KnownTalk => ({ talk, info: infos.get(talk) });
  return {
    describe: async (url, options = {}) => {
      const { found, info } = await run(
        (program) => describe(program, url, options),
        options.signal,
      );
      if (found.type === 'talk' && info) infos.set(found, info);
      return found;
    },
    fetchCaptions: (talk, options) =>
      run((program) => fetchCaptions(program, known(talk), options), options.signal),
    fetchSound: (talk, options) =>
      run((program) => fetchSound(program, known(talk), options), options.signal),
  };
}

/** One talk of an address that also names a list; but all parts of a video when it names no part. */
function scope(url: string): string {
  return isWholeBilibili(url) ? '--yes-playlist' : '--no-playlist';
}

type Described = { readonly found: FoundTalk | FoundList; readonly info?: KeptInfo };

async function describe(
  program: YtDlpProgram,
  input: string,
  { spoken, signal }: DescribeOptions,
): Promise<Described> {
  const url = webAddress(input).href;
  const askedAtMs = Date.now();
  let printed = '';
  await runYtDlp(program, {
    url,
    args: ['-J', '--flat-playlist', scope(url)],
    onLine: (line) => {
      // One line is the answer; a plugin may print others.
      if (line.startsWith('{')) printed = line;
    },
    signal,
  });
  const json = parseJson(printed);
  const answer = readAnswer(json, { url, spoken });
  if (answer === undefined)
    throw failed(url, { en: 'yt-dlp found nothing that plays', zh: 'yt-dlp 没有找到可播放的内容' });
  if (answer.type === 'list') return { found: answer };
  // Never the text of one talk under the name of another.
  if (isOtherPart(answer, url))
    throw failed(url, {
      en: `the site gave another part (${answer.id})`,
      zh: `网站给的是另一个分集（${answer.id}）`,
    });
  // Its sound would be fetched for as long as it lasts.
  if (answer.isLive) throw new AppError('SOURCE_LIVE', { url, said: answer.title });
  // yt-dlp goes back to this address by itself when a medium is gone; its own form may lead to another part.
  const info = JSON.stringify({ ...Object(json), webpage_url: answer.url });
  return { found: answer, info: { json: info, askedAtMs } };
}

function failed(url: string, said: Bilingual): AppError {
  return new AppError('SOURCE_FAILED', { url, said });
}
