import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

import type { Bilingual } from '../../base/errors.ts';
import { parseJson } from '../../base/json.ts';
import { networkReason } from '../../base/system-reason.ts';
import {
  type HeaderLookup,
  type HttpAnswer,
  textOf,
  type Transport,
} from '../../network/http-answer.ts';
import { failure, refused, type Server } from '../failures/failure.ts';
import type { ModelError } from '../failures/model-error.ts';
import { Watchdog, type Patience } from '../pacing/watchdog.ts';

export type ExchangeOptions = {
  readonly send: Transport;
  readonly server: Server;
  readonly patience: Patience;
  readonly signal?: AbortSignal | undefined;
  /** Turns a whole JSON answer into the stream it stands for; `undefined` when it is no answer. */
  readonly asStream?: ((answer: unknown) => string | undefined) | undefined;
};

/** Sends one request and gives the pieces of its answer; see `Exchange.post`. */
export type Post = (
  url: string,
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
) => Promise<AsyncGenerator<Uint8Array, void>>;

/** How much of an error page is read, in characters: enough to find its sentence. */
const ERROR_CHARACTERS = 65_536;
/** How long an ended stream has for closing its connection properly, in milliseconds. */
const HANG_UP_MS = 300;
/** How much of an answer is read to tell a stream from a document, in characters. */
const SNIFF_CHARACTERS = 512;

/** One request and its answer: watches the time, refuses what is no answer, and keeps the failure. */
export class Exchange {
  /** What went wrong, if something did. */
  failure: ModelError | undefined;
  /** Headers of the latest answer. */
  headers: HeaderLookup | undefined;
  /** Count of pieces that have come, of whatever they consist. */
  pieces = 0;
  readonly signal: AbortSignal;
  #body: Readable | undefined;
  readonly #options: ExchangeOptions;
  readonly #breakOff = new AbortController();
  readonly #watch: Watchdog;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    const own = this.#breakOff.signal;
    this.signal = options.signal ? AbortSignal.any([options.signal, own]) : own;
    this.#watch = new Watchdog((ms) => {
      const seconds = Math.round(ms / 1000);
      const said = { en: `nothing came for ${seconds} s`, zh: `${seconds} 秒内没有收到任何内容` };
      this.giveUp(failure(options.server, ['MODEL_TIMEOUT', said]));
    });
  }

  /** Breaks the exchange off for a reason that is to count as its failure. */
  giveUp(error: ModelError): void {
    this.#breakOff.abort(this.fail(error));
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

  /** Sends a request; resolves with the pieces of an answer that can be read as a stream, or throws `ModelError`. */
  readonly post: Post = async (url, { headers, body }) => {
    this.#watch.expect(this.#options.patience.firstByteMs);
    const answer = await this.#orFail('MODEL_NETWORK', () =>
      this.#options.send(url, { method: 'POST', headers, body, signal: this.signal }),
    );
    this.headers = answer.headers;
    this.#body = answer.body;
    if (answer.status < 200 || answer.status > 299) throw await this.#refusal(answer);
    return this.#answer(answer.body[Symbol.asyncIterator]());
  };

  async #refusal(answer: HttpAnswer): Promise<ModelError> {
    const text = await this.#orFail('MODEL_NETWORK', () => textOf(answer));
    this.#watch.stop();
    const { status, headers } = answer;
    const body = text.slice(0, ERROR_CHARACTERS);
    return this.fail(refused(this.#options.server, { status, headers, body }));
  }

  /** Looks at the beginning of an answer and passes on what can be a stream. */
  async #answer(reader: Reader): Promise<AsyncGenerator<Uint8Array, void>> {
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
    if (start === '') throw this.#brokenOff({ en: 'the answer is empty', zh: '回答是空的' });
    if (start.startsWith('<')) throw await this.#wrongEndpoint(reader, seen);
    const isWhole = /^[[{"]/.test(start) && this.#options.asStream !== undefined;
    return isWhole ? this.#wholeAnswer(reader, seen) : this.#passOn(reader, seen);
  }

  async *#wholeAnswer(reader: Reader, seen: Uint8Array[]): AsyncGenerator<Uint8Array, void> {
    yield Buffer.from(this.#streamed(await this.#rest(reader, seen)));
  }

  async *#passOn(reader: Reader, seen: Uint8Array[]): AsyncGenerator<Uint8Array, void> {
    try {
      for (;;) {
        // eslint-disable-next-line no-await-in-loop
        const piece = seen.shift() ?? (await this.#next(reader));
        if (piece === undefined) return;
        yield piece;
        if (seen.length === 0 && isLastEvent(piece)) return;
      }
    } finally {
      await this.#hangUp(reader);
    }
  }

  /** Servers that leave the connection open after the last event are not waited for. */
  async #hangUp(reader: Reader): Promise<void> {
    this.#watch.stop();
    const isOver = reader.next().catch(() => undefined);
    await Promise.race([isOver, wait(HANG_UP_MS, undefined, { ref: false })]);
    this.#body?.destroy();
  }

  /** The next piece; `undefined` at the end. Time counts only while the server is waited for. */
  async #next(reader: Reader): Promise<Uint8Array | undefined> {
    this.#watch.expect(this.#options.patience.idleMs);
    return this.#read(reader);
  }

  async #read(reader: Reader): Promise<Uint8Array | undefined> {
    const { done, value } = await this.#orFail('MODEL_STREAM_CUT', () => reader.next());
    this.#watch.stop();
    this.pieces += 1;
    return done === true ? undefined : value;
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
      const said = { en: 'the answer is not valid JSON', zh: '回答不是有效的 JSON' };
      throw this.fail(failure(server, ['MODEL_BAD_RESPONSE', said]));
    }
    if (isError(value)) throw this.fail(refused(server, { status: 200, body }));
    const stream = asStream?.(value);
    if (stream === undefined) {
      const said = { en: `no answer in ${body}`, zh: `其中没有回答：“${body}”` };
      throw this.fail(failure(server, ['MODEL_BAD_RESPONSE', said]));
    }
    return stream;
  }

  async #wrongEndpoint(reader: Reader, seen: Uint8Array[]): Promise<ModelError> {
    const page = await this.#rest(reader, seen);
    const title = /<title[^>]*>([^<]*)</i.exec(page)?.[1]?.trim() ?? '';
    const said =
      title === ''
        ? { en: 'a web page', zh: '这是一个网页' }
        : { en: `a web page, "${title}"`, zh: `这是一个网页，标题是“${title}”` };
    return this.fail(failure(this.#options.server, ['MODEL_WRONG_ENDPOINT', said]));
  }

  #brokenOff(said: string | Bilingual): ModelError {
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
      throw this.fail(failure(this.#options.server, [code, networkReason(cause)], { cause }));
    }
  }
}

/** The marks that end a stream of OpenAI and of Anthropic, at the end of a piece. */
function isLastEvent(piece: Uint8Array): boolean {
  const end = Buffer.from(piece.subarray(-100)).toString('latin1');
  return /(?:^|\n)(?:data:\s*\[DONE\]|event:\s*message_stop\r?\ndata:[^\n]*)\s*$/.test(end);
}

type Reader = AsyncIterator<Uint8Array, void>;

/** Services that answer 200 to a failure put it under one of these names. */
export function isError(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if ('type' in value && value.type === 'error') return true;
  const error =
    ('error' in value ? value.error : undefined) ??
    ('error_msg' in value ? value.error_msg : undefined);
  return error !== undefined && error !== null && error !== '';
}
