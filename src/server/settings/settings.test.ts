/** Settings over HTTP: shown without keys, changed in the file, left alone by who is not on this machine. */
import { readFile, rm, writeFile } from 'node:fs/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import {
  startLibrary,
  startSettings,
  type TestServer,
} from '../../../test/support/library-server.ts';
import { checkSetting } from '../../app/settings/load-settings.ts';
import { AppError } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import { SettingsAnswer } from '../contract-settings.ts';
import { Problem } from '../contract.ts';

const KEY = 'sk-never-to-be-told-0123456789';
const OTHER_KEY = 'AIza-of-the-environment-987654321';

let server: TestServer;
beforeAll(async () => {
  server = await startSettings({ TALKLEAF_NOTE_STYLE: 'brief', GEMINI_API_KEY: OTHER_KEY });
});
afterAll(async () => await server.close());
afterEach(async () => await rm(server.settingsFile, { force: true }));

async function shown(language?: 'zh'): Promise<SettingsAnswer> {
  const { status, text, body } = await server.ask('GET /api/settings', { language });
  expect(status).toBe(200);
  expect(text).not.toContain(KEY);
  expect(text).not.toContain(OTHER_KEY);
  return SettingsAnswer.parse(body);
}

async function changed(change: object): Promise<SettingsAnswer> {
  const { status, text, body } = await server.ask('PATCH /api/settings', { body: change });
  expect({ status, text }).toMatchObject({ status: 200 });
  expect(text).not.toContain(KEY);
  return SettingsAnswer.parse(body);
}

async function refused(change: object, language?: 'zh'): Promise<Problem & { status: number }> {
  const { status, text, body } = await server.ask('PATCH /api/settings', {
    body: change,
    language,
  });
  expect(text).not.toContain(KEY);
  return { status, ...Problem.parse(body) };
}

const written = async (): Promise<string> => await readFile(server.settingsFile, 'utf8');

function serviceIn(
  answer: SettingsAnswer,
  provider: string,
): SettingsAnswer['providers'][number] | undefined {
  return answer.providers.find(({ name }) => name === provider);
}

function keyOf(answer: SettingsAnswer, provider: string): string | undefined {
  return serviceIn(answer, provider)?.key;
}

/** What `talkleaf settings set` says. */
function saidOf(name: string, value: string): string {
  try {
    checkSetting([name], value, server.settingsFile);
    return '';
  } catch (error) {
    return AppError.find(error)?.in('en').message ?? '';
  }
}

describe('settings', () => {
  it('are shown with where each comes from', async () => {
    const answer = await shown();
    expect(answer.values).toEqual({ to: 'zh', noteStyle: 'brief', language: 'en' });
    expect(answer.origins).toEqual({
      to: 'default',
      noteStyle: 'environment',
      language: 'default',
    });
    expect(answer.file).toBe(server.settingsFile);
    expect(answer.canChange).toBe(true);
    expect(answer.noteStyles).toContain('brief');
    expect(keyOf(answer, 'gemini')).toBe('environment');
    expect(keyOf(answer, 'deepseek')).toBe('none');
  });

  it('name services in the language of the request', async () => {
    expect(serviceIn(await shown(), 'relay')?.title).toBe('OpenAI-compatible service');
    expect(serviceIn(await shown('zh'), 'relay')?.title).toBe('兼容 OpenAI 接口的服务');
  });

  it('are written into the file, and all else in it stays', async () => {
    await writeFile(server.settingsFile, '{\n  // mine\n  "to": "ja", // for now\n  "rpm": 7\n}\n');
    const values = { to: 'German', model: ' deepseek:deepseek-chat ', maxCost: 0.5 };
    const answer = await changed({ values });
    expect(answer.values).toMatchObject({ to: 'de', model: 'deepseek:deepseek-chat' });
    expect(answer.origins).toMatchObject({ model: 'file', maxCost: 'file' });
    const text = await written();
    expect(text).toContain('// mine');
    expect(text).toContain('// for now');
    expect(text).toContain('"rpm": 7');
    const without = await changed({ values: { to: null, maxCost: null } });
    expect(without.values).toMatchObject({ to: 'zh', model: 'deepseek:deepseek-chat' });
    expect(without.origins).toMatchObject({ to: 'default' });
    expect(await written()).toContain('// mine');
  });

  it('give way to the environment, also when they are changed', async () => {
    const answer = await changed({ values: { noteStyle: 'full' } });
    expect(answer.values.noteStyle).toBe('brief');
    expect(answer.origins['noteStyle']).toBe('environment');
    expect(await written()).toContain('"noteStyle": "full"');
  });

  it('that are changed from two places at once both stay', async () => {
    await Promise.all([
      changed({ values: { model: 'a:b' } }),
      changed({ values: { secondModel: 'c:d' } }),
      changed({ values: { style: 'plain' } }),
    ]);
    expect((await shown()).values).toMatchObject({
      model: 'a:b',
      secondModel: 'c:d',
      style: 'plain',
    });
  });

  it('show an address without its password, which stays when that is sent back', async () => {
    const baseUrl = 'https://me:secret@relay.example/v1';
    await changed({ values: { baseUrl } });
    const answer = await shown();
    expect(answer.values.baseUrl).toBe('https://relay.example/v1');
    await changed({ values: { ...answer.values, model: 'm' } });
    expect(await written()).toContain(baseUrl);
  });
});

