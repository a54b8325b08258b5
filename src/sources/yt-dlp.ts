import { AppError } from '../base/errors.ts';
import { parseJson } from '../base/json.ts';
import { fetchCaptions } from './fetch-captions.ts';
import { fetchSound } from './fetch-sound.ts';
import type { Captions, FetchOptions, FoundList, FoundTalk } from './source.ts';
import { webAddress } from './web-address.ts';
import { isOtherPart, isWholeBilibili, readAnswer } from './yt-dlp-answer.ts';
import { findYtDlp, runYtDlp, type YtDlpProgram, type YtDlpSettings } from './yt-dlp-program.ts';

/** What is asked about an address. */
type DescribeOptions = {
  /** The language spoken, where the user says it. */
  readonly spoken?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Fetches from the sites yt-dlp knows. All of it throws failures with the codes `SOURCE_…`. */
export type YtDlp = {
  readonly version: string;
  /** What is at an address. A Bilibili video of several parts is a list unless the address names one (`?p=2`). */
  describe(url: string, options?: DescribeOptions): Promise<FoundTalk | FoundList>;
  /** The captions `describe` chose; `undefined` when the site gives none after all. */
  fetchCaptions(
    talk: FoundTalk,
    options: Pick<FetchOptions, 'folder' | 'signal'>,
  ): Promise<Captions | undefined>;
  /** The sound of a talk as a file in the folder, in the site's own format. Goes on where an earlier run stopped. */
  fetchSound(url: string, options: FetchOptions): Promise<string>;
};

/** Opens yt-dlp as it is installed here. Throws PROGRAM_MISSING. */
export async function openYtDlp(settings: YtDlpSettings = {}): Promise<YtDlp> {
  const found = await findYtDlp(settings);
  return {
    version: found.version,
    describe: (url, options = {}) => describe(found, url, options),
    fetchCaptions: (talk, options) => fetchCaptions(found, talk, options),
    fetchSound: (url, options) => fetchSound(found, url, options),
  };
}

/** One talk of an address that also names a list; but all parts of a video when it names no part. */
function scope(url: string): string {
  return isWholeBilibili(url) ? '--yes-playlist' : '--no-playlist';
}

async function describe(
  found: YtDlpProgram,
  input: string,
  { spoken, signal }: DescribeOptions,
): Promise<FoundTalk | FoundList> {
  const url = webAddress(input).href;
  let printed = '';
  await runYtDlp(found, {
    url,
    args: ['-J', '--flat-playlist', scope(url)],
    onLine: (line) => {
      // One line is the answer; a plugin may print others.
      if (line.startsWith('{')) printed = line;
    },
    signal,
  });
  const answer = readAnswer(parseJson(printed), { url, spoken });
  if (answer === undefined) throw failed(url, 'yt-dlp found nothing that plays');
  // Never the text of one talk under the name of another.
  if (answer.type === 'talk' && isOtherPart(answer, url))
    throw failed(url, `the site gave another part (${answer.id})`);
  // Its sound would be fetched for as long as it lasts.
  if (answer.type === 'talk' && answer.isLive)
    throw new AppError('SOURCE_LIVE', { url, said: answer.title });
  return answer;
}

function failed(url: string, said: string): AppError {
  return new AppError('SOURCE_FAILED', { url, said });
}
