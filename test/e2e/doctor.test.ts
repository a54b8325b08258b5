/** `talkleaf doctor`: what it finds on a machine that has nothing, and on one that has all; keys by real requests. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { run } from '../support/command.ts';
import { listen } from '../support/listen.ts';

const Finding = z.object({
  subject: z.string(),
  name: z.string(),
  state: z.enum(['ok', 'note', 'bad']),
  about: z.string(),
  todo: z.string().optional(),
});
type Finding = z.infer<typeof Finding>;

let root: string;
let server: Server;
let address: string;
/** What came to the server, with the keys shown. */
const asked: string[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-doctor-'));
  server = createServer((request, response) => {
    const { url = '', headers } = request;
    asked.push(`${request.method} ${url} ${headers.authorization ?? ''}`);
    const isRight = headers.authorization === 'Bearer sk-right-key-1234';
    response.writeHead(url.startsWith('/v1') && !isRight ? 401 : 200).end('{"data":[]}');
  });
  address = await listen(server);
});
afterAll(async () => {
  server.close();
  await rm(root, { recursive: true, force: true });
});

async function examined(
  flags: readonly string[],
  env: Record<string, string>,
): Promise<{ status: number | null; findings: Finding[] }> {
  const quiet = { HF_ENDPOINT: address, TALKLEAF_YTDLP_URL: `${address}/release`, ...env };
  const { status, stdout } = await run(['doctor', '--json', ...flags], { env: quiet });
  const findings = stdout
    .trimEnd()
    .split('\n')
    .map((line) => Finding.parse(parseJson(line)));
  return { status, findings };
}

function about(findings: readonly Finding[], name: string): Finding | undefined {
  return findings.find((each) => each.name === name);
}

/** The variables of a relay with a key. */
function relay(key: string): Record<string, string> {
  return {
    TALKLEAF_BASE_URL: `${address}/v1`,
    TALKLEAF_API_KEY: key,
    TALKLEAF_MODEL: 'relay:m',
  };
}

describe('talkleaf doctor', () => {
  it('says what is missing on a machine that has nothing, and what to type', async () => {
    const env = { PATH: root, TALKLEAF_MODELS: join(root, 'none'), TALKLEAF_MODLE: 'x' };
    const { status, findings } = await examined([], env);
    expect(status).toBe(3);
    expect(about(findings, 'ffmpeg')).toMatchObject({ state: 'bad' });
    expect(about(findings, 'ffmpeg')?.todo).toContain('ffmpeg');
    expect(about(findings, 'yt-dlp')).toMatchObject({ state: 'note' });
    expect(about(findings, 'sherpa-onnx')).toMatchObject({ state: 'ok' });
    expect(about(findings, 'auto')?.todo).toMatch(/talkleaf models pull/);
    expect(about(findings, 'keys')).toMatchObject({
      todo: 'talkleaf settings set keys.deepseek -',
    });
    expect(about(findings, 'TALKLEAF_MODLE')).toMatchObject({ about: 'there is no such setting' });
    // Whatever cannot be done has something to do about it.
    for (const finding of findings.filter(({ state }) => state === 'bad'))
      expect(finding.todo).toBeTruthy();
  });

  it('finds nothing missing where all is there', async () => {
    const bin = await mkdtemp(join(root, 'bin-'));
    const programs = {
      ffmpeg: 'ffmpeg version 7.0.2 Copyright (c) 2000-2024 the FFmpeg developers',
      'yt-dlp': new Date().toISOString().slice(0, 10).replaceAll('-', '.'),
    };
    for (const [name, said] of Object.entries(programs)) {
      await writeFile(join(bin, name), `#!/bin/sh\necho '${said}'\n`);
      await chmod(join(bin, name), 0o755);
    }
    const env = {
      PATH: `${bin}:/usr/bin:/bin`,
      TALKLEAF_SPEECH: resolve('sample/mini-ctc'),
      DEEPSEEK_API_KEY: 'sk-some-key-abcd',
    };
    const { status, findings } = await examined([], env);
    expect(status).toBe(0);
    expect(about(findings, 'ffmpeg')).toMatchObject({ state: 'ok', about: '7.0.2 (2024)' });
    expect(about(findings, 'yt-dlp')?.about).toContain('0 days old');
    expect(about(findings, resolve('sample/mini-ctc'))).toMatchObject({ state: 'ok' });
    expect(findings.filter(({ subject }) => subject === 'model')[0]?.about).toContain(
      'deepseek:deepseek-chat at api.deepseek.com',
    );
    expect(about(findings, 'deepseek')?.about).toBe('sk-…abcd (the variable DEEPSEEK_API_KEY)');
    expect(about(findings, new URL(address).host)).toMatchObject({ state: 'ok' });
  });

  it('tries keys only when asked to, by a request that costs nothing', async () => {
    asked.length = 0;
    const quiet = await examined([], relay('sk-right-key-1234'));
    expect(about(quiet.findings, 'relay')?.todo).toContain('doctor --ask');
    expect(asked.filter((each) => each.includes('Bearer'))).toEqual([]);
    const right = await examined(['--ask'], relay('sk-right-key-1234'));
    expect(about(right.findings, 'relay')).toMatchObject({ state: 'ok' });
    expect(about(right.findings, 'relay')?.about).toContain('sk-…1234');
    expect(asked).toContain('GET /v1/models Bearer sk-right-key-1234');
    const wrong = await examined(['--ask'], relay('sk-wrong-key-1234'));
    expect(about(wrong.findings, 'relay')).toMatchObject({ state: 'bad' });
    expect(about(wrong.findings, 'relay')?.about).toContain('refused (HTTP 401)');
  });

  it('goes on with the defaults where the settings cannot be read', async () => {
    const file = join(root, 'broken.json');
    await writeFile(file, '{ "to": ');
    const { status, findings } = await examined([], { TALKLEAF_SETTINGS: file });
    expect(status).toBe(3);
    expect(findings[0]).toMatchObject({ subject: 'settings', state: 'bad' });
    expect(findings[0]?.about).toContain('line 1');
    expect(about(findings, 'Node.js')).toBeDefined();
  });

  it('says so where a server wants a key and none is set', async () => {
    const env = { TALKLEAF_BASE_URL: `${address}/v1`, TALKLEAF_MODEL: 'relay:m' };
    const { findings } = await examined(['--ask'], env);
    expect(about(findings, 'relay')).toMatchObject({
      state: 'bad',
      todo: 'talkleaf settings set keys.relay -',
    });
  });

  it('names proxies without their passwords, and those it cannot use', async () => {
    const env = { HTTPS_PROXY: 'http://me:secret@127.0.0.1:1', ALL_PROXY: 'socks5://127.0.0.1:1' };
    const { findings } = await examined([], env);
    expect(about(findings, 'HTTPS_PROXY')?.about).toBe('http://127.0.0.1:1/');
    expect(about(findings, 'ALL_PROXY')).toMatchObject({ state: 'bad' });
  });

  it('is read by people in rows, in their language', async () => {
    const env = { TALKLEAF_LANGUAGE: 'zh', HF_ENDPOINT: address, TALKLEAF_YTDLP_URL: address };
    const { stdout } = await run(['doctor'], { env });
    expect(stdout).toMatch(/^程序\n {2}[✓-] Node\.js：v/);
    expect(stdout).toMatch(/^ {4}→ talkleaf settings set keys\.deepseek -$/m);
    expect(stdout).toMatch(/\n缺 \d 项（✗）。\n$/);
  });
});
