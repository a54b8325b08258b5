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
  /** The same without their ranges, from the host on. */
  readonly paths: string[];
  readonly close: () => Promise<void>;
};

/** Answers instead of the usual answer; gives true when it did. `file` is empty for the listing. */
export type HubFault = (
  file: string,
  response: ServerResponse,
  about: {
    readonly bytes: Buffer;
    readonly from: number;
    readonly count: number;
    /** True where only a piece was asked for, not all that is left. */
    readonly range: boolean;
  },
) => boolean;

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export type HubOptions = {
  /** Whether its addresses and listings are those of the hub, or of ModelScope. @default 'hub' */
  readonly form?: 'hub' | 'modelscope' | undefined;
  /** Every answer is so late, in milliseconds. @default 0 */
  readonly lateMs?: number | undefined;
};

/** `sha256` of each file goes into the hub's listing for those over 100 bytes, Git's name for the others; into ModelScope's for all. */
export async function modelHub(
  files: HubFiles,
  fault: HubFault = () => false,
  { form = 'hub', lateMs = 0 }: HubOptions = {},
): Promise<Hub> {
  const asked: string[] = [];
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    const range = request.headers.range ?? '';
    asked.push(`${url.split('/').at(-1)}${range && ' '}${range}`);
    paths.push(url);
    const count = asked.length;
    if (lateMs > 0) setTimeout(() => answer(request, response, count), lateMs);
    else answer(request, response, count);
  });
  const answer = (request: IncomingMessage, response: ServerResponse, count: number): void => {
    const { url = '', headers } = request;
    const [file = ''] = FILE[form].exec(url) ?? [];
    const bytes = files[file] ?? Buffer.alloc(0);
    const about = { bytes, count, ...rangeOf(headers.range ?? '') };
    if (fault(file, response, about)) return;
    if (LISTING[form].test(url))
      response.end(JSON.stringify(form === 'hub' ? listing(files) : scopeListing(files)));
    else if (file in files) serve(response, bytes, about.from);
    else response.writeHead(404).end('not here');
  };
  const base = await listen(server);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => {
      server.close(done);
    });
  };
  return { base, asked, paths, close };
}

function rangeOf(header: string): { readonly from: number; readonly range: boolean } {
  const [, from = 0, to = ''] = /^bytes=(\d+)-(\d*)/.exec(header) ?? [];
  return { from: Number(from), range: to !== '' };
}

const FILE = {
  hub: /(?<=^\/[\w-]+\/[\w.-]+\/resolve\/[\da-f]{6,40}\/|\/resolve\/main\/).+$/,
  modelscope: /(?<=^\/models\/[\w-]+\/[\w.-]+\/resolve\/master\/).+$/,
};
const LISTING = {
  hub: /^\/api\/models\/[\w-]+\/[\w.-]+\/tree\/[\w]+(?:\?recursive=true)?$/,
  modelscope: /^\/api\/v1\/models\/[\w-]+\/[\w.-]+\/repo\/files\?Recursive=true&Revision=master$/,
};

function scopeListing(files: HubFiles): unknown {
  const entries = Object.entries(files).map(([path, bytes]) => ({
    Type: 'blob',
    Name: path.split('/').at(-1),
    Path: path,
    Size: bytes.length,
    Sha256: sha256(bytes),
  }));
  const folder = { Type: 'tree', Name: 'test_wavs', Path: 'test_wavs', Size: 0, Sha256: '' };
  return { Code: 200, Success: true, Data: { Files: [folder, ...entries] } };
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
