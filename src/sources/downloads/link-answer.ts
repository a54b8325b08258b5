import { AppError } from '../../base/errors.ts';
import type { HeaderLookup } from '../../network/http-answer.ts';

/** What a link leads to, as far as Talkleaf cares. */
export type LinkKind = 'media' | 'transcript';

/** Sound and pictures by suffix, as ffmpeg reads them, and what transcripts are called. */
const MEDIA =
  'mp4 m4v mkv webm mov avi wmv flv ts mpg mpeg 3gp mp3 m4a wav flac ogg oga opus aac wma aiff amr';
const TRANSCRIPTS = 'srt vtt ass ssa lrc sbv tsv ttml dfxp json md txt';
const KINDS = new Map<string, LinkKind>([
  ...MEDIA.split(' ').map((suffix) => [suffix, 'media'] as const),
  ...TRANSCRIPTS.split(' ').map((suffix) => [suffix, 'transcript'] as const),
]);
/** Suffixes for what comes without one, by content type (https://www.iana.org/assignments/media-types). */
const SUFFIXES: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/aac': 'aac',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/flac': 'flac',
  'audio/x-flac': 'flac',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/wave': 'wav',
  'audio/webm': 'webm',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
  'video/mpeg': 'mpg',
  'text/vtt': 'vtt',
  'application/x-subrip': 'srt',
  'text/srt': 'srt',
  'application/ttml+xml': 'ttml',
};
/** Pages, and playlists of pieces: for yt-dlp, whatever the suffix says. */
const OTHERS = /html|mpegurl|dash/;

/** What a link leads to and the suffix of its file, without a dot; `undefined` for a page or anything unknown. */
export function linkKind(
  url: URL,
  contentType: string,
): { readonly kind: LinkKind; readonly suffix: string } | undefined {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (OTHERS.test(type)) return undefined;
  const own = /\.([a-z\d]{2,4})$/i.exec(url.pathname)?.[1]?.toLowerCase() ?? '';
  const suffix = KINDS.has(own) ? own : SUFFIXES[type];
  if (suffix !== undefined) return { kind: KINDS.get(suffix) ?? 'media', suffix };
  // ffmpeg looks at what is in the file, not at its name.
  return /^(?:audio|video)\//.test(type) ? { kind: 'media', suffix: 'media' } : undefined;
}

/** Whether an address by itself, without asking, names a recording or a transcript. */
export function isPlainLink(url: URL): boolean {
  return linkKind(url, '') !== undefined;
}

/** What a status that is no success means. Those not named here are SOURCE_FAILED. */
const REFUSALS: Readonly<
  Record<number, 'SOURCE_SIGN_IN' | 'SOURCE_BLOCKED' | 'SOURCE_GONE' | 'SOURCE_REGION'>
> = {
  401: 'SOURCE_SIGN_IN',
  403: 'SOURCE_BLOCKED',
  404: 'SOURCE_GONE',
  410: 'SOURCE_GONE',
  412: 'SOURCE_BLOCKED',
  429: 'SOURCE_BLOCKED',
  451: 'SOURCE_REGION',
};

/** The failure for a status that asking again will not change. */
export function refusal(url: string, status: number): AppError {
  return new AppError(REFUSALS[status] ?? 'SOURCE_FAILED', { url, said: `HTTP ${status}` });
}

/** What an answer says of the file it brings. */
export type AnswerHead = {
  /** Where in the file its first byte belongs. */
  readonly from: number;
  /** Length of the whole file in bytes, where the server says it. */
  readonly total?: number | undefined;
  /** Names this version of the file in `If-Range`; without it a download cannot be gone on with. */
  readonly version?: string | undefined;
};

/** Reads the head of a 200 or 206; `undefined` for a 206 that does not say which bytes it brings. */
export function answerHead(status: number, headers: HeaderLookup): AnswerHead | undefined {
  const version = versionOf(headers);
  if (status !== 206) {
    const encoding = headers.get('content-encoding') ?? 'identity';
    // The length of what was packed says nothing about the file.
    const length =
      encoding === 'identity' ? (headers.get('content-length') ?? undefined) : undefined;
    return { from: 0, total: length === undefined ? undefined : Number(length), version };
  }
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  if (!range) return undefined;
  const total = range[2] === '*' ? undefined : Number(range[2]);
  return { from: Number(range[1]), total, version };
}

/** RFC 9110, 13.1.5: `If-Range` takes a strong tag or else a date. */
function versionOf(headers: HeaderLookup): string | undefined {
  const tag = headers.get('etag');
  if (tag?.startsWith('"')) return tag;
  return headers.get('last-modified') ?? undefined;
}

/** What an address leads to that should be a file. */
export const LEADS_TO_A_PAGE = { en: 'it leads to a page', zh: '它指向的是网页' };
