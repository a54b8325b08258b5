import { randomBytes } from 'node:crypto';

import { createAdaptorServer } from '@hono/node-server';

import { AppError } from '../../base/errors.ts';
import { openFence } from '../../network/fence.ts';
import { Library, type LibraryOptions } from '../library/library.ts';
import { SpeechModels } from '../settings/speech-models.ts';
import { app } from './app.ts';

export type ServeOptions = LibraryOptions & {
  /** Where it listens. @default 127.0.0.1, for this machine alone */
  readonly host?: string | undefined;
  /** @default a free one */
  readonly port?: number | undefined;
  /** True where links may lead to this machine and its network. @default false */
  readonly allowsPrivate?: boolean | undefined;
  /** What everybody must show where other machines are listened to. @default made up */
  readonly token?: string | undefined;
};

export type Serving = {
  /** The address of the page, with the token where one is wanted. */
  readonly url: string;
  readonly library: Library;
  /** Ends in an orderly way; work under way goes on at the next start. */
  close(): Promise<void>;
};

/** Serves a library: page, API and the work itself, in this process. Throws as `Library.open` does, and `PORT_REFUSED`. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { host = '127.0.0.1', port = 0, report } = options;
  const isLocal = isLoopback(host);
  const token = tokenFor(options, isLocal);
  const fence = options.allowsPrivate ? undefined : await openFence(options.env);
  const library = await Library.open({ ...options, fence });
  const speechModels = new SpeechModels({ env: options.env, report });
  try {
    const hosts = new Set<string>();
    const settings = {
      env: options.env,
      folder: library.places.library,
      canChange: isLocal,
      speechModels,
    };
    const { fetch } = app({ library, hosts, token, takesPaths: isLocal, settings, report });
    const server = createAdaptorServer({ fetch });
    await listen(server, host, port);
    const address = server.address();
    const at = typeof address === 'object' && address !== null ? address.port : port;
    for (const name of ['localhost', '127.0.0.1', '[::1]']) hosts.add(`${name}:${at}`);
    return {
      url: addressOf(host, at, token),
      library,
      close: async () => {
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          if ('closeAllConnections' in server) server.closeAllConnections();
        });
        await speechModels.close();
        await library.close();
        await fence?.close();
      },
    };
  } catch (error) {
    await library.close();
    throw error;
  }
}

/** This machine alone needs none. */
function tokenFor({ token }: ServeOptions, isLocal: boolean): string | undefined {
  return token ?? (isLocal ? undefined : randomBytes(24).toString('base64url'));
}

function addressOf(host: string, port: number, token: string | undefined): string {
  const shown = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? 'localhost' : host;
  return `http://${shown}:${port}/${token === undefined ? '' : `?token=${token}`}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

async function listen(
  server: ReturnType<typeof createAdaptorServer>,
  host: string,
  port: number,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? TAKEN : error.message;
      reject(
        new AppError('PORT_REFUSED', { address: `${host}:${port}`, reason }, { cause: error }),
      );
    });
    server.listen(port, host, resolve);
  });
}

const TAKEN = { en: 'another program uses it', zh: '已被其他程序占用' };
