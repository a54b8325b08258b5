import type { Dispatcher } from 'undici';

import { CONNECT_MS } from './direct.ts';
import { httpAnswer, type Transport } from './http-answer.ts';

/** Environment variables that name a proxy, as most programs read them. */
export type ProxyVariables = Readonly<Record<string, string | undefined>>;

/** True when the variables name a proxy that can be used. */
export function hasProxy(variables: ProxyVariables): boolean {
  const { http, https } = proxiesIn(variables);
  return http !== '' || https !== '';
}

/** Sends requests through the proxies the variables name. undici is loaded with the first of them. */
export function sendThroughProxies(variables: ProxyVariables): Transport {
  let opened: Promise<Dispatcher> | undefined;
  return async (url, { method = 'GET', headers = {}, body, signal }) => {
    opened ??= dispatcherOf(variables);
    const dispatcher = await opened;
    const { origin, pathname, search } = new URL(url);
    const options = { origin, path: pathname + search, method, headers, signal };
    const answer = await dispatcher.request({ ...options, body: body ?? null });
    return httpAnswer({ status: answer.statusCode, headers: answer.headers, body: answer.body });
  };
}

/** What sends requests through the proxies the variables name, or directly where they name none. */
export async function dispatcherOf(variables: ProxyVariables): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import('undici');
  const { http, https, spared } = proxiesIn(variables);
  return new EnvHttpProxyAgent({
    // An empty text, because `undefined` would make undici read process.env.
    httpProxy: http,
    httpsProxy: https,
    noProxy: spared,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: CONNECT_MS },
  });
}

/** The proxies named, each empty where there is none, and what is spared them. */
function proxiesIn(variables: ProxyVariables): { http: string; https: string; spared: string } {
  const named = (name: string): string | undefined =>
    [variables[name.toLowerCase()], variables[name]].find((value) => value !== undefined);
  const forAll = httpProxy(named('ALL_PROXY'));
  return {
    http: httpProxy(named('HTTP_PROXY')) ?? forAll ?? '',
    https: httpProxy(named('HTTPS_PROXY')) ?? forAll ?? '',
    spared: sparedBy(named('NO_PROXY')),
  };
}

/** A proxy address as undici takes it; SOCKS proxies, which it cannot use, count as none. */
function httpProxy(value: string | undefined): string | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const address = value.includes('://') ? value : `http://${value}`;
  return /^https?:/i.test(address) ? address : undefined;
}

function sparedBy(noProxy: string | undefined): string {
  if (noProxy?.trim() === '*') return '*';
  return [noProxy, 'localhost', '127.0.0.1', '[::1]'].filter(Boolean).join(',');
}
