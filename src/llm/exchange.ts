import { setTimeout as wait } from 'node:timers/promises';

import { parseJson } from '../base/json.ts';
import { failure, refused, type Server } from './failure.ts';
import type { ModelError } from './model-error.ts';
import type { Send } from './network.ts';
import { Watchdog, type Patience } from './watchdog.ts';

export type ExchangeOptions = {
  readonly send: Send;
  readonly server: Server;
  readonly patience: Patience;
  readonly signal?: AbortSignal | undefined;
  /** Turns a whole JSON answer into the stream it stands for; `undefined` when it is no answer. */
  readonly asStream?: ((answer: unknown) => string | undefined) | undefined;
};

/** How much of an error page is read, in characters: enough to find its sentence. */
const ERROR_CHARACTERS = 65_536;
/** How long an ended stream has for closing its connection properly, in milliseconds. */
const HANG_UP_MS = 300;
/** How much of an answer is read to tell a stream from a document, in characters. */
const SNIFF_CHARACTERS = 512;

/**
 * One request and its answer. `fetch` can be given to a client library: it watches the time,
 * refuses what is not an answer, and keeps the failure, however the library wraps it.
 */
export class Exchange {
  /** What went wrong, if something did. */
  failure: ModelError | undefined;
  /** Headers of the latest answer. */
  headers: Headers | undefined;
  readonly signal: AbortSignal;
  readonly #options: ExchangeOptions;
  readonly #breakOff = new AbortController();
  readonly #watch: Watchdog;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    const own = this.#breakOff.signal;
    this.signal = options.signal ? AbortSignal.any([options.signal, own]) : own;
    this.#watch = new Watchdog((ms) => {
      const said = `nothing came for ${Math.round(ms / 1000)} s`;
      const error = this.fail(failure(options.server, ['MODEL_TIMEOUT', said]));
      this.#breakOff.abort(error);
    });
  }

  /** Ends the exchange and closes its connection. May be called at any time, any number of times. */
  close(): void {
    this.#watch.stop();
    this.#breakOff.abort(new DOMException('The request was broken off.', 'AbortError'));
  }

  /** Keeps the first failure and gives it back. What breaks after `close` is our own doing. */
  fail(error: ModelError): ModelError {
    if (!this.#breakOff.signal.aborted) this.failure ??= error;
    return this.failure ?? error;
  }

  /** Sends a request; resolves with an answer that can be read as a stream, or throws `ModelError`. */
  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    this.#watch.expect(this.#options.patience.firstByteMs);
    const response = await this.#orFail('MODEL_NETWORK', () =>
      this.#options.send(url, { ...init, signal: this.signal }),
    );
    this.headers = response.headers;
    if (!response.ok) throw await this.#refusal(response);
    if (!response.body) throw this.#brokenOff('the answer is empty');
    return this.#answer(response.body.getReader());
  };

  async #refusal(response: Response): Promise<ModelError> {
    const body = await this.#orFail('MODEL_NETWORK', () => textOf(response));
    this.#watch.stop();
    const { status, headers } = response;
    return this.fail(refused(this.#options.server, { status, headers, body }));
  }

  /** Looks at the beginning of an answer and passes on what can be a stream. */
  async #answer(reader: Reader): Promise<Response> {
    const decoder = new TextDecoder();
    const seen: Uint8Array[] = [];
    let text = '';
    while (text.trim() === '' && text.length < SNIFF_CHARACTERS) {
      // Each piece is needed before the next is asked for.
      // eslint-disable-next-line no-await-in-loop
      const piece = await (seen.length === 0 ? this.#read(reader) : this.#next(reader));
      if (piece === undefined) break;
      seen.push(piece);
      text += decoder.decode(piece, { stream: true });
    }
    const start = text.trimStart();
    if (start === '') throw this.#brokenOff('the answer is empty');
    if (start.startsWith('<')) throw await this.#wrongEndpoint(reader, seen);
    if (/^[[{"]/.test(start) && this.#options.asStream) {
      return new Response(this.#streamed(await this.#rest(reader, seen)));
    }
    return new Response(this.#passOn(reader, seen));
  }

  #passOn(reader: Reader, seen: Uint8Array[]): ReadableStream<Uint8Array> {
    return new ReadableStream({
      pull: async (controller) => {
        const piece = seen.shift() ?? (await this.#next(reader));
        if (piece !== undefined) controller.enqueue(piece);
        const isEnd = piece === undefined || (seen.length === 0 && isLastEvent(piece));
        if (!isEnd) return;
        await this.#hangUp(reader);
        controller.close();
      },
      cancel: () => this.close(),
    });
  }

  /** Servers that leave the connection open after the last event are not waited for. */
  async #hangUp(reader: Reader): Promise<void> {
    this.#watch.stop();
    const isOver = reader.read().catch(() => undefined);
    await Promise.race([isOver, wait(HANG_UP_MS, undefined, { ref: false })]);
    await reader.cancel().catch(() => undefined);
  }

  /** The next piece; `undefined` at the end. Time counts only while the server is waited for. */
  async #next(reader: Reader): Promise<Uint8Array | undefined> {
    this.#watch.expect(this.#options.patience.idleMs);
    return this.#read(reader);
  }

  async #read(reader: Reader): Promise<Uint8Array | undefined> {
    const { done, value } = await this.#orFail('MODEL_STREAM_CUT', () => reader.read());
    this.#watch.stop();
    return done ? undefined : value;
  }

  async #rest(reader: Reader, seen: Uint8Array[]): Promise<string> {
    const pieces = [...seen];
    for (;;) {
      // eslint-disable-next-line no-await-in-loop
      const piece = await this.#next(reader);
      if (piece === undefined) return Buffer.concat(pieces).toString('utf8');
      pieces.push(piece);
    }
  }

  #streamed(body: string): string {
    const { server, asStream } = this.#options;
    const value = parseJson(body);
    if (value === undefined) {
      throw this.fail(failure(server, ['MODEL_BAD_RESPONSE', 'the answer is not valid JSON']));
    }
    if (isError(value)) throw this.fail(refused(server, { status: 200, body }));
    const stream = asStream?.(value);
    if (stream === undefined) {
      throw this.fail(failure(server, ['MODEL_BAD_RESPONSE', `no answer in ${body}`]));
    }
    return stream;
  }

  async #wrongEndpoint(reader: Reader, seen: Uint8Array[]): Promise<ModelError> {
    const page = await this.#rest(reader, seen);
    const title = /<title[^>]*>([^<]*)</i.exec(page)?.[1]?.trim() ?? '';
    const said = title === '' ? 'a web page' : `a web page, "${title}"`;
    return this.fail(failure(this.#options.server, ['MODEL_WRONG_ENDPOINT', said]));
  }

  #brokenOff(said: string): ModelError {
    this.#watch.stop();
    return this.fail(failure(this.#options.server, ['MODEL_STREAM_CUT', said]));
  }

  async #orFail<T>(code: 'MODEL_NETWORK' | 'MODEL_STREAM_CUT', act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (cause) {
      this.#watch.stop();
      // A cancellation keeps its own reason; a time-out has set its failure already.
      this.#options.signal?.throwIfAborted();
      throw this.fail(failure(this.#options.server, [code, reasonOf(cause)], { cause }));
    }
  }
}

/** The marks that end a stream of OpenAI and of Anthropic, at the end of a piece. */
function isLastEvent(piece: Uint8Array): boolean {
  const end = Buffer.from(piece.subarray(-100)).toString('latin1');
  return /(?:^|\n)(?:data:\s*\[DONE\]|event:\s*message_stop\r?\ndata:[^\n]*)\s*$/.test(end);
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** Services that answer 200 to a failure put it under one of these names. */
export function isError(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const error = fields.get('error') ?? fields.get('error_msg');
  return (error !== undefined && error !== null && error !== '') || fields.get('type') === 'error';
}

async function textOf(response: Response): Promise<string> {
  return (await response.text()).slice(0, ERROR_CHARACTERS);
}

/** The innermost cause names the trouble: `fetch failed` says nothing, `ECONNREFUSED` does. */
function reasonOf(cause: unknown): string {
  let at = cause;
  while (at instanceof Error && at.cause !== undefined) at = at.cause;
  if (at instanceof AggregateError && at.errors.length > 0) return reasonOf(at.errors[0]);
  return at instanceof Error && at.message !== '' ? at.message : String(at);
}
