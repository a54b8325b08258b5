import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { listen } from '../../../test/support/listen.ts';
import { AppError } from '../../base/errors.ts';
import { type DirectLinkOptions, fetchDirectLink, type FetchedLink } from './direct-link.ts';

/** Long enough to come in many pieces. */
const SOUND = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7919) % 251));
const OTHER = Buffer.from(Array.from({ length: 150_000 }, (_, at) => (at * 104_729) % 241));

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let folder = '';
let server: Server;
let answers: Answer[] = [];
/** The `Range` of each request, in order. */
let ranges: (string | undefined)[] = [];
let base = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'link-'));
  ranges = [];
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response);
  });
  base = await listen(server);
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

async function fetchLink(
  path: string,
  options: Partial<DirectLinkOptions> = {},
): Promise<FetchedLink | undefined> {
  return await fetchDirectLink(path.includes(':') ? path : base + path, {
    folder,
    retryMs: 1,
    ...options,
  });
}

async function codeOf(fetching: Promise<unknown>): Promise<string> {
  return fetching.then(
    () => 'no failure',
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
}

type Sent = {
  readonly bytes?: Buffer;
  readonly headers?: Record<string, string>;
  /** Knows nothing of ranges. */
  readonly isPlain?: boolean;
};

/** A server as it should be: ranges, `If-Range`, lengths. */
function good({ bytes = SOUND, headers = {}, isPlain = false }: Sent = {}): Answer {
  const tag = `"${bytes.length}"`;
  return ({ headers: asked }, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(asked.range ?? '')?.[1] ?? 0);
    const isRange = !isPlain && asked.range !== undefined && asked['if-range'] === tag;
    const body = isRange ? bytes.subarray(from) : bytes;
    response.writeHead(isRange ? 206 : 200, {
      'content-type': 'audio/mpeg',
      'content-length': body.length,
      etag: tag,
      ...(isRange && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
      ...headers,
    });
    response.end(body);
  };
}

/** Says it sends all, sends some, and then closes the connection or says no more. */
function short(
  count: number,
  after: 'cut' | 'stall',
  headers: Record<string, string> = {},
): Answer {
  return (_, response) => {
    response.writeHead(200, {
      'content-type': 'audio/mpeg',
      'content-length': SOUND.length,
      etag: `"${SOUND.length}"`,
      ...headers,
    });
    response.write(SOUND.subarray(0, count), () => {
      if (after === 'cut') setTimeout(() => response.destroy(), 20);
    });
  };
}

/** Claims to send a piece of a whole that never comes. */
const lie: Answer = (_, response) => {
  const headers = { 'content-type': 'audio/mpeg', etag: '"x"' };
  response.writeHead(206, { ...headers, 'content-range': 'bytes 0-999/200000' });
  response.end(SOUND.subarray(0, 1000));
};

const down: Answer = (_, response) => response.writeHead(503).end();

async function expectWhole(link: FetchedLink | undefined, bytes = SOUND): Promise<void> {
  if (!link) throw new Error('nothing was fetched');
  expect((await readFile(link.file)).equals(bytes)).toBe(true);
  expect(await readdir(folder)).toEqual([basename(link.file)]);
}

describe('a server that closes its connection behind the body', () => {
  it('is read to the end, however slow the disk', async () => {
    const bytes = Buffer.alloc(8_000_000, 3);
    answers = [good({ bytes, headers: { connection: 'close' } })];
    for (let count = 0; count < 4; count++) {
      const got = await fetchLink(`/talk-${count}.mp3`);
      expect((await readFile(got?.file ?? '')).length).toBe(bytes.length);
    }
  });
});

describe('fetchDirectLink', () => {
  it('fetches a recording and tells how far it is', async () => {
    answers = [good()];
    const seen: number[] = [];
    const link = await fetchLink('/a/My%20Talk.mp3?x=1', {
      onProgress: ({ bytes, total }) => seen.push(bytes / (total ?? 0)),
    });
    await expectWhole(link);
    expect(link?.kind).toBe('media');
    expect(basename(link?.file ?? '')).toMatch(/^My-Talk-[\da-f]{8}\.mp3$/);
    expect(seen.at(-1)).toBe(1);
  });
  it('does not fetch the same link twice', async () => {
    answers = [good()];
    const first = await fetchLink('/talk.mp3');
    expect(await fetchLink('/talk.mp3')).toEqual(first);
    expect(ranges).toHaveLength(1);
  });
  it.each([
    ['/get?id=3', { 'content-type': 'audio/mpeg' }, 'media', '.mp3'],
    ['/get?id=3', { 'content-type': 'video/x-unheard-of' }, 'media', '.media'],
    ['/talk.m4a', { 'content-type': 'application/octet-stream' }, 'media', '.m4a'],
    ['/talk.srt', { 'content-type': 'text/plain; charset=utf-8' }, 'transcript', '.srt'],
    ['/captions', { 'content-type': 'text/vtt' }, 'transcript', '.vtt'],
  ])('knows %s with %o', async (path, headers, kind, suffix) => {
    answers = [good({ headers })];
    const link = await fetchLink(path);
    expect(link?.kind).toBe(kind);
    expect(link?.file.endsWith(suffix)).toBe(true);
    expect(await fetchLink(path)).toEqual(link);
  });
  it.each([
    ['/watch?v=1', { 'content-type': 'text/html' }],
    ['/talk.mp4', { 'content-type': 'text/html; charset=utf-8' }],
    ['/live.m3u8', { 'content-type': 'audio/x-mpegurl' }],
    ['/thing', { 'content-type': 'application/octet-stream' }],
  ])('leaves %s with %o to yt-dlp', async (path, headers) => {
    answers = [good({ headers })];
    expect(await fetchLink(path)).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });
  it('knows a page that is called a recording, and does not keep it', async () => {
    const page = '\n<!DOCTYPE html><html><body>Please sign in.</body></html>';
    answers = [
      (_, response) => response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(page),
    ];
    expect(await fetchLink('/talk.mp3')).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });
  it('leaves a page that is refused to yt-dlp too', async () => {
    answers = [(_, response) => response.writeHead(412).end()];
    expect(await fetchLink('/video/BV1')).toBeUndefined();
  });
  it('follows to another place', async () => {
    answers = [(_, response) => response.writeHead(302, { location: '/real.flac' }).end(), good()];
    await expectWhole(await fetchLink('/talk.mp3'));
  });
});

describe('an address with a password', () => {
  it('signs in with it and does not tell it', async () => {
    const seen: (string | undefined)[] = [];
    answers = [
      ({ headers }, response) => {
        seen.push(headers.authorization);
        response.writeHead(401).end();
      },
    ];
    const failing = fetchLink(base.replace('//', '//me:se%20cret@') + '/talk.mp3');
    await expect(failing).rejects.toThrow(`${base}/talk.mp3: HTTP 401`);
    expect(seen).toEqual([`Basic ${Buffer.from('me:se cret').toString('base64')}`]);
  });
});

describe('a bad connection', () => {
  it.each(['cut', 'stall'] as const)('goes on after a %s', async (after) => {
    answers = [short(70_000, after), good()];
    await expectWhole(await fetchLink('/talk.mp3', { idleMs: 300 }));
    expect(ranges[1]).toMatch(/^bytes=\d{4,}-$/);
  });
  it('goes on in a later run', async () => {
    answers = [short(70_000, 'cut')];
    expect(await codeOf(fetchLink('/talk.mp3'))).toBe('SOURCE_NETWORK');
    answers = [good()];
    ranges = [];
    await expectWhole(await fetchLink('/talk.mp3'));
    expect(ranges[0]).toMatch(/^bytes=\d{4,}-$/);
  });
  it('begins anew where the server ignores ranges', async () => {
    answers = [short(70_000, 'cut'), good({ isPlain: true })];
    await expectWhole(await fetchLink('/talk.mp3'));
  });
  it('begins anew where the file cannot be told from another', async () => {
    answers = [short(70_000, 'cut', { etag: 'W/"weak"' }), good()];
    await expectWhole(await fetchLink('/talk.mp3'));
    expect(ranges).toEqual([undefined, undefined]);
  });
  it('begins anew when the file has changed', async () => {
    answers = [short(70_000, 'cut'), good({ bytes: OTHER })];
    await expectWhole(await fetchLink('/talk.mp3'), OTHER);
    expect(ranges[1]).toBeDefined();
  });
  it('does not join two files where the server overlooks If-Range', async () => {
    const heedless: Answer = ({ headers }, response) => {
      const from = Number(/\d+/.exec(headers.range ?? '0')?.[0]);
      response.writeHead(headers.range === undefined ? 200 : 206, {
        'content-type': 'audio/mpeg',
        etag: '"other"',
        'content-range': `bytes ${from}-${OTHER.length - 1}/${OTHER.length}`,
      });
      response.end(OTHER.subarray(from));
    };
    answers = [short(70_000, 'cut'), heedless];
    await expectWhole(await fetchLink('/talk.mp3'), OTHER);
  });
  it('begins anew when there is less than was fetched', async () => {
    answers = [
      short(70_000, 'cut'),
      (_, response) => response.writeHead(416).end(),
      good({ bytes: OTHER }),
    ];
    await expectWhole(await fetchLink('/talk.mp3'), OTHER);
  });
  it('never takes a part for the whole', async () => {
    answers = [lie];
    expect(await codeOf(fetchLink('/talk.mp3'))).toBe('SOURCE_NETWORK');
    expect((await readdir(folder)).filter((name) => name.endsWith('.mp3'))).toEqual([]);
  });
  it('asks again after an error of the server, and gives up in the end', async () => {
    answers = [down, down, good()];
    await expectWhole(await fetchLink('/talk.mp3'));
    answers = [down];
    expect(await codeOf(fetchLink('/other.mp3'))).toBe('SOURCE_NETWORK');
  });
  it('is a failure of the network when nobody listens', async () => {
    server.close();
    server.closeAllConnections();
    expect(await codeOf(fetchLink('/talk.mp3'))).toBe('SOURCE_NETWORK');
    expect(await fetchLink('/page')).toBeUndefined();
  });
});

describe('what is refused', () => {
  it.each([
    [401, 'SOURCE_SIGN_IN'],
    [403, 'SOURCE_BLOCKED'],
    [404, 'SOURCE_GONE'],
    [429, 'SOURCE_BLOCKED'],
    [451, 'SOURCE_REGION'],
    [418, 'SOURCE_FAILED'],
  ])('status %i is %s', async (status, code) => {
    answers = [(_, response) => response.writeHead(status).end()];
    expect(await codeOf(fetchLink('/talk.mp3'))).toBe(code);
    expect(ranges).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });
  it.each(['file:///etc/passwd', 'data:audio/mpeg;base64,AAAA', 'ftp://a.example/talk.mp3'])(
    'does not open %s',
    async (url) => {
      expect(await codeOf(fetchLink(url))).toBe('SOURCE_ADDRESS');
    },
  );
  it('is not led to a file of this machine', async () => {
    answers = [(_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end()];
    expect(await codeOf(fetchLink('/talk.mp3'))).toBe('SOURCE_NETWORK');
  });
  it('keeps the limit, announced or not', async () => {
    answers = [good()];
    expect(await codeOf(fetchLink('/a.mp3', { maxBytes: 1000 }))).toBe('SOURCE_TOO_LARGE');
    answers = [
      (_, response) => {
        response.writeHead(200, { 'content-type': 'audio/mpeg' });
        response.end(SOUND);
      },
    ];
    expect(await codeOf(fetchLink('/b.mp3', { maxBytes: 1000 }))).toBe('SOURCE_TOO_LARGE');
    expect(await readdir(folder)).toEqual([]);
  });
  it('stops with the reason of the signal and keeps what came', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    answers = [short(70_000, 'stall')];
    const fetching = fetchLink('/talk.mp3', {
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    });
    await expect(fetching).rejects.toBe(reason);
    answers = [good()];
    await expectWhole(await fetchLink('/talk.mp3'));
    expect(ranges[1]).toBeDefined();
  });
  it('says when the folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await codeOf(fetchLink('/a.mp3', { folder: join(folder, 'file', 'in') }))).toBe(
      'FOLDER_UNWRITABLE',
    );
  });
});