describe('a value that cannot be', () => {
  it.each([
    { name: 'to', value: 'klingonish', code: 'LANGUAGE_UNKNOWN' },
    { name: 'noteStyle', value: 'sonnet', code: 'SETTING_BAD' },
    { name: 'baseUrl', value: 'no address', code: 'SETTING_BAD' },
  ])('$name: $value writes nothing, and is told as the command does', async (bad) => {
    const { name, value, code } = bad;
    await writeFile(server.settingsFile, '{ "rpm": 7 }\n');
    const problem = await refused({ values: { model: 'a:b', [name]: value }, keys: { qwen: KEY } });
    expect(problem).toMatchObject({ status: 422, code, message: saidOf(name, value) });
    expect(await written()).toBe('{ "rpm": 7 }\n');
  });

  it.each([
    { change: { keys: { nobody: KEY } }, code: 'SETTING_UNKNOWN' },
    { change: { keys: { qwen: `${KEY} and more` } }, code: 'SETTING_BAD' },
    { change: { keys: { qwen: '  ' } }, code: 'SETTING_VALUE_MISSING' },
    { change: { values: { model: '' } }, code: 'SETTING_VALUE_MISSING' },
    { change: { values: { window: 3 } }, code: 'REQUEST_BAD' },
    { change: { values: { maxCost: -1 } }, code: 'REQUEST_BAD' },
  ])('is refused: $change', async ({ change, code }) => {
    expect(await refused(change)).toMatchObject({ status: 422, code });
    await expect(written()).rejects.toThrow('ENOENT');
  });

  it('is told in Chinese', async () => {
    const problem = await refused({ values: { noteStyle: 'sonnet' } }, 'zh');
    expect(problem.message).toMatch(/^设置 noteStyle 不能是“sonnet”/);
  });

  it('in a file that cannot be read is told, and the file stays as it is', async () => {
    await writeFile(server.settingsFile, '{ "to": zh }');
    expect((await server.ask('GET /api/settings')).status).toBe(422);
    expect(await refused({ values: { to: 'de' } })).toMatchObject({ code: 'SETTINGS_BROKEN' });
    expect(await written()).toBe('{ "to": zh }');
  });
});

describe('a key', () => {
  it('is written, said to be there, and taken out; it is never told', async () => {
    const answer = await changed({ keys: { deepseek: ` ${KEY} ` } });
    expect(keyOf(answer, 'deepseek')).toBe('file');
    expect(await written()).toContain(`"deepseek": "${KEY}"`);
    expect(keyOf(await shown(), 'deepseek')).toBe('file');
    expect(keyOf(await changed({ keys: { deepseek: null } }), 'deepseek')).toBe('none');
    expect(await written()).not.toContain(KEY);
  });

  it('of the environment gives way to one in the file', async () => {
    expect(keyOf(await changed({ keys: { gemini: KEY } }), 'gemini')).toBe('file');
    expect(keyOf(await changed({ keys: { gemini: null } }), 'gemini')).toBe('environment');
  });
});

describe('the whole server', () => {
  let whole: TestServer;
  afterEach(async () => await whole.close());

  it('where this machine alone is listened to, takes changes', async () => {
    whole = await startLibrary('127.0.0.1');
    const { status, text, body } = await whole.ask('PATCH /api/settings', {
      body: { keys: { deepseek: KEY } },
    });
    expect(status).toBe(200);
    expect(text).not.toContain(KEY);
    expect(SettingsAnswer.parse(body).canChange).toBe(true);
    expect(await readFile(whole.settingsFile, 'utf8')).toContain(KEY);
    const described = await whole.ask('GET /api/openapi.json');
    for (const path of ['settings', 'settings/trial', 'speech-models/{name}/pull', 'doctor']) {
      expect(described.text).toContain(`"/api/${path}"`);
    }
  });

  it('where other machines are listened to, takes none', async () => {
    whole = await startLibrary('0.0.0.0');
    const { body } = await whole.ask('GET /api/settings');
    expect(SettingsAnswer.parse(body).canChange).toBe(false);
    const change = { keys: { deepseek: KEY } };
    const answer = await whole.ask('PATCH /api/settings', { body: change, language: 'zh' });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain(KEY);
    expect(answer.body).toMatchObject({
      code: 'SETTINGS_LOCKED',
      message: '只有在仅监听本机时才能修改设置和密钥。',
    });
    expect(await isThere(whole.settingsFile)).toBe(false);
  });
});
