import { AppError, type Bilingual } from '../../base/errors.ts';
import { networkReason } from '../../base/system-reason.ts';
import { type Followed, follow } from '../../network/follow.ts';
import type { Transport } from '../../network/http-answer.ts';
import { transportOf } from '../../network/transport.ts';
import type { FetchOptions } from '../source.ts';
import { answerHead, isPlainLink, type LinkKind, linkKind, refusal } from './link-answer.ts';
import type { PartialFile } from './partial-file.ts';

/** How a link is fetched. */
export type DirectLinkOptions = FetchOptions & {
  /** The way out, with its proxies. @default one that knows no proxy */
  readonly send?: Transport | undefined;
  /** Largest file taken, in bytes. @default no limit */
  readonly maxBytes?: number | undefined;
  /** Longest wait for the next bytes, in milliseconds. @default 30000 */
  readonly idleMs?: number | undefined;
  /** Wait before the second attempt, in milliseconds; it doubles with each. @default 1000 */
  readonly retryMs?: number | undefined;
  /** Count of attempts in a row that may bring hardly anything. @default 5 */
  readonly attempts?: number | undefined;
};

/** As long as yt-dlp and browsers wait before they give a connection up, roughly. */
const IDLE_MS = 30_000;

/** One download under way. */
export type Download = {
  /** Without a name and password. */
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly options: Omit<DirectLinkOptions, 'folder'>;
  readonly part: PartialFile;
  /** True when the address is known to lead to a file, whatever the answer says of itself. */
  readonly isFile?: boolean | undefined;
};

/** What came of one attempt. */
export type Attempt =
  | { readonly type: 'whole'; readonly kind: LinkKind; readonly suffix: string }
  | { readonly type: 'page' }
  | { readonly type: 'again'; readonly said: string | Bilingual };

/** Asks once. Only what asking again can mend comes back as `again`. */
export async function attemptOnce(download: Download): Promise<Attempt> {
  const { options } = download;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new Error(SILENT.en)), options.idleMs ?? IDLE_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  try {
    const response = await ask(download, signal);
    timer.refresh();
    return await receive(download, response, () => timer.refresh());
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof AppError) throw error;
    return { type: 'again', said: stop.signal.aborted ? SILENT : networkReason(error) };
  } finally {
    clearTimeout(timer);
    // Closes the connection of an answer that was not read to its end.
    stop.abort();
  }
}

/** What comes under a name of its own has no need of a suffix. */
const ANY_FILE = { kind: 'media', suffix: '' } as const;

const OTHER_STRETCH = {
  en: 'the server gave another stretch of the file than asked for',
  zh: '服务器给的不是所要的那一段',
};
const SILENT = { en: 'the server fell silent', zh: '服务器没有响应' };

async function ask(
  { url, authorization, options, part }: Download,
  signal: AbortSignal,
): Promise<Followed> {
  const version = part.version;
  return await follow(options.send ?? transportOf({}), url.href, {
    headers: {
      // A packed answer has no lengths to check and no ranges to go on with.
      'accept-encoding': 'identity',
      ...(authorization !== undefined && { authorization }),
      ...(version !== undefined && { range: `bytes=${part.size}-`, 'if-range': version }),
    },
    signal,
  });
}

async function receive(
  download: Download,
  response: Followed,
  onBytes: () => void,
): Promise<Attempt> {
  const { url, options, part, isFile = false } = download;
  const { status, headers } = response;
  if (status !== 200 && status !== 206) return await refused(download, status);
  const type = headers.get('content-type') ?? '';
  const link = isFile
    ? ANY_FILE
    : [new URL(response.url), url].map((at) => linkKind(at, type)).find(Boolean);
  if (!link) return { type: 'page' };
  const head = answerHead(status, headers);
  if (!head || !(await takeUp(part, head))) return { type: 'again', said: OTHER_STRETCH };
  refuseSize(url, part.total ?? 0, options);
  if (link.kind === 'media') part.tell(options.growing);
  await store(download, response.body, onBytes);
  return (await lacking(part)) ?? { type: 'whole', ...link };
}

/** What speaks against a part being the whole, now that its answer has come to an end. */
async function lacking(part: PartialFile): Promise<Attempt | undefined> {
  if (part.size > 0 && part.isWhole) return undefined;
  const { size, total = '?' } = part;
  const said = { en: `${size} of ${total} bytes came`, zh: `共 ${total} 字节，只收到 ${size}` };
  // More than there is to be: its parts are not of one file.
  if (part.total !== undefined && part.size > part.total) await part.restart();
  return { type: 'again', said };
}

/** A status that is no success: worth another attempt, or a failure; of a page, yt-dlp tells more. */
async function refused({ url, part, isFile }: Download, status: number): Promise<Attempt> {
  const again = { type: 'again', said: `HTTP ${status}` } as const;
  // What is here is longer than what is there now.
  if (status === 416) await part.restart();
  if (status === 416 || status === 408 || status >= 500) return again;
  if (!isFile && !isPlainLink(url)) return { type: 'page' };
  throw refusal(url.href, status);
}

async function store(
  { url, options, part }: Download,
  body: AsyncIterable<Uint8Array>,
  onBytes: () => void,
): Promise<void> {
  for await (const bytes of body) {
    onBytes();
    await part.append(bytes);
    refuseSize(url, part.size, options);
    options.onProgress?.({ bytes: part.size, total: part.total });
    // What has come already would be taken to its end.
    options.signal?.throwIfAborted();
  }
}

/** Whether an answer can be written: as what comes next, or from the start. */
async function takeUp(part: PartialFile, head: ReturnType<typeof answerHead>): Promise<boolean> {
  if (!head) return false;
  if (part.isContinuedBy(head)) return true;
  await part.restart(head.from === 0 ? head : {});
  return head.from === 0;
}

function refuseSize(url: URL, bytes: number, { maxBytes = Infinity }: Download['options']): void {
  if (bytes <= maxBytes) return;
  const limit = `${Math.round(maxBytes / 1024 / 1024)} MB`;
  throw new AppError('SOURCE_TOO_LARGE', { url: url.href, limit });
}
