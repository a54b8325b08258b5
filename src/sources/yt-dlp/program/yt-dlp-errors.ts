import { AppError, type FailureCode } from '../../../base/errors.ts';
import type { SOURCE_FAILURES } from '../../../base/source-failures.ts';
import { withoutCredentials } from '../../web-address.ts';

/** A failure that yt-dlp's words can mean. */
type SourceCode = keyof typeof SOURCE_FAILURES & FailureCode;

/**
 * What yt-dlp's error lines mean, the first match counting. Its messages are no contract, so each pattern
 * is a short stretch that has stayed the same over years. Order: a private video also speaks of signing
 * in, one kept from a country also calls itself unavailable.
 */
const MEANINGS: readonly (readonly [RegExp, SourceCode])[] = [
  [
    /could not find .*cookies database|decrypt .*(?:DPAPI|cookie)|could not copy .*cookie/i,
    'SOURCE_COOKIES',
  ],
  [
    /unsupported browser|does not look like a Netscape format cookies file|cookies? file .*not exist/i,
    'SOURCE_COOKIES',
  ],
  [/private video|video is private/i, 'SOURCE_GONE'],
  [
    /\bin your country|geo[- ]?restrict|from your location|in your (?:region|location)|not available in your/i,
    'SOURCE_REGION',
  ],
  [
    /request is blocked by server|HTTP Error (?:403|412|429)|too many requests|rate-limited/i,
    'SOURCE_BLOCKED',
  ],
  [
    /sign in to confirm|log ?in required|have to log ?in|members-only|join this channel/i,
    'SOURCE_SIGN_IN',
  ],
  [
    /supporter-only|registered users|premium member|use --cookies|HTTP Error 401|login_required/i,
    'SOURCE_SIGN_IN',
  ],
  [/live event will begin|premieres in|stream (?:has not started|is offline)/i, 'SOURCE_LIVE'],
  [/unsupported URL|known to use DRM|DRM protected|is not a valid URL/i, 'SOURCE_UNSUPPORTED'],
  [
    /video unavailable|video is (?:un|not |no longer )available|HTTP Error (?:404|410)/i,
    'SOURCE_GONE',
  ],
  [
    /has been removed|been deleted|account .*terminated|does not exist|no longer exists/i,
    'SOURCE_GONE',
  ],
  [
    /signature extraction failed|nsig|page needs to be reloaded|player response/i,
    'SOURCE_OUTDATED',
  ],
  [
    /please report this issue|latest version using|requested format is not available/i,
    'SOURCE_OUTDATED',
  ],
  [
    /name resolution|name or service not known|getaddrinfo failed|failed to resolve|nodename nor servname/i,
    'SOURCE_NETWORK',
  ],
  [
    /timed out|connection (?:refused|reset|aborted)|refused it|unreachable|remote end closed/i,
    'SOURCE_NETWORK',
  ],
  [
    /proxy|IncompleteRead|bytes read|CERTIFICATE_VERIFY|SSL|HTTP Error 5\d\d|urlopen error/i,
    'SOURCE_NETWORK',
  ],
];

/** What a failed run of yt-dlp is told with. */
export type YtDlpRun = {
  readonly url: string;
  /** Its error stream. */
  readonly stderr: string;
  readonly version: string;
  /** The command that updates it here. */
  readonly command: string;
  /** Where it writes. */
  readonly folder: string;
};

/** Linux and macOS, a quota that is used up, Windows. */
const DISK_FULL = /no space left on device|disk quota exceeded|not enough space on the disk/i;

/** A failed run as a failure with a sentence and a hint, from its last ERROR line. */
export function ytDlpFailure(run: YtDlpRun): AppError {
  const { stderr, version, command } = run;
  const url = withoutCredentials(run.url);
  const line = lastError(stderr);
  const said = shorten(line) || {
    en: 'yt-dlp ended without a word',
    zh: 'yt-dlp 没有说明原因就退出了',
  };
  if (DISK_FULL.test(line)) return new AppError('DISK_FULL', { path: run.folder });
  const code = MEANINGS.find(([pattern]) => pattern.test(line))?.[1] ?? 'SOURCE_FAILED';
  return new AppError(code, { url, said, version, command });
}

/** The last ERROR with the lines that belong to it, else the last line of all. */
function lastError(stderr: string): string {
  const lines = stderr.trim().split(/[\r\n]+/);
  const at = lines.findLastIndex((line) => /^(?:ERROR|yt-dlp: error):/.test(line));
  if (at === -1) return lines.findLast((line) => !line.startsWith('WARNING:')) ?? '';
  const after = lines.slice(at + 1).filter((line) => !line.startsWith('WARNING:'));
  return [lines[at], ...after].join(' ');
}

/** Longest that is shown of it, in characters. */
const LONGEST = 300;

/** The words of the site, without yt-dlp's marks and its advice to itself. */
function shorten(line: string): string {
  return line
    .replace(/^(?:ERROR|yt-dlp: error):\s*/, '')
    .replace(/;?\s*please report this issue on.*/is, '')
    .replace(/\s*Use --cookies.*/is, '')
    .replace(/\s*\(caused by .*/is, '')
    .trim()
    .slice(0, LONGEST)
    .replace(/[.。\s]+$/, '');
}
