import { lookup as lookUp, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

import { ReasonError } from '../base/reason-error.ts';

/** Addresses that are no public ones: this machine, its network, and what is kept for special use (RFC 6890, 4193, 4291). */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6');

/** True for an IP address that is no public one; an IPv4 address may be written as an IPv6 one. */
function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return isIP(plain) === 4 && PRIVATE.check(plain, 'ipv4');
  const mapped = mappedIPv4(plain);
  return mapped === undefined ? PRIVATE.check(plain, 'ipv6') : isPrivateAddress(mapped);
}

/** The IPv4 address in one such as `::ffff:10.0.0.1`. */
function mappedIPv4(address: string): string | undefined {
  // As a URL writes it, the last two groups are figures.
  const [, high, low] =
    /^\[::ffff:([\da-f]{1,4}):([\da-f]{1,4})\]$/.exec(new URL(`http://[${address}]`).hostname) ??
    [];
  if (high === undefined || low === undefined) return undefined;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

/** Why a connection is not made. */
function privateAddress(host: string): ReasonError {
  return new ReasonError(
    `${host} is an address of this machine or its network`,
    `${host} 是本机或内部网络的地址`,
  );
}

/**
 * Looks names up as Node does, and gives none that leads to a private address, whichever of its addresses that is. Used where
 * the connection is made, so that a name cannot lead elsewhere by then.
 */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  const all: LookupAllOptions = { ...options, all: true };
  lookUp(hostname, all, (error, found: LookupAddress[]) => {
    if (error) return done(error, '', 0);
    if (found.some(({ address }) => isPrivateAddress(address)))
      return done(privateAddress(hostname), '', 0);
    const [first] = found;
    return options.all ? done(null, found) : done(null, first?.address ?? '', first?.family ?? 0);
  });
};

/** Looks up where a host leads, to say it before anything is asked. Throws what `publicLookup` refuses. */
export async function refusePrivate(host: string): Promise<void> {
  const plain = host.replace(/^\[|\]$/g, '');
  if (isIP(plain) !== 0) {
    if (isPrivateAddress(plain)) throw privateAddress(host);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    publicLookup(plain, { all: true }, (error) => {
      // A name that is not known is said by who asks for it.
      if (error instanceof ReasonError) reject(error);
      else resolve();
    });
  });
}
