import http, { type ClientRequest } from 'node:http';
import https from 'node:https';

import { ReasonError } from '../base/reason-error.ts';
import { type HttpAnswer, httpAnswer, type HttpRequest } from './http-answer.ts';

/** How long a connection may take to be made, in milliseconds. */
const CONNECT_MS = 15_000;
const SECONDS = CONNECT_MS / 1000;

const AGENTS = {
  http: new http.Agent({ keepAlive: true }),
  https: new https.Agent({ keepAlive: true }),
} as const;

/** Sends a request with Node's own client, which is there without loading anything; through an agent's proxy if one is given. */
export function sendDirectly(
  url: string,
  request: HttpRequest,
  through?: http.Agent,
): Promise<HttpAnswer> {
  const { method = 'GET', headers = {}, body, signal } = request;
  const isSecure = url.startsWith('https:');
  const agent = through ?? (isSecure ? AGENTS.https : AGENTS.http);
  const options = { method, headers, agent };
  return new Promise((resolve, reject) => {
    const asking = isSecure ? https.request(url, options) : http.request(url, options);
    let stop = (): void => void asking.destroy(BROKEN_OFF);
    // Not Node's own `signal`: it also tears down a connection that has gone back to those waiting for more.
    const abort = (): void => stop();
    signal?.addEventListener('abort', abort, { once: true });
    asking.once('close', () => signal?.removeEventListener('abort', abort));
    asking.once('response', (answer) => {
      stop = () => void (answer.complete || answer.destroy(BROKEN_OFF));
      const { statusCode: status = 0, headers: answered } = answer;
      resolve(httpAnswer({ status, headers: answered, body: answer }));
    });
    asking.on('error', reject);
    limitConnecting(asking);
    asking.end(body);
  });
}

const BROKEN_OFF = new DOMException('The request was broken off.', 'AbortError');

function limitConnecting(asking: ClientRequest): void {
  const timer = setTimeout(() => {
    asking.destroy(new ReasonError(`no connection within ${SECONDS} s`, `${SECONDS} 秒内没有连上`));
  }, CONNECT_MS);
  const stop = (): void => clearTimeout(timer);
  asking.once('close', stop);
  // One that comes through a proxy is connected when it comes.
  asking.once('socket', (socket) => {
    if (socket.connecting) socket.once('connect', stop);
    else stop();
  });
}
