import type { Bilingual } from '../base/errors.ts';
import { ReasonError } from '../base/reason-error.ts';
import type { ChatEvent, ChatResult } from './chat-model.ts';
import { failure, refused, type Server } from './failures/failure.ts';
import { ModelError } from './failures/model-error.ts';
import type { Calibration } from './pacing/calibration.ts';
import { RunawayGuard } from './pacing/runaway.ts';
import type { StallWatch } from './pacing/stall-watch.ts';
import { ThinkFilter } from './think-filter.ts';
import type { Exchange } from './wires/exchange.ts';
import type { ReportedUsage, Wire, WireCall, WirePart } from './wires/wire.ts';

/** What came of one request: text and why it ended, or text and what went wrong. */
export type Outcome = {
  readonly text: string;
  /** Output as it came in, thinking included; for counting it. */
  readonly received: string;
  readonly reported?: ReportedUsage | undefined;
} & (
  | { readonly finish: ChatResult['finish']; readonly error?: undefined }
  | { readonly error: ModelError; readonly finish?: undefined }
);

export type AttemptOptions = {
  readonly wire: Wire;
  readonly call: WireCall;
  readonly exchange: Exchange;
  readonly server: Server;
  readonly calibration: Calibration;
  readonly expectTokens?: number | undefined;
  readonly isEnough?: ((text: string) => boolean) | undefined;
  /** The caller's own signal. */
  readonly signal?: AbortSignal | undefined;
  readonly watch: StallWatch;
};

type Finish = Extract<WirePart, { type: 'finish' }>;

/** Makes one request and reads its answer. Throws only the reason of the caller's own signal. */
export async function* attempt(options: AttemptOptions): AsyncGenerator<ChatEvent, Outcome> {
  const reading = new Reading(options);
  try {
    for await (const part of options.wire.ask(options.call)) {
      // What came in before the cancellation may still be on its way through the wire.
      options.signal?.throwIfAborted();
      const shown = reading.take(part);
      if (shown !== '') yield { type: 'text-delta', text: shown };
      const finish = endOf(reading, options);
      if (finish === undefined) continue;
      // The wire would read on to the end of the answer before it lets go.
      options.exchange.close();
      return reading.outcome({ finish });
    }
    const rest = reading.filter.end();
    reading.text += rest;
    if (rest !== '') yield { type: 'text-delta', text: rest };
    return reading.end();
  } catch (thrown) {
    return reading.outcome({ error: reading.failureOf(thrown) });
  } finally {
    options.exchange.close();
  }
}

/** Why an answer is not read on, if so. */
function endOf(
  { isRunaway, text }: Reading,
  { isEnough }: AttemptOptions,
): 'runaway' | 'enough' | undefined {
  if (isRunaway) return 'runaway';
  return isEnough?.(text) === true ? 'enough' : undefined;
}

/** What has been read of one answer so far. */
class Reading {
  readonly filter = new ThinkFilter();
  text = '';
  isRunaway = false;
  #received = '';
  #reported: ReportedUsage | undefined;
  #finish: Finish | undefined;
  readonly #guard: RunawayGuard;
  readonly #options: AttemptOptions;

  constructor(options: AttemptOptions) {
    this.#options = options;
    this.#guard = new RunawayGuard(options.expectTokens);
  }

  /** Takes in a part; gives the text that can be shown. Throws `ModelError` for an error in it. */
  take(part: WirePart): string {
    const { server } = this.#options;
    switch (part.type) {
      case 'usage':
        this.#reported = part.usage;
        return '';
      case 'finish':
        this.#finish = part;
        return '';
      case 'error':
        throw refused(server, { status: part.status ?? 200, body: part.body });
      default:
        return this.#takeText(part);
    }
  }

  #takeText(part: Extract<WirePart, { text: string }>): string {
    this.#received += part.text;
    const shown = part.type === 'reasoning' ? '' : this.filter.push(part.text);
    this.#options.watch.heard(part.text, shown);
    if (part.type === 'reasoning') return '';
    this.text += shown;
    this.isRunaway = this.#guard.push(shown, (text) => this.#options.calibration.tokens(text));
    return shown;
  }

  outcome<T extends { finish: ChatResult['finish'] } | { error: ModelError }>(how: T) {
    return { text: this.text, received: this.#received, reported: this.#reported, ...how };
  }

  /** The outcome of an answer that was read to its end. */
  end(): Outcome {
    const { reason = 'none', word } = this.#finish ?? {};
    const bad = (code: ModelError['code'], said: string | Bilingual): Outcome =>
      this.outcome({ error: failure(this.#options.server, [code, said]) });
    if (this.#options.exchange.failure)
      return this.outcome({ error: this.#options.exchange.failure });
    if (reason === 'filter')
      return bad('MODEL_CONTENT_FILTER', word ?? { en: 'content filter', zh: '内容过滤' });
    if (reason === 'none') {
      const said = { en: 'the answer ended without saying why', zh: '回答没有说明原因就结束了' };
      return bad('MODEL_STREAM_CUT', said);
    }
    if (reason === 'other') return this.#oddEnd(word ?? '');
    if (reason === 'stop' && this.text.trim() === '') {
      return bad('MODEL_BAD_RESPONSE', { en: 'the answer is empty', zh: '回答是空的' });
    }
    return this.outcome({ finish: reason });
  }

  #oddEnd(word: string): Outcome {
    const isOverload = /insufficient_system_resource|overload/i.test(word);
    const code = isOverload ? 'MODEL_OVERLOADED' : 'MODEL_BAD_RESPONSE';
    const said = { en: `the answer ended with "${word}"`, zh: `回答以“${word}”结束` };
    return this.outcome({ error: failure(this.#options.server, [code, said]) });
  }

  failureOf(thrown: unknown): ModelError {
    const { exchange, server, signal } = this.#options;
    signal?.throwIfAborted();
    if (thrown instanceof ModelError) return thrown;
    if (exchange.failure) return exchange.failure;
    const said =
      thrown instanceof ReasonError
        ? thrown.reason
        : thrown instanceof Error
          ? thrown.message
          : String(thrown);
    return failure(server, ['MODEL_BAD_RESPONSE', said], { cause: thrown });
  }
}
