/** The setup as a dialogue: scripted answers, a real model server, a real hub with small files, real settings files. */
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { type LockedServer, lockedServer } from '../../../test/support/locked-server.ts';
import { type Hub, modelHub } from '../../../test/support/model-hub.ts';
import type { Server as ModelServer } from '../../app/choosing/served-models.ts';
import { recommendLanguage } from '../../app/models/recommend-language.ts';
import { loadSettings } from '../../app/settings/load-settings.ts';
import { byteSize } from '../../base/byte-size.ts';
import { AppError, type FailureCode } from '../../base/errors.ts';
import { parseJson } from '../../base/json.ts';
import { ENGINE_BYTES } from '../../llm/embedded/engine-folder.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../llm/simulated/server.ts';
import { LANGUAGE_MODELS } from '../../weights/language-models.ts';
import { type Dialogue, silentDialogue } from './dialogue.ts';
import { setUp } from './set-up.ts';
import { whatToType } from './what-to-type.ts';

/** What Japanese is heard with: its files are not pinned, so that a hub of ours can give it. */
const SENSE_VOICE = {
  'model.int8.onnx': Buffer.alloc(300_000),
  'tokens.txt': Buffer.from('a 0'),
};
const KEY = 'no-service-has-such-keys';

let root: string;
let provider: SimulatedProvider;
let hub: Hub;
let broken: Hub;
let locked: LockedServer;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-setup-'));
  provider = await startSimulatedProvider({ answer: () => '感谢大家来听讲座。' });
  hub = await modelHub(SENSE_VOICE);
  broken = await modelHub({});
  locked = await lockedServer(provider.url, KEY);
  // Whatever this machine has.
  const bin = join(root, 'bin');
  await mkdir(bin);
  await writeFile(
    join(bin, 'ffmpeg'),
    "#!/bin/sh\necho 'ffmpeg version 7.0.2 Copyright (c) 2000-2024'\n",
  );
  await chmod(join(bin, 'ffmpeg'), 0o755);
  vi.stubEnv('PATH', `${bin}:${process.env['PATH']}`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await locked.close();
  await Promise.all([provider.close(), hub.close(), broken.close()]);
  await rm(root, { recursive: true, force: true });
});

let home: string;
let env: Record<string, string>;
beforeEach(async () => {
  home = await mkdtemp(join(root, 'home-'));
  env = {
    TALKLEAF_SETTINGS: join(home, 'settings.json'),
    TALKLEAF_MODELS: join(home, 'models'),
    NO_PROXY: '127.0.0.1',
    LANG: 'en_US.UTF-8',
  };
});

async function kept(): Promise<unknown> {
  return parseJson(await readFile(join(home, 'settings.json'), 'utf8').catch(() => '{}'));
}

type Told = {
  readonly asked: readonly string[];
  readonly said: string;
  readonly left: readonly string[];
  readonly failure?: FailureCode | undefined;
};

type Script = {
  readonly servers?: readonly ModelServer[];
  /** Called before the question of that number, from 1. */
  readonly before?: (question: number) => void;
  readonly signal?: AbortSignal;
};

const OLLAMA = (): readonly ModelServer[] => [{ provider: 'ollama', baseUrl: provider.url }];

/** Answers with these lines, one after another. */
async function told(answers: readonly string[], script: Script = {}): Promise<Told> {
  const { servers = [], before, signal = new AbortController().signal } = script;
  const asked: string[] = [];
  const said: string[] = [];
  const rest = [...answers];
  const ask = async (question: string): Promise<string> => {
    asked.push(question);
    before?.(asked.length);
    signal.throwIfAborted();
    const answer = rest.shift();
    if (answer === undefined) throw new AppError('INTERRUPTED');
    return answer;
  };
  const dialogue: Dialogue = {
    ask,
    askHidden: ask,
    say: (text) => void said.push(text),
    offer: (text) => void said.push(text),
    patience: 3,
  };
  return await outcome(dialogue, { asked, said, rest, servers, signal });
}

