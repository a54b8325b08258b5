import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import type { SimulatedSpeed } from './options.ts';
import type { Speaker, Telling } from './speaker.ts';

/** Characters a piece, which is about what services send. */
const PIECE_CHARACTERS = 8;

/** How often a request that waits for its turn hears of that, in milliseconds. */
const SIGN_OF_LIFE_MS = 100;

/** Streams an answer, with the fault it is to have. Resolves when all is sent, or nobody listens. */
export async function tell(
  response: ServerResponse,
  {
    speaker,
    telling,
    speed,
  }: { speaker: Speaker; telling: Telling; speed: SimulatedSpeed | undefined },
): Promise<void> {
  const { fault, text } = telling;
  response.writeHead(200, { 'content-type': speaker.contentType, ...fault.headers });
  response.flushHeaders();
  for (let queued = 0; queued < (fault.queueMs ?? 0); queued += SIGN_OF_LIFE_MS) {
    response.write(speaker.keepAlive);
    // eslint-disable-next-line no-await-in-loop
    await wait(SIGN_OF_LIFE_MS);
  }
  const pace = paceOf(telling, speed);
  await pace(0);
  response.write(speaker.open(telling));
  if (fault.reasoning !== undefined) response.write(speaker.reasoning(fault.reasoning, telling));
  response.write(speaker.beginText?.(telling) ?? '');
  const end = fault.breakAt === undefined ? text.length : Math.floor(text.length * fault.breakAt);
  for (let at = 0; at < end;) {
    const next = pieceEnd(text, at, end);
    // eslint-disable-next-line no-await-in-loop
    await pace(next / text.length);
    if (response.destroyed) return;
    if (fault.keepAlive === true) response.write(speaker.keepAlive);
    response.write(speaker.delta(text.slice(at, next), telling));
    at = next;
  }
  if (fault.staysOpen === true) response.write(speaker.close(telling));
  else if (fault.break === undefined) response.end(speaker.close(telling));
  else await breakOff(response, { speaker, telling });
}

async function breakOff(
  response: ServerResponse,
  { speaker, telling: { fault } }: { speaker: Speaker; telling: Telling },
): Promise<void> {
  if (fault.break === 'end') response.end();
  if (fault.break === 'error')
    response.end(speaker.errorEvent(fault.error ?? { message: 'failed' }));
  if (fault.break !== 'reset') return;
  // A moment, so that what was written has left before the connection dies.
  await wait(20);
  response.destroy();
}

/** The end of the next piece; never in the middle of a character. */
function pieceEnd(text: string, at: number, end: number): number {
  const next = Math.min(end, at + PIECE_CHARACTERS);
  const isSplit = /[\uD800-\uDBFF]/.test(text[next - 1] ?? '');
  return isSplit && next < text.length ? next + 1 : next;
}

/** Waits until the moment a share (0 to 1) of the answer is due. Late pieces are not waited for. */
function paceOf(
  { usage, text }: Telling,
  speed: SimulatedSpeed | undefined,
): (share: number) => Promise<void> {
  if (!speed) return async () => undefined;
  const startMs = performance.now();
  const wholeMs = ((usage?.output ?? text.length / 4) / speed.tokensPerSecond) * 1000;
  return async (share) => {
    const dueMs = startMs + speed.firstTokenMs + share * wholeMs;
    const leftMs = dueMs - performance.now();
    if (leftMs > 1) await wait(leftMs);
  };
}
