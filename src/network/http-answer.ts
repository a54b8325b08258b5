import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** One HTTP request. */
export type HttpRequest = {
  /** @default 'GET' */
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Headers, looked up by their names in lower case. */
export type HeaderLookup = { get(name: string): string | null | undefined };

export const NO_HEADERS: HeaderLookup = new Map();

/** What a server answers. Whoever does not read the body to its end must destroy it. */
export type HttpAnswer = {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Readable;
};

/** Sends one request; does not follow where an answer leads. Throws what went wrong, or the signal's reason. */
export type Transport = (url: string, request: HttpRequest) => Promise<HttpAnswer>;

/** An answer as Node gives it: header names in lower case. */
type BareAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Readable;
};

export function httpAnswer({ status, headers, body }: BareAnswer): HttpAnswer {
  const map = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  const whole = unpacked(body, map.get('content-encoding'));
  // What goes wrong is told to whoever reads; when nobody does, it is no exception.
  whole.on('error', () => undefined);
  return { status, headers: map, body: whole };
}

const UNPACKERS = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** Nothing packed is asked for, but some servers pack whatever they send. */
function unpacked(body: Readable, packing: string | undefined): Readable {
  const open = UNPACKERS.get(packing?.trim().toLowerCase() ?? '');
  return open ? pipeline(body, open(), () => undefined) : body;
}

/** Statuses whose answers have no body, by the standard of `fetch`. */
const BODILESS = new Set([101, 204, 205, 304]);

/** The answer as `fetch` would have given it. */
export function asResponse({ status, headers, body }: HttpAnswer): Response {
  if (BODILESS.has(status)) body.destroy();
  const stream = BODILESS.has(status) ? null : ReadableStream.from(body);
  return new Response(stream, { status, headers: [...headers] });
}

/** The whole text of an answer. */
export async function textOf({ body }: Pick<HttpAnswer, 'body'>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString('utf8');
}
