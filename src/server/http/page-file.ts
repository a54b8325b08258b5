import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

import type { Context } from 'hono';

import { AppError } from '../../base/errors.ts';

/** What the page is made of. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Sends a file of the page whole, so that it can be compressed on its way. Throws `FILE_MISSING`. */
export async function pageFile(
  context: Context,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const type = TYPES[extname(path)];
  const content = type === undefined ? undefined : await readFile(path).catch(() => undefined);
  if (type === undefined || content === undefined) throw new AppError('FILE_MISSING', { path });
  return context.body(new Uint8Array(content), 200, { 'content-type': type, ...headers });
}
