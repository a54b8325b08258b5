import { asResponse } from './http-answer.ts';
import type { ProxyVariables } from './proxies.ts';
import { transportOf } from './transport.ts';

/** Sends one HTTP request, as `fetch` does, but gives redirects back. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** The way out to the network (`transport.ts`), for those who speak the language of `fetch`. */
export function networkOf(variables: ProxyVariables): Send {
  const send = transportOf(variables);
  return async (url, { method, headers, body, signal }) => {
    const answer = send(url, {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      body: typeof body === 'string' || body instanceof Uint8Array ? body : undefined,
      signal: signal ?? undefined,
    });
    return asResponse(await answer);
  };
}
