import { expect, it } from 'vitest';

import { ytDlpFailure } from './yt-dlp-errors.ts';

const failure = (stderr: string): ReturnType<typeof ytDlpFailure> =>
  ytDlpFailure({
    url: 'https://a.example/v',
    stderr,
    version: '2023.03.04',
    command: 'brew upgrade yt-dlp',
    folder: '/talks/a',
  });

/** Lines as yt-dlp of 2023 to 2026 prints them. */
it.each([
  [
    'SOURCE_SIGN_IN',
    'ERROR: [youtube] dQw4w9WgXcQ: Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies for the authentication. See  https://github.com/yt-dlp/yt-dlp/wiki/FAQ#how-do-i-pass-cookies-to-yt-dlp  for how to manually pass cookies.',
  ],
  [
    'SOURCE_SIGN_IN',
    'ERROR: [youtube] HtVdAasjOgU: Sign in to confirm your age. This video may be inappropriate for some users.',
  ],
  [
    'SOURCE_SIGN_IN',
    'ERROR: [youtube] aaaaaaaaaaa: Join this channel to get access to members-only content like this video, and other exclusive perks.',
  ],
  [
    'SOURCE_SIGN_IN',
    'ERROR: [BiliBili] 1K4411c7mD: This is a supporter-only video, only trailers are available. Use --cookies-from-browser or --cookies for the authentication',
  ],
  [
    'SOURCE_SIGN_IN',
    'ERROR: [vimeo] 1084537: This video is only available for registered users. Use --cookies, --username and --password, --netrc-cmd, or --netrc (vimeo) to provide account credentials',
  ],
  [
    'SOURCE_REGION',
    'ERROR: [youtube] aaaaaaaaaaa: Video unavailable. The uploader has not made this video available in your country\nThis video is available in Japan.',
  ],
  [
    'SOURCE_REGION',
    'ERROR: [BiliBili] 1xx411c7mD: This video may be deleted or geo-restricted. You might want to try a VPN or a proxy server (with --proxy)',
  ],
  [
    'SOURCE_REGION',
    'ERROR: [nrk] abc: This video is not available from your location due to geo restriction.\nYou might want to use a VPN or a proxy server (with --proxy) to workaround.',
  ],
  [
    'SOURCE_GONE',
    "ERROR: [youtube] aaaaaaaaaaa: Private video. Sign in if you've been granted access to this video",
  ],
  [
    'SOURCE_GONE',
    'ERROR: [youtube] aaaaaaaaaaa: Video unavailable. This video has been removed by the uploader',
  ],
  [
    'SOURCE_GONE',
    'ERROR: [youtube] aaaaaaaaaaa: Video unavailable. This video is no longer available because the YouTube account associated with this video has been terminated.',
  ],
  [
    'SOURCE_GONE',
    'ERROR: [generic] Unable to download webpage: HTTP Error 404: Not Found (caused by <HTTPError 404: Not Found>)',
  ],
  ['SOURCE_UNSUPPORTED', 'ERROR: Unsupported URL: https://a.example/'],
  [
    'SOURCE_UNSUPPORTED',
    'ERROR: [DRM] The requested site is known to use DRM protection. It will NOT be supported.',
  ],
  [
    'SOURCE_OUTDATED',
    'ERROR: [youtube] dQw4w9WgXcQ: Unable to extract uploader id; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= , filling out the appropriate issue template. Confirm you are on the latest version using  yt-dlp -U',
  ],
  [
    'SOURCE_OUTDATED',
    'WARNING: [youtube] dQw4w9WgXcQ: Signature extraction failed: Some formats may be missing\nERROR: [youtube] dQw4w9WgXcQ: Requested format is not available. Use --list-formats for a list of available formats',
  ],
  ['SOURCE_OUTDATED', 'ERROR: [youtube] dQw4w9WgXcQ: The page needs to be reloaded.'],
  [
    'SOURCE_BLOCKED',
    'ERROR: [BiliBili] 1xx411c7mD: Unable to download JSON metadata: HTTP Error 412: Precondition Failed (caused by <HTTPError 412: Precondition Failed>)',
  ],
  [
    'SOURCE_BLOCKED',
    'ERROR: [BiliBili] 1xx411c7mD: Request is blocked by server (412), please add cookies, wait and try later.',
  ],
  ['SOURCE_BLOCKED', 'ERROR: unable to download video data: HTTP Error 403: Forbidden'],
  [
    'SOURCE_BLOCKED',
    'ERROR: [youtube] aaaaaaaaaaa: Unable to download API page: HTTP Error 429: Too Many Requests (caused by <HTTPError 429: Too Many Requests>)',
  ],
  [
    'SOURCE_NETWORK',
    'ERROR: [generic] Unable to download webpage: <urlopen error [Errno -3] Temporary failure in name resolution> (caused by URLError(gaierror(-3)))',
  ],
  [
    'SOURCE_NETWORK',
    "ERROR: [youtube] dQw4w9WgXcQ: Unable to download API page: HTTPSConnection(host='www.youtube.com', port=443): Failed to resolve 'www.youtube.com' ([Errno 11001] getaddrinfo failed) (caused by TransportError(...))",
  ],
  [
    'SOURCE_NETWORK',
    'ERROR: [download] Got error: The read operation timed out. Giving up after 10 retries',
  ],
  [
    'SOURCE_NETWORK',
    "ERROR: [BiliBili] 1xx411c7mD: Unable to download webpage: ('Unable to connect to proxy', NewConnectionError('refused'))",
  ],
  [
    'SOURCE_COOKIES',
    'ERROR: could not find chrome cookies database in "/home/a/.config/google-chrome"',
  ],
  [
    'SOURCE_COOKIES',
    'ERROR: Failed to decrypt with DPAPI. See  https://github.com/yt-dlp/yt-dlp/issues/10927  for more info',
  ],
  ['DISK_FULL', 'ERROR: unable to write data: [Errno 28] No space left on device'],
  ['DISK_FULL', 'ERROR: unable to write data: [Errno 122] Disk quota exceeded'],
  [
    'DISK_FULL',
    'ERROR: unable to write data: [WinError 112] There is not enough space on the disk',
  ],
  ['SOURCE_LIVE', 'ERROR: [youtube] aaaaaaaaaaa: This live event will begin in 2 days.'],
  ['SOURCE_FAILED', 'yt-dlp: error: no such option: --color'],
  ['SOURCE_FAILED', ''],
])('%s: %s', (code, stderr) => {
  expect(failure(stderr).code).toBe(code);
});

it("gives the site's words without yt-dlp's advice to itself", () => {
  const { message, hint } = failure(
    'WARNING: [youtube] something\nERROR: [youtube] aaaaaaaaaaa: Unable to extract title; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues\nWARNING: more',
  );
  expect(message).toBe(
    'yt-dlp 2023.03.04 could not read https://a.example/v; the site has probably changed: [youtube] aaaaaaaaaaa: Unable to extract title.',
  );
  expect(hint).toContain('brew upgrade yt-dlp');
});

it('names the folder of a full disk', () => {
  const { values } = failure('ERROR: unable to write data: [Errno 28] No space left on device');
  expect(values).toEqual({ path: '/talks/a' });
});

it('tells the last of several errors', () => {
  const said = failure('ERROR: [a] 1: Video unavailable\nERROR: Unsupported URL: b').values['said'];
  expect(said).toBe('Unsupported URL: b');
});

it('does not tell a password in the address', () => {
  const url = 'https://me:secret@a.example/v';
  const { message } = ytDlpFailure({ url, stderr: '', version: '1', command: '', folder: '' });
  expect(message).toContain('https://a.example/v');
});
