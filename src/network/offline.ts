import { lookup as lookUp, type LookupAddress, type LookupAllOptions } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

import { AppError } from '../base/errors.ts';
import { sendDirectly } from './direct.ts';
import type { Transport } from './http-answer.ts';
import type { ProxyVariables } from './proxies.ts';

/** The variable that keeps Talkleaf off the network. */
export const OFFLINE = 'TALKLEAF_OFFLINE';

/** True where the variables say that nothing beyond this machine is asked, in any of the words of the settings for yes. */
export function isOffline(variables: ProxyVariables): boolean {
  return /^(?:true|1|yes|on|y|enabled)$/i.test(variables[OFFLINE]?.trim() ?? '');
}

/** The addresses of this machine alone (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

function isLoopback(address: string): boolean {
  return LOOPBACK.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** True where a host is this machine by its name or address alone: other names are looked up only where a connection is made. */
export function isThisMachine(host: string): boolean {
  const plain = plainHost(host);
  return isIP(plain) === 0 ? /(?:^|\.)localhost$/i.test(plain) : isLoopback(plain);
}

function plainHost(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

/** Looks names up as Node does, and gives only what leads to this machine. Used where the connection is made. */
const loopbackLookup: LookupFunction = (hostname, options, done) => {
  const all: LookupAllOptions = { ...options, all: true };
  lookUp(hostname, all, (error, found: LookupAddress[]) => {
    const own = error ? [] : found.filter(({ address }) => isLoopback(address));
    const [first] = own;
    if (!first) return done(offline(hostname), '', 0);
    return options.all ? done(null, own) : done(null, first.address, first.family);
  });
};

const AGENTS = {
  http: new http.Agent({ keepAlive: true, lookup: loopbackLookup }),
  https: new https.Agent({ keepAlive: true, lookup: loopbackLookup }),
} as const;

/** Sends requests to this machine alone, never through a proxy, which may lead anywhere. Throws OFFLINE. */
export const sendToThisMachine: Transport = async (url, request) => {
  const { hostname, host } = new URL(url);
  // An address in figures is not looked up, and whoever looks other names up must be asked.
  if (!isThisMachine(hostname)) throw offline(host);
  return await sendDirectly(url, request, url.startsWith('https:') ? AGENTS.https : AGENTS.http);
};

function offline(host: string): AppError {
  return new AppError('OFFLINE', { host });
}