type Heard = {
  readonly asked: string[];
  readonly said: string[];
  readonly rest: string[];
  readonly servers: readonly ModelServer[];
  readonly signal: AbortSignal;
};

async function outcome(
  dialogue: Dialogue,
  { asked, said, rest, servers, signal }: Heard,
): Promise<Told> {
  const loaded = await loadSettings(env);
  const output = { write: (text: string) => void said.push(text) };
  let failure: FailureCode | undefined;
  try {
    await setUp({ env, loaded, dialogue, output, signal, servers });
  } catch (error) {
    failure = AppError.find(error)?.code;
    if (failure === undefined) throw error;
  }
  expect(said.join('\n')).not.toContain(KEY);
  return { asked, said: said.join('\n'), left: rest, failure };
}

/** As much of a model as has come, in bytes. */
const HALF = 1_000_000_000;

function fileOf(name: string): {
  readonly folder: string;
  readonly name: string;
  readonly bytes: number;
} {
  const model = LANGUAGE_MODELS.find((each) => each.name === name);
  const [file] = model?.files ?? [];
  if (!model || !file) throw new Error(`there is no model ${name}`);
  return { folder: model.folder, name: file.name, bytes: file.bytes };
}

/** Lays a file of a model's length there that takes no room on the disk. */
async function lay(model: string, below: string, bytes = fileOf(model).bytes): Promise<void> {
  const { folder, name } = fileOf(model);
  const own = join(env['TALKLEAF_MODELS'] ?? '', below, folder);
  await mkdir(own, { recursive: true });
  await writeFile(join(own, name), '');
  await truncate(join(own, name), bytes);
}

