import type { Agent } from 'node:http';

import { sendDirectly } from './direct.ts';
import type { Transport } from './http-answer.ts';

/** Environment variables that name a proxy, as most programs read them. */
export type ProxyVariables = Readonly<Record<string, string | undefined>>;

/** True when the variables name a proxy that can be used. */
export function hasProxy(variables: ProxyVariables): boolean {
  const { http, https } = proxiesIn(variables);
  return http !== '' || https !== '';
}

/** Sends requests through the proxies the variables name, in tunnels; what does that is loaded with the first of them. */
export function sendThroughProxies(variables: ProxyVariables): Transport {
  const { http, https, spared } = proxiesIn(variables);
  const agents = new Map<string, Promise<Agent>>();
  return async (url, request) => {
    const proxy = isSpared(new URL(url), spared) ? '' : url.startsWith('https:') ? https : http;
    if (proxy === '') return await sendDirectly(url, request);
    const agent = agents.get(proxy) ?? agentOf(proxy);
    agents.set(proxy, agent);
    return await sendDirectly(url, request, await agent);
  };
}

async function agentOf(proxy: string): Promise<Agent> {
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return new HttpsProxyAgent(proxy, { keepAlive: true });
}

/** The proxies named, each empty where there is none, and what is spared them. */
function proxiesIn(variables: ProxyVariables): { http: string; https: string; spared: string[] } {
  const named = (name: string): string | undefined =>
    [variables[name.toLowerCase()], variables[name]].find((value) => value !== undefined);
  const forAll = httpProxy(named('ALL_PROXY'));
  return {
    http: httpProxy(named('HTTP_PROXY')) ?? forAll ?? '',
    https: httpProxy(named('HTTPS_PROXY')) ?? forAll ?? '',
    spared: sparedBy(named('NO_PROXY')),
  };
}

/** A proxy's address; SOCKS proxies cannot be used and count as none. */
function httpProxy(value: string | undefined): string | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const address = value.includes('://') ? value : `http://${value}`;
  return /^https?:/i.test(address) ? address : undefined;
}

const THIS_MACHINE = ['localhost', '127.0.0.1', '::1'];

function sparedBy(noProxy = ''): string[] {
  return [...noProxy.split(/[\s,]+/), ...THIS_MACHINE].filter((entry) => entry !== '');
}

/** True for what is asked directly: `NO_PROXY` names hosts, with all below them, as curl reads it; a port may follow. */
function isSpared({ hostname, port, protocol }: URL, spared: readonly string[]): boolean {
  const host = plainHost(hostname);
  const own = port || (protocol === 'https:' ? '443' : '80');
  return spared.some((entry) => {
    if (entry === '*') return true;
    const [, name = entry, at] = /^(.*?[^:]):(\d+)$/.exec(entry) ?? [];
    const wanted = plainHost(name).replace(/^\*?\./, '');
    return (host === wanted || host.endsWith(`.${wanted}`)) && (at === undefined || at === own);
  });
}

function plainHost(name: string): string {
  return name.toLowerCase().replace(/^\[|\]$/g, '');
}
