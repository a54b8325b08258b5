import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { AppError } from '../../base/errors.ts';
import { loadSettings } from './load-settings.ts';
import { readSettingsFile } from './settings-file.ts';
import { writeSetting } from './write-settings.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-settings-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function fileWith(text: string): Promise<string> {
  count += 1;
  const file = join(folder, `settings-${count}.json`);
  await writeFile(file, text);
  return file;
}

async function failureOf(text: string, env: Record<string, string> = {}): Promise<AppError> {
  const file = await fileWith(text);
  const error: unknown = await loadSettings({ TALKLEAF_SETTINGS: file, ...env }).catch(
    (each: unknown) => each,
  );
  return error instanceof AppError ? error : new AppError('USAGE', { problem: 'nothing failed' });
}

describe('a settings file', () => {
  it('may hold remarks, commas at the end and a byte order mark', async () => {
    const file = await fileWith('\uFEFF{\n  // mine\n  "to": "ja", /* Japanese */\n}\n');
    expect((await readSettingsFile(file)).values).toEqual({ to: 'ja' });
    expect((await loadSettings({ TALKLEAF_SETTINGS: file })).values.to).toBe('ja');
  });

  it.each(['', '  \n', '// only a remark\n', '{}'])(
    'that says nothing (%j) is no failure',
    async (text) => {
      expect((await readSettingsFile(await fileWith(text))).values).toEqual({});
    },
  );

  it.each([
    ['{\n  "to": "zh"\n  "model": "x:y"\n}', 'line 3, column 3: a comma is missing'],
    ['{\n  "to": zh\n}', 'line 2, column 9: a text lacks its quotes'],
    ['{\n  "to": "zh"\n', 'line 3, column 1: a closing brace is missing'],
    ['[]', 'line 1, column 1: it is no table of settings in braces'],
    ['to: zh', 'line 1, column 1'],
  ])('%j is broken, and said where', async (text, where) => {
    const failure = await failureOf(text);
    expect(failure.code).toBe('SETTINGS_BROKEN');
    expect(failure.message).toContain(where);
    expect(failure.exit).toBe(2);
  });

  it.each([
    ['{\n\n  "modle": "x"\n}', 'no setting "modle" (', 'line 3', 'Did you mean "model"?'],
    ['{ "maxcost": 1 }', 'no setting "maxcost" (', 'line 1', 'Did you mean "maxCost"?'],
    ['{ "max_cost": 1 }', 'no setting "max_cost" (', 'line 1', 'Did you mean "maxCost"?'],
    [
      '{\n"keys": {\n"depseek": "sk-1" } }',
      'no setting "keys.depseek" (',
      'line 3',
      'Did you mean "deepseek"?',
    ],
    ['{\n"cues": "kep"\n}', 'cues cannot be "kep" (', 'line 2', 'Did you mean "keep"?'],
    ['{ "verify": "nope" }', 'verify cannot be "nope" (', 'use one of true, false', ''],
    ['{ "baseUrl": "foo" }', 'baseUrl cannot be "foo" (', 'no address such as', ''],
    ['{ "keys": "x" }', 'keys cannot be', 'a table is expected', ''],
    ['{ "keys": { "groq": "sk-密" } }', 'keys.groq cannot be', 'blanks, line breaks', ''],
    ['{\n"rpm": "many"\n}', 'rpm cannot be "many" (', 'line 2', '"talkleaf settings"'],
    ['{\n"to": "klingonish"\n}', 'to cannot be "klingonish" (', 'line 2', 'such as zh'],
    [
      '{"prices": {\n"a:b": {"input": "dear", "output": 1}}}',
      'prices.a:b.input cannot be "dear" (',
      'line 2',
      '"talkleaf settings"',
    ],
  ])(
    '%j names what is wrong, where, and what may have been meant',
    async (text, what, where, hint) => {
      const failure = await failureOf(text);
      expect(failure.message).toContain(what);
      expect(failure.message).toContain(where);
      expect(failure.hint).toContain(hint);
    },
  );

  it('never quotes a key', async () => {
    const failure = await failureOf('{ "keys": { "deepseek": 12345678 } }');
    expect(failure.message).not.toContain('12345678');
  });

  it('is not blamed for what a variable says', async () => {
    const failure = await failureOf('{ "cues": "keep" }', { TALKLEAF_CUES: 'kepp' });
    expect(failure.message).toContain('(TALKLEAF_CUES)');
  });

  it('that cannot be read is told, not passed over', async () => {
    const file = join(folder, 'a-folder');
    await mkdir(file);
    await expect(loadSettings({ TALKLEAF_SETTINGS: file })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });
});

describe('writeSetting', () => {
  it('leaves remarks and all else as they are', async () => {
    const file = await fileWith('{\n  // mine\n  "to": "ja", // Japanese\n  "rpm": 3\n}\n');
    await writeSetting(file, ['to'], 'ko');
    await writeSetting(file, ['keys', 'deepseek'], 'sk-1');
    await writeSetting(file, ['rpm'], undefined);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('// mine\n');
    expect(text).toContain('"to": "ko", // Japanese');
    expect(text).not.toContain('rpm');
    expect((await readSettingsFile(file)).values).toEqual({ to: 'ko', keys: { deepseek: 'sk-1' } });
  });

  it.each(['{to:"ja"}', 'hello', '{"to":"ja"', '[]', 'null', '"x"', '{"to":"ja" "from":"en"}'])(
    'spoils no file that cannot be read: %s',
    async (text) => {
      const file = await fileWith(text);
      await expect(writeSetting(file, ['rpm'], 5)).rejects.toMatchObject({
        code: 'SETTINGS_BROKEN',
      });
      await expect(writeSetting(file, ['rpm'], undefined)).rejects.toThrow('not JSON');
      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );

  it('makes a file that only its owner may read', async () => {
    const file = join(folder, 'new', 'settings.json');
    await writeSetting(file, ['prices', 'relay:gpt-5.4'], { input: 1, output: 2 });
    expect((await readSettingsFile(file)).values).toEqual({
      prices: { 'relay:gpt-5.4': { input: 1, output: 2 } },
    });
    expect((await stat(file)).mode & 0o077).toBe(0);
  });
});
