import { createHash, timingSafeEqual } from 'node:crypto';

import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

import { refusal } from './refusal.ts';

export type GuardOptions = {
  /** What browsers call this server: `localhost:4711`. Others are somebody's name that leads here. */
  readonly hosts: ReadonlySet<string>;
  /** What everybody must show who is not on this machine; absent where only this machine is listened to. */
  readonly token?: string | undefined;
};

const COOKIE = 'talkleaf';
/** A cookie is good for so long, in seconds: a month. */
const COOKIE_SECONDS = 30 * 24 * 3600;

/**
 * Lets nobody in but the person this server belongs to: no names but its own (DNS rebinding), no requests that pages of
 * others make (cross-site), and, where it listens to other machines, nobody without the token.
 */
export function guard({ hosts, token }: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase() ?? '';
    if (token === undefined && !hosts.has(host)) return refusal(context, 'HOST_REFUSED', { host });
    const origin = foreignOrigin(context, host);
    if (origin !== undefined) return refusal(context, 'ORIGIN_REFUSED', { origin });
    if (token !== undefined) {
      const entered = context.req.query('token');
      if (entered !== undefined && isSame(entered, token)) return enter(context, token);
      if (!isShown(context, token)) return refusal(context, 'TOKEN_WANTED', {});
    }
    return await next();
  };
}

/** Headers that hold for everything that is sent. */
export function safeHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('x-frame-options', 'DENY');
    // The library of the upload protocol lets every page in.
    for (const name of Array.from(headers.keys()))
      if (name.startsWith('access-control-')) headers.delete(name);
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', NOTHING);
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  };
}

/** What is no page of ours may do nothing, should a browser show it. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Who else's page made a request; `undefined` for our own, for a person's click, and for what is no browser. */
function foreignOrigin({ req }: Context, host: string): string | undefined {
  const origin = req.header('origin');
  if (origin !== undefined && !isOwn(origin, host)) return origin;
  const site = req.header('sec-fetch-site');
  const isClick = req.header('sec-fetch-mode') === 'navigate' && req.method === 'GET';
  return (site === 'cross-site' || site === 'same-site') && !isClick ? (origin ?? site) : undefined;
}

function isOwn(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Takes the same time wherever two texts differ. */
function isSame(given: string, token: string): boolean {
  const [a, b] = [given, token].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

function isShown(context: Context, token: string): boolean {
  const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  const shown = bearer ?? getCookie(context, COOKIE);
  return shown !== undefined && isSame(shown, token);
}

/** Remembers who came by the address with the token in it, and takes it out of the address. */
function enter(context: Context, token: string): Response {
  setCookie(context, COOKIE, token, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    maxAge: COOKIE_SECONDS,
  });
  const { pathname } = new URL(context.req.url);
  return context.redirect(pathname, 303);
}
