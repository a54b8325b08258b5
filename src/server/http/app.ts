import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';

import type { Library } from '../library/library.ts';
import { api, type ApiOptions } from './api.ts';
import { inside } from './files.ts';
import { guard, type GuardOptions, safeHeaders } from './guard.ts';
import { pageFile } from './page-file.ts';
import { readerPage } from './reader.ts';
import { refusal, thrown } from './refusal.ts';
import { WEB } from './web-files.ts';

export type AppOptions = ApiOptions & GuardOptions & { readonly report: (error: unknown) => void };

/** The largest body that is no upload, in bytes: ten hours of transcript. */
const LARGEST_BODY = 10_000_000;
/** Files of the page are named after their content, and never change: a year, in seconds. */
const FOREVER = 'private, max-age=31536000, immutable';
/** The page runs its own script and style, plays recordings of its own and those of two sites, and nothing else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "manifest-src 'self'",
  'frame-src https://www.youtube-nocookie.com https://player.bilibili.com',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A page: looked at anew each time, for it names the files of the newest build. */
const SHOWN = { 'cache-control': 'private, no-cache', 'content-security-policy': POLICY };

/** Where files are uploaded, in pieces. */
const UPLOADS = '/api/uploads';

/** What takes uploads is loaded with the first of them. */
function uploadHandler(library: Library): (context: Context) => Promise<Response> {
  let taking: Promise<(context: Context) => Promise<Response>> | undefined;
  return async (context) => {
    taking ??= import('./uploads.ts').then(({ uploads }) => uploads(library, UPLOADS));
    return await (
      await taking
    )(context);
  };
}

/** The whole server: who may come in, the API, the page. */
export function app(options: AppOptions): Hono<{ Bindings: HttpBindings }> {
  const whole = new Hono<{ Bindings: HttpBindings }>();
  whole.onError((error, c) => thrown(c, error, options.report));
  whole.notFound((c) => refusal(c, 'NOT_FOUND', { path: c.req.path.slice(0, 200) }));
  // Text alone: streams of events are told at once, and recordings are packed as they are.
  whole.use(compress(), safeHeaders(), guard(options));
  const limit = bodyLimit({
    maxSize: LARGEST_BODY,
    onError: (c) => refusal(c, 'BODY_TOO_LARGE', { limit: '10 MB' }),
  });
  const take = uploadHandler(options.library);
  for (const path of [UPLOADS, `${UPLOADS}/:id`]) {
    whole.on(['OPTIONS', 'POST', 'PATCH', 'DELETE'], path, take);
    // Hono takes HEAD for GET; what was uploaded is not given back.
    whole.get(path, async (c, next) =>
      c.req.raw.method === 'HEAD' ? await take(c) : await next(),
    );
  }
  whole.use('/api/*', limit);
  whole.route('/', api(options));
  whole.get('/assets/:name', async (c) => {
    const path = inside(`${WEB}/assets`, c.req.param('name'));
    return await pageFile(c, path, { 'cache-control': FOREVER, 'content-security-policy': POLICY });
  });
  whole.get('/favicon.ico', (c) => c.body(null, 204));
  whole.get('/talks/:id', async (c, next) => {
    const page = await readerPage(c, options.library, c.req.param('id')).catch(() => undefined);
    if (page === undefined) return await next();
    return c.html(page, 200, { 'content-security-policy': POLICY });
  });
  for (const path of ['/', '/talks/:id', '/settings', '/search']) {
    whole.get(path, async (c) => await pageFile(c, `${WEB}/index.html`, SHOWN));
  }
  return whole;
}
