/** A model hub with small files that serves them whole, in ranges, or wrong. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { listen } from './listen.ts';

/** Files of one repository by their names. */
export type HubFiles = Readonly<Record<string, Buffer>>;

export type Hub = {
  readonly base: string;
  /** What was asked for, in order: the path, and the range after a blank. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
};

/** Answers instead of the usual answer; gives true when it did. `file` is empty for the listing. */
export type HubFault = (
  file: string,
  response: ServerResponse,
  about: { readonly bytes: Buffer; readonly from: number; readonly count: number },
) => boolean;

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** `sha256` of each file goes into the listing for those over 100 bytes; Git's name for the others. */
export async function modelHub(files: HubFiles, fault: HubFault = () => false): Promise<Hub> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    const range = request.headers.range ?? '';
    asked.push(`${url.split('/').at(-1)}${range && ' '}${range}`);
    answer(request, response, asked.length);
  });
  const answer = (request: IncomingMessage, response: ServerResponse, count: number): void => {
    const [file = ''] = /(?<=\/resolve\/main\/).+$/.exec(request.url ?? '') ?? [];
    const bytes = files[file] ?? Buffer.alloc(0);
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (fault(file, response, { bytes, from, count })) return;
    if (file === '') response.end(JSON.stringify(listing(files)));
    else if (file in files) serve(response, bytes, from);
    else response.writeHead(404).end('not here');
  };
  const base = await listen(server);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => {
      server.close(done);
    });
  };
  return { base, asked, close };
}

function listing(files: HubFiles): unknown[] {
  const entries = Object.entries(files).map(([path, bytes]) => {
    const header = `blob ${bytes.length}\0`;
    const oid = createHash('sha1').update(header).update(bytes).digest('hex');
    const lfs = { oid: sha256(bytes), size: bytes.length, pointerSize: 134 };
    return { type: 'file', oid, size: bytes.length, path, ...(bytes.length > 100 && { lfs }) };
  });
  return [{ type: 'directory', oid: '0', size: 0, path: 'test_wavs' }, ...entries];
}

function serve(response: ServerResponse, bytes: Buffer, from: number): void {
  const rest = bytes.subarray(from);
  const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
  if (from === 0) response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  else if (rest.length === 0) response.writeHead(416).end();
  else response.writeHead(206, { 'content-range': range, 'content-length': rest.length }).end(rest);
}
