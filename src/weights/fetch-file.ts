import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { AppError } from '../base/errors.ts';
import { ReasonError } from '../base/reason-error.ts';
import type { Send } from '../network/network.ts';
import { onDisk } from './on-disk.ts';

/** A file as it must be when it is whole. */
export type WantedFile = {
  readonly name: string;
  /** Its length in bytes. */
  readonly bytes: number;
  /** Its SHA-256 in hexadecimal. */
  readonly sha256?: string | undefined;
  /** Git's own name of its content (SHA-1 over a header and the bytes), for files that are small. */
  readonly gitSha1?: string | undefined;
};

/** How a file is fetched from one place. */
export type FetchOptions = {
  readonly url: string;
  /** Where it grows; what is there already is gone on from. */
  readonly part: string;
  readonly wanted: WantedFile;
  readonly send: Send;
  /** Told how many bytes are there after each piece. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** Asked now and then whether the disk still takes so many bytes more of this file; throws where it does not. */
  readonly requireRoom?: ((missing: number) => Promise<void>) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Longest wait for the next piece, in milliseconds. @default 60000 */
  readonly stallMs?: number | undefined;
  /** Waits between attempts, in milliseconds. @default real time */
  readonly pause?: ((ms: number, signal?: AbortSignal) => Promise<unknown>) | undefined;
};

/** A minute without a byte, and the connection is dead. */
const STALL_MS = 60_000;
/** So often one place is asked in a row without getting any further. */
const VAIN_ATTEMPTS = 3;
/** So often it is asked at all: cut every 10 MB, the largest file is still fetched. */
const ATTEMPTS = 200;
/** Pause after a vain attempt, in milliseconds, times the count of them. */
const PAUSE_MS = 1000;
/** So many bytes are written before it is asked again whether there is room: a second or a few of a download. */
const ROOM_EVERY = 64_000_000;
/** The hub sends on to its storage once or twice. */
const REDIRECTS = 5;

/**
 * Fetches a file from one place into `part`, going on after cuts, and checks length and content. Throws a
 * plain error whose message says why this place does not give it; AppErrors (a full disk) and the signal's
 * reason are for all places. What was fetched stays for the next attempt, unless it is wrong.
 */
export async function fetchFile(options: FetchOptions): Promise<void> {
  const { part, wanted, signal } = options;
  const pause = options.pause ?? ((ms, until) => sleep(ms, undefined, { signal: until }));
  // What another place or an earlier run began may be wrong without a fault of this place.
  let isOwn = (await sizeOf(part)) === 0;
  let reason: unknown = new ReasonError('too many attempts', '尝试的次数太多');
  for (let attempt = 1, vain = 0; attempt <= ATTEMPTS && vain < VAIN_ATTEMPTS; attempt++) {
    const before = await sizeOf(part);
    if (before < wanted.bytes) reason = (await failureToGoOn(options, before)) ?? reason;
    const size = await sizeOf(part);
    if (size >= wanted.bytes) {
      if (await isRight(part, wanted)) return;
      await rm(part, { force: true });
      if (isOwn)
        throw new ReasonError(
          'its content is not what it should be (checksum)',
          '内容不对（校验和不符）',
        );
      isOwn = true;
      continue;
    }
    vain = size > before ? 0 : vain + 1;
    if (vain > 0 && vain < VAIN_ATTEMPTS) await pause(PAUSE_MS * vain, signal);
  }
  throw reason;
}

/** Fetches what is missing; gives what went wrong, if it is this place's fault. */
async function failureToGoOn(options: FetchOptions, have: number): Promise<unknown> {
  const { signal } = options;
  signal?.throwIfAborted();
  const stall = new AbortController();
  const timer = setTimeout(() => {
    stall.abort(new ReasonError('it stopped sending', '中途没有响应'));
  }, options.stallMs ?? STALL_MS);
  try {
    const limit = signal ? AbortSignal.any([signal, stall.signal]) : stall.signal;
    await save(await restOf(options, have, limit), options, () => void timer.refresh());
    return undefined;
  } catch (error) {
    signal?.throwIfAborted();
    if (AppError.find(error)) throw error;
    return error;
  } finally {
    clearTimeout(timer);
  }
}

/** What a place sends of a file, and from which byte on. */
type Rest = { readonly body: AsyncIterable<Uint8Array>; readonly from: number };

async function restOf(
  { url, part, send }: FetchOptions,
  have: number,
  signal: AbortSignal,
): Promise<Rest> {
  const headers = {
    // What is packed on the way cannot be counted in bytes.
    'accept-encoding': 'identity',
    ...(have > 0 && { range: `bytes=${have}-` }),
  };
  const { ok, status, body, headers: answered } = await follow(url, send, { headers, signal });
  if (!ok || !body) {
    await body?.cancel();
    // Nothing of the file stands there any more, so what is here is no part of it.
    if (status === 416) await rm(part, { force: true });
    throw new ReasonError(`it answered with status ${status}`, `返回状态 ${status}`);
  }
  if (status !== 206) return { body, from: 0 };
  if (answered.get('content-range')?.startsWith(`bytes ${have}-`)) return { body, from: have };
  await body.cancel();
  throw new ReasonError('it answered with another part of the file', '给的不是所要的那一段');
}

async function save(rest: Rest, options: FetchOptions, onPiece: () => void): Promise<void> {
  const { part, wanted } = options;
  const file = await onDisk(part, open(part, rest.from > 0 ? 'a' : 'w'));
  let size = rest.from;
  let askedAt = size;
  try {
    for await (const bytes of rest.body) {
      onPiece();
      if (size - askedAt >= ROOM_EVERY) {
        askedAt = size;
        await options.requireRoom?.(wanted.bytes - size);
      }
      await onDisk(part, file.writeFile(bytes));
      size += bytes.length;
      options.onBytes?.(Math.min(size, wanted.bytes));
      // The rest would be as wrong.
      if (size > wanted.bytes) break;
    }
  } finally {
    await file.close();
  }
  if (size < wanted.bytes) throw new ReasonError('it broke off', '中途断开');
}

/** Sends the request, and again to where an answer points. */
export async function follow(url: string, send: Send, init: RequestInit): Promise<Response> {
  let address = url;
  for (let count = 0; ; count++) {
    const response = await send(address, { method: 'GET', ...init });
    const to = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || to === null) return response;
    await response.body?.cancel();
    if (count >= REDIRECTS) throw new ReasonError('it sends on without an end', '不停地重定向');
    address = new URL(to, address).href;
  }
}

/** True for a file of the right length and content. */
export async function isRight(path: string, wanted: WantedFile): Promise<boolean> {
  if ((await sizeOf(path)) !== wanted.bytes) return false;
  const sum = wanted.sha256 ?? wanted.gitSha1;
  if (sum === undefined) return true;
  const hash = createHash(wanted.sha256 === undefined ? 'sha1' : 'sha256');
  if (wanted.sha256 === undefined) hash.update(`blob ${wanted.bytes}\0`);
  const bytes: AsyncIterable<Buffer> = createReadStream(path);
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex') === sum.toLowerCase();
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}
