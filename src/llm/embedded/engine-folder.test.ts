import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { listen } from '../../../test/support/listen.ts';
import { engineFolder, fetchEngine, hasEngine } from './engine-folder.ts';

let base = '';
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'talkleaf-engines-'));
});
afterEach(() => rm(base, { recursive: true }));

describe('fetchEngine', () => {
  it('brings the packages of this system alone, however many ask at once', async () => {
    const options = { base, env: process.env };
    expect(await hasEngine(options)).toBe(false);
    const folders = await Promise.all([fetchEngine(options), fetchEngine(options)]);
    expect(new Set(folders)).toEqual(new Set([engineFolder(options)]));
    expect(await hasEngine(options)).toBe(true);
    // Nothing is left of the one that came second.
    expect(await readdir(base)).toHaveLength(1);
    const [folder] = folders;
    expect(await readdir(join(folder, 'node_modules', '@node-llama-cpp'))).toHaveLength(1);
    const kilobytes = Number.parseInt(
      execFileSync('du', ['-sk', folder], { encoding: 'utf8' }),
      10,
    );
    expect(kilobytes).toBeLessThan(100_000);
    // What is there asks nobody.
    expect(await fetchEngine({ base, env: { PATH: '' } })).toBe(folder);
  }, 300_000);

  it('says what npm says, and leaves nothing behind', async () => {
    const server = createServer((_, response) => {
      response.writeHead(503);
      response.end('closed for today');
    });
    const registry = await listen(server);
    const cache = join(base, 'cache');
    const env = {
      ...process.env,
      npm_config_registry: registry,
      npm_config_fetch_retries: '0',
      npm_config_cache: cache,
    };
    const asking = fetchEngine({ base: join(base, 'engines'), env });
    await expect(asking).rejects.toMatchObject({ code: 'MODEL_ENGINE_UNFETCHED' });
    await expect(asking).rejects.toThrow(/503/);
    expect(await readdir(join(base, 'engines'))).toEqual([]);
    server.close();
  });

  it('says that there is no npm', async () => {
    const asking = fetchEngine({ base, env: { PATH: '/nonexistent' } });
    await expect(asking).rejects.toThrow(/npm is not on the path/);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const asking = fetchEngine({ base, env: process.env, signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 300);
    await expect(asking).rejects.toThrow('enough');
    expect(await readdir(base)).toEqual([]);
  });

  it('says of a folder that cannot be made why', async () => {
    const file = join(base, 'file');
    await writeFile(file, '');
    const asking = fetchEngine({ base: join(file, 'engines'), env: process.env });
    await expect(asking).rejects.toMatchObject({ code: 'FOLDER_UNWRITABLE' });
  });
});
