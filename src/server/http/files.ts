import type { ServerResponse } from 'node:http';
import { basename, dirname, join } from 'node:path';

import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import send from 'send';

import { AppError } from '../../base/errors.ts';

/** What a request is handled with: Node's own request and answer are within reach. */
export type NodeContext = Context<{ Bindings: HttpBindings }>;

export type SendOptions = {
  /** Offered for saving under this name, and never shown by the browser. */
  readonly saveAs?: string | undefined;
  /** How long a copy is good, in milliseconds. @default none is kept */
  readonly maxAgeMs?: number | undefined;
};

/** Sends a file in answer to a request: ranges, conditions and types as browsers expect them. Throws `FILE_MISSING`. */
export async function sendFile(
  context: NodeContext,
  path: string,
  { saveAs, maxAgeMs }: SendOptions = {},
): Promise<Response> {
  const { incoming, outgoing } = context.env;
  const response: ServerResponse = outgoing;
  const sending = send(incoming, `/${encodeURIComponent(basename(path))}`, {
    root: dirname(path),
    dotfiles: 'allow',
    index: false,
    maxAge: maxAgeMs ?? 0,
    cacheControl: maxAgeMs !== undefined,
    immutable: maxAgeMs !== undefined,
  });
  return await new Promise<Response>((resolve, reject) => {
    sending.on('headers', () => {
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('cross-origin-resource-policy', 'same-origin');
      response.setHeader('content-security-policy', "default-src 'none'; sandbox");
      if (maxAgeMs === undefined) response.setHeader('cache-control', 'private, no-cache');
      if (saveAs !== undefined) response.setHeader('content-disposition', disposition(saveAs));
    });
    sending.on('error', (error: Error & { status?: number }) => {
      if (error.status === 416) {
        response.writeHead(416).end();
        resolve(RESPONSE_ALREADY_SENT);
      } else reject(new AppError('FILE_MISSING', { path }, { cause: error }));
    });
    sending.on('directory', () => reject(new AppError('FILE_MISSING', { path })));
    sending.on('end', () => resolve(RESPONSE_ALREADY_SENT));
    response.on('close', () => resolve(RESPONSE_ALREADY_SENT));
    sending.pipe(response);
  });
}

/** As RFC 6266 has it: plain letters for the old, all of them for the rest. */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7E]|["\\%]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escape)}`;
}

/** A name that came with a request, inside a folder: no path leads out of it. Throws `FILE_MISSING`. */
export function inside(folder: string, name: string): string {
  const isPlain = name !== '' && !name.startsWith('.') && !/[/\\\0]/.test(name);
  if (!isPlain) throw new AppError('FILE_MISSING', { path: name });
  return join(folder, name);
}
