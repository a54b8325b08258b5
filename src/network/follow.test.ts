import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import { listen } from '../../test/support/listen.ts';
import { follow, type Followed } from './follow.ts';
import { textOf } from './http-answer.ts';
import { transportOf } from './transport.ts';

let servers: Server[] = [];
let urls: string[] = [];
let asked: { url: string; headers: IncomingHttpHeaders }[] = [];

/** Two servers; the path says where an answer leads: `/301/TARGET`. */
beforeAll(async () => {
  servers = [0, 1].map(() =>
    createServer((request, response) => {
      const { url = '', headers } = request;
      asked.push({ url, headers });
      const [, status, target = ''] = /^\/(3\d\d)\/(.*)$/.exec(url) ?? [];
      if (status === undefined) response.end(`at ${url}`);
      else
        response.writeHead(Number(status), { location: decodeURIComponent(target) }).end('moved');
    }),
  );
  urls = await Promise.all(servers.map(listen));
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => void (asked = []));

const go = (path: string): Promise<Followed> =>
  follow(transportOf({}), `${urls[0]}${path}`, {
    headers: { authorization: 'Basic x', range: 'r' },
  });
const to = (status: number, target: string): string => `/${status}/${encodeURIComponent(target)}`;

it.each([301, 302, 303, 307, 308])('follows a %i to its end', async (status) => {
  const answer = await go(to(status, to(status, '/file.mp3')));
  expect(await textOf(answer)).toBe('at /file.mp3');
  expect(answer.url).toBe(`${urls[0]}/file.mp3`);
  expect(asked.at(-1)?.headers).toMatchObject({ authorization: 'Basic x', range: 'r' });
});

it('tells another server no secrets', async () => {
  await textOf(await go(to(302, `${urls[1]}/file`)));
  expect(asked.at(-1)?.headers.authorization).toBeUndefined();
  expect(asked.at(-1)?.headers.range).toBe('r');
});

it('does not go round for ever', async () => {
  const round = createServer((_, response) => response.writeHead(302, { location: '/' }).end());
  const url = `${await listen(round)}/`;
  await expect(follow(transportOf({}), url, {})).rejects.toThrow('20 redirects');
  round.closeAllConnections();
  round.close();
});

it('leaves the web nowhere', async () => {
  await expect(go(to(302, 'file:///etc/passwd'))).rejects.toThrow('it leads to file:');
});

it('takes a redirect without a place as the answer', async () => {
  expect((await go('/305/x')).status).toBe(305);
});
