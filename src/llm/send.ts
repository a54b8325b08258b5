import { attempt, type Outcome } from './attempt.ts';
import type { ChatEvent, ChatRequest } from './chat-model.ts';
import type { Connection } from './connection.ts';
import { failure } from './failures/failure.ts';
import { StallWatch } from './pacing/stall-watch.ts';
import type { Attempted } from './verdict.ts';
import { Exchange } from './wires/exchange.ts';

/** How a request is sent. */
export type Sending = {
  /** Count of times it has stalled before. */
  readonly before: number;
  /** Called when it has been silent for far longer than usual. */
  readonly onStall?: (() => void) | undefined;
  /** Aborted when another answer came first. */
  readonly overtaken?: AbortSignal | undefined;
};

const SILENT = { en: 'nothing came for far longer than usual', zh: '远超平常的时间没有收到内容' };
const OVERTAKEN = { en: 'a second request was answered first', zh: '第二次请求先得到了回答' };

/**
 * Sends a request once, with everything about it settled by what is known now. One that has stalled is given up: at once
 * where half an answer is of use and there is one, else when it is silent for twice as long again. Throws only the reason
 * of the request's own signal.
 */
export async function* sendOnce(
  connection: Connection,
  request: ChatRequest,
  { before, onStall, overtaken }: Sending,
): AsyncGenerator<ChatEvent, Attempted> {
  const { server, send, patience, wire, calibration, clock, tempo } = connection;
  const { signal, expectTokens, isEnough, salvage = false } = request;
  const call = connection.settle(request);
  const exchange = new Exchange({ send, server, patience, signal, asStream: wire.asStream });
  const giveUp = (why: typeof SILENT): void =>
    exchange.giveUp(failure(server, ['MODEL_TIMEOUT', why]));
  overtaken?.addEventListener('abort', () => giveUp(OVERTAKEN), { once: true });
  const sentMs = clock.now();
  let pieces = 0;
  const watch = new StallWatch({
    tempo,
    clock,
    before,
    onStall: ({ times, hasText, hasBegun, isKnown }) => {
      // Services with too much to do send signs of life until it is a request's turn.
      const isQueued = !hasBegun && exchange.pieces > pieces;
      ({ pieces } = exchange);
      if ((times > 1 && isKnown && !isQueued) || (salvage && hasText)) giveUp(SILENT);
      else if (times === 1) onStall?.();
    },
  });
  let outcome: Outcome | undefined;
  try {
    outcome = yield* attempt({
      wire,
      exchange,
      server,
      calibration,
      call: { ...call, post: exchange.post, signal: exchange.signal },
      expectTokens,
      isEnough,
      signal,
      watch,
    });
    if (exchange.headers) connection.answered(exchange.headers);
    return { call, outcome, sentMs, firstMs: watch.firstMs, hasStalled: watch.hasStalled };
  } finally {
    watch.stop({ isWhole: outcome?.finish === 'stop' });
  }
}