describe('setUp', () => {
  it('asks three things, fetches, tries, and keeps the answers', async () => {
    const { asked, said, failure } = await told(['日语, Chinese', '1', hub.base], {
      servers: OLLAMA(),
    });
    expect(failure).toBeUndefined();
    expect(asked.map((question) => question.trim().slice(0, 8))).toEqual([
      '1. Which',
      'Number, ',
      'Number, ',
    ]);
    expect(asked[0]).toContain('[en / zh]');
    expect(said).toContain(
      'Talks in Japanese (--from names another), translated into Simplified Chinese.',
    );
    expect(said).toContain('1  Ollama: simulated (a server on this machine)');
    expect(said).toMatch(
      /qwen3\.5-\db on this machine: [\d.]+ GB to fetch, takes [\d.]+ GB of memory/,
    );
    expect(said).toMatch(/To fetch, once: speech model sense-voice \(240 MB\); 240 MB in all/);
    expect(said).toContain('whichever answers first of huggingface.co, hf-mirror.com');
    expect(said).toMatch(/^✓ Thank you all .* → 感谢大家来听讲座。 \(\d/m);
    expect(said.trim().split('\n').at(-1)).toBe('All is set. Type: talkleaf talk.mp4');
    expect(await kept()).toEqual({
      from: 'ja',
      to: 'zh',
      modelsFrom: hub.base,
      model: 'ollama:simulated',
      baseUrl: provider.url,
    });
    expect(await readdir(env['TALKLEAF_MODELS'] ?? '')).toContain(
      'sherpa-onnx-sense-voice-zh-en-ja-ko-yue-int8-2025-09-09',
    );
    expect(provider.requests.at(-1)?.user).toContain('Translate into Simplified Chinese.');
  });

  it('shows what is there when it is run again, and fetches nothing anew', async () => {
    await told(['ja', '1', hub.base], { servers: OLLAMA() });
    const before = hub.asked.length;
    const { asked, said, failure } = await told(['', '']);
    expect(failure).toBeUndefined();
    expect(asked).toHaveLength(2);
    expect(asked[0]).toContain('[ja / zh]');
    expect(said).toContain('1  ollama:simulated, as it is set');
    expect(hub.asked).toHaveLength(before);
  });

  it('says what is wrong with an answer, and asks three times in all', async () => {
    const { asked, said, failure } = await told(['Germn zh', 'klingon', 'en, zh, ja', 'en']);
    expect(failure).toBe('SETUP_UNANSWERED');
    expect(asked).toHaveLength(3);
    expect(said).toContain('There is no language "Germn".');
    expect(said).toContain('Did you mean "German"?');
    expect(await kept()).toEqual({});
  });

  it('takes a key that is typed unseen for a server, and asks again when it is refused', async () => {
    const address = `${locked.base}/v1`;
    const answers = ['ja', address, 'wrong-key', address, KEY, 'n'];
    const { asked, said, left, failure } = await told(answers);
    expect(failure).toBeUndefined();
    expect(left).toEqual([]);
    expect(said).toContain('refuses this key (HTTP 401)');
    expect(said).toContain('no-…keys: accepted');
    expect(asked[2]).toContain('not shown while you type');
    expect(said).toMatch(/^✓ /m);
    expect(await kept()).toEqual({
      from: 'ja',
      to: 'zh',
      keys: { local: KEY },
      model: 'local:simulated',
      baseUrl: address,
    });
  });

  it('offers the keys that are there, and says what is no choice', async () => {
    env['DEEPSEEK_API_KEY'] = KEY;
    env['GROQ_API_KEY'] = 'no key at all';
    const { said, failure } = await told(['', '9', 'whatever', 'mirror.example']);
    expect(failure).toBe('SETUP_UNANSWERED');
    expect(said).toContain(
      '1  DeepSeek: deepseek-chat (the key is there: the variable DEEPSEEK_API_KEY)',
    );
    expect(said).not.toContain('Groq');
    expect(said).toMatch(/Give a number from 1 to 4, a model such as/);
  });

  it('goes back to the model when it does not answer, and makes do without one', async () => {
    const servers = OLLAMA();
    const auth = provider.url + '/v1 fault:auth';
    const answers = ['ja', 'local:no/such.gguf', 'nobody:x', auth, 'none', 'n'];
    const { said, left, failure } = await told(answers, { servers });
    expect(failure).toBeUndefined();
    expect(left).toEqual([]);
    expect(said).toContain('no/such.gguf');
    expect(said).toContain('there is no provider "nobody"');
    expect(said).toContain('Trying local:fault:auth …');
    expect(said).toMatch(/127\.0\.0\.1:\d+ wants a key, and none is set/);
    expect(said.match(/2\. Which language model/g)).toHaveLength(2);
    expect(said).toContain('Still lacking: sense-voice (talkleaf models pull sense-voice)');
    expect(said).toContain('but for what is lacking. Type: talkleaf transcribe talk.mp4');
    expect(await kept()).toEqual({ from: 'ja', to: 'zh' });
  });

  it('goes back to the source when it gives nothing, and goes on with another', async () => {
    const answers = ['ja', '1', broken.base, hub.base];
    const { said, left, failure } = await told(answers, { servers: OLLAMA() });
    expect(failure).toBeUndefined();
    expect(left).toEqual([]);
    expect(said).toContain('The model "sense-voice" could not be fetched');
    expect(said.match(/3\. From where/g)).toHaveLength(2);
    expect(await kept()).toMatchObject({ modelsFrom: hub.base, model: 'ollama:simulated' });
  });

  it('ends when it is interrupted; what was answered before is kept', async () => {
    const stop = new AbortController();
    const before = (question: number): void => {
      if (question === 2) stop.abort(new AppError('INTERRUPTED'));
    };
    const { failure } = await told(['ja de', '1'], { before, signal: stop.signal });
    expect(failure).toBe('INTERRUPTED');
    expect(await kept()).toEqual({ from: 'ja', to: 'de' });
  });

  it('fetches nothing and offers no service where nothing beyond this machine is asked', async () => {
    env = { ...env, TALKLEAF_OFFLINE: 'true', DEEPSEEK_API_KEY: KEY };
    const { said, asked, failure } = await told(['ja', '1'], { servers: OLLAMA() });
    expect(failure).toBeUndefined();
    expect(asked).toHaveLength(2);
    expect(said).not.toMatch(/DeepSeek|to fetch|typed now/i);
    expect(said).toContain('2  none: full text and subtitles only');
    expect(said).toContain('Still lacking: sense-voice');
    expect(await kept()).toMatchObject({ model: 'ollama:simulated' });
  });

  it('says so where a variable goes before what was chosen', async () => {
    env['TALKLEAF_MODEL'] = 'local:another';
    const { said } = await told(['ja', '2', 'n'], { servers: OLLAMA() });
    expect(said).toContain('1  local:another, as it is set');
    expect(said).toContain('The variable TALKLEAF_MODEL is set and goes before the settings file');
  });

  it('tells models of this machine that are here from one that is on its way', async () => {
    const best = recommendLanguage()?.name ?? '';
    await lay('gemma-4-e2b', '.');
    await lay(best, '.fetching', HALF);
    const { said } = await told(['ja']);
    expect(said).toMatch(/^ {2}1 {2}gemma-4-e2b on this machine: 85 MB to fetch/m);
    const rest = byteSize(fileOf(best).bytes - HALF + ENGINE_BYTES);
    expect(said).toContain(`  2  ${best} on this machine: ${rest} to fetch`);
  });

  it('speaks Chinese', async () => {
    env['TALKLEAF_LANGUAGE'] = 'zh';
    const { asked, said } = await told(['日语 英语', '1', 'n'], { servers: OLLAMA() });
    expect(asked[0]).toContain('1. 用哪些语言？');
    expect(said).toContain('讲座语言：日语（其他语言用 --from 指定），译成英语。');
    expect(said).toContain('✓ 感谢大家来听这次讲座。 → ');
    expect(said).toContain('还缺：sense-voice（talkleaf models pull sense-voice）');
  });
});

describe('without questions', () => {
  const said: string[] = [];
  afterEach(() => {
    said.length = 0;
  });
  const silent = async (servers: readonly ModelServer[]): Promise<Told> => {
    const dialogue = silentDialogue({ stderr: { write: (text) => void said.push(text) } });
    const { signal } = new AbortController();
    return await outcome(dialogue, { asked: [], said, rest: [], servers, signal });
  };

  it('takes the defaults', async () => {
    env['TALKLEAF_MODELS_FROM'] = hub.base;
    env['TALKLEAF_FROM'] = 'ja';
    expect((await silent(OLLAMA())).failure).toBeUndefined();
    expect(await kept()).toEqual({
      to: 'zh',
      model: 'ollama:simulated',
      baseUrl: provider.url,
    });
    expect(said.join('')).toContain('✓ Thank you all');
  });

  it('fails with the first failure', async () => {
    env['TALKLEAF_MODELS_FROM'] = broken.base;
    expect((await silent(OLLAMA())).failure).toBe('MODEL_UNFETCHED');
  });
});

it('says what to type where nobody can be asked', async () => {
  env['TALKLEAF_MODELS_FROM'] = 'https://mirror.example';
  const loaded = await loadSettings(env);
  const { signal } = new AbortController();
  const text = await whatToType({ env, loaded, servers: OLLAMA(), signal });
  expect(text).toContain('talkleaf settings set to zh');
  expect(text).toContain('talkleaf settings set model ollama:simulated');
  expect(text).toMatch(/talkleaf settings set model local:qwen3\.5-\db .* GB to fetch/);
  expect(text).toContain('talkleaf settings set keys.deepseek -');
  expect(text).toMatch(/talkleaf models pull parakeet-\w+ .*\d+ MB/);
  expect(text).toContain('talkleaf setup --yes');
  expect(await kept()).toEqual({});
});
