/** What the doctor finds, over HTTP. */
import { rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { startSettings, type TestServer } from '../../../test/support/library-server.ts';
import { listen } from '../../../test/support/listen.ts';
import { FindingInfo } from '../contract-settings.ts';

const KEY = 'sk-right-key-never-to-be-told-1234';

let elsewhere: Server;
let address: string;
let server: TestServer;
/** Keys that were shown to a service. */
const shown: string[] = [];

beforeAll(async () => {
  elsewhere = createServer(({ headers, url = '' }, response) => {
    if (url.startsWith('/v1')) shown.push(headers.authorization ?? '');
    response.end('{"data":[]}');
  });
  address = await listen(elsewhere);
  server = await startSettings({
    HF_ENDPOINT: address,
    TALKLEAF_YTDLP_URL: `${address}/release`,
    TALKLEAF_TOKEN: 'a token is no setting',
    TALKLEAF_MODLE: 'mistyped',
  });
});
afterEach(async () => await rm(server.settingsFile, { force: true }));
afterAll(async () => {
  await server.close();
  elsewhere.closeAllConnections();
  elsewhere.close();
});

async function found(query = '', language?: 'zh'): Promise<FindingInfo[]> {
  const { status, text, body } = await server.ask(`GET /api/doctor${query}`, { language });
  expect(status).toBe(200);
  expect(text).not.toContain(KEY);
  return z.array(FindingInfo).parse(body);
}

describe('findings', () => {
  it('are told of everything, in Chinese where that is asked for', async () => {
    const findings = await found('', 'zh');
    expect([...new Set(findings.map(({ subject }) => subject))]).toEqual([
      'settings',
      'programs',
      'speech',
      'model',
      'keys',
      'servers',
      'network',
      'disk',
    ]);
    expect(findings[0]).toEqual({
      subject: 'settings',
      name: 'TALKLEAF_MODLE',
      state: 'note',
      about: '没有这项设置',
      todo: 'talkleaf settings 会列出名称',
    });
    expect(findings.find(({ name }) => name === 'keys')?.about).toBe('没有设置密钥');
    // Talks are in the library, whatever the settings say.
    const room = findings.find(({ name }) => name === join(server.root, 'library'));
    expect(room?.about).toContain('可用于讲座的空间');
  });

  it('try keys only when they are to, and never tell them', async () => {
    await writeFile(
      server.settingsFile,
      JSON.stringify({ baseUrl: `${address}/v1`, model: 'relay:m', keys: { relay: KEY } }),
    );
    const untried = await found();
    expect(untried.find(({ name }) => name === 'relay')).toMatchObject({
      subject: 'keys',
      state: 'note',
    });
    expect(shown.filter((each) => each.includes(KEY))).toEqual([]);
    const tried = await found('?ask=1');
    const relay = tried.find(({ name }) => name === 'relay');
    expect(relay).toMatchObject({ subject: 'keys', state: 'ok' });
    expect(relay?.about).toMatch(/accepted$/);
    expect(shown).toContain(`Bearer ${KEY}`);
  });

  it('are told whatever is wrong with the settings', async () => {
    await writeFile(server.settingsFile, '{ "to": ');
    const findings = await found();
    expect(findings[0]).toMatchObject({ subject: 'settings', name: 'SETTINGS_BROKEN' });
    expect(findings.length).toBeGreaterThan(5);
  });

  it('are not told to a question that nobody understands', async () => {
    const { status, body } = await server.ask('GET /api/doctor?ask=perhaps');
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'REQUEST_BAD' });
  });
});
