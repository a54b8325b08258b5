import type { Dispatcher } from 'undici';

/** Environment variables that name a proxy, as most programs read them. */
export type ProxyVariables = Readonly<Record<string, string | undefined>>;

/** Sends one HTTP request. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** How long a connection may take to be made, in milliseconds. */
const CONNECT_MS = 15_000;

/**
 * The way out to the network: through the proxies the variables name (`HTTPS_PROXY`, `HTTP_PROXY`,
 * `ALL_PROXY`, spared `NO_PROXY`), with no limit on how long an answer takes. The machine itself is
 * never asked through a proxy. A key is never sent on to where a redirect leads.
 * Built on first use, so that starting up stays quick.
 */
export function networkOf(variables: ProxyVariables): Send {
  let opened: Promise<Send> | undefined;
  return async (url, init) => {
    opened ??= open(variables);
    return (await opened)(url, init);
  };
}

/** What sends requests through the proxies the variables name. */
export async function dispatcherOf(variables: ProxyVariables): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import('undici');
  const named = (name: string): string | undefined =>
    [variables[name.toLowerCase()], variables[name]].find((value) => value !== undefined);
  const forAll = httpProxy(named('ALL_PROXY'));
  const http = httpProxy(named('HTTP_PROXY')) ?? forAll ?? '';
  return new EnvHttpProxyAgent({
    // An empty text, because `undefined` would make undici read process.env.
    httpProxy: http,
    httpsProxy: httpProxy(named('HTTPS_PROXY')) ?? forAll ?? '',
    noProxy: spared(named('NO_PROXY')),
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: CONNECT_MS },
  });
}

async function open(variables: ProxyVariables): Promise<Send> {
  const { fetch } = await import('undici');
  const dispatcher = await dispatcherOf(variables);
  return async (url, init) => {
    const { method, headers, body, signal } = init;
    const response = await fetch(url, {
      ...(method === undefined ? {} : { method }),
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === 'string' || body instanceof Uint8Array ? { body } : {}),
      signal: signal ?? null,
      dispatcher,
      redirect: 'manual',
    });
    return response;
  };
}

/** A proxy address as undici takes it; SOCKS proxies, which it cannot use, count as none. */
function httpProxy(value: string | undefined): string | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const address = value.includes('://') ? value : `http://${value}`;
  return /^https?:/i.test(address) ? address : undefined;
}

function spared(noProxy: string | undefined): string {
  if (noProxy?.trim() === '*') return '*';
  return [noProxy, 'localhost', '127.0.0.1', '[::1]'].filter(Boolean).join(',');
}
