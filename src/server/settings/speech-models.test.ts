/** Speech models over HTTP: fetched from a hub on this machine, seen on their way, removed. */
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { startSettings, type TestServer } from '../../../test/support/library-server.ts';
import { type Hub, type HubFault, modelHub } from '../../../test/support/model-hub.ts';
import { Gate } from '../../base/gate.ts';
import { SpeechModelInfo } from '../contract-settings.ts';

/** Its files are read from the listing of the hub, so that small ones will do. */
const NAME = 'parakeet-110m';
const FILES = {
  'decoder.int8.onnx': randomBytes(2000),
  'encoder.int8.onnx': randomBytes(300_000),
  'joiner.int8.onnx': randomBytes(1000),
  'tokens.txt': Buffer.from('<unk> 0\n▁the 1\n'),
};
const WHOLE = Object.values(FILES).reduce((sum, { length }) => sum + length, 0);

let hub: Hub;
let server: TestServer;
/** What goes wrong at the hub; nothing at first. */
let fault: HubFault | undefined;

beforeAll(async () => {
  hub = await modelHub(FILES, (...asked) => fault?.(...asked) ?? false);
  server = await startSettings({ HF_ENDPOINT: hub.base });
});
afterEach(async () => {
  fault = undefined;
  await server.ask(`DELETE /api/speech-models/${NAME}`);
  await rm(join(server.root, 'models'), { recursive: true, force: true });
});
afterAll(async () => {
  await server.close();
  await hub.close();
});

async function listed(language?: 'zh'): Promise<SpeechModelInfo[]> {
  const { status, body } = await server.ask('GET /api/speech-models', { language });
  expect(status).toBe(200);
  return z.array(SpeechModelInfo).parse(body);
}

async function model(): Promise<SpeechModelInfo | undefined> {
  return (await listed()).find(({ name }) => name === NAME);
}

async function pulled(): Promise<SpeechModelInfo> {
  const { status, body } = await server.ask(`POST /api/speech-models/${NAME}/pull`);
  expect(status).toBe(202);
  return SpeechModelInfo.parse(body);
}

async function until(
  is: (seen: SpeechModelInfo) => boolean,
  seconds = 10,
): Promise<SpeechModelInfo> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await setTimeout(10)) {
    const seen = await model();
    if (seen && is(seen)) return seen;
  }
  throw new Error(`not within ${seconds} s: ${JSON.stringify(await model())}`);
}

/** Sends half of the encoder, and the rest when the gate is open. */
function heldBy(gate: Gate): HubFault {
  return (file, response, { bytes, from }) => {
    if (file !== 'encoder.int8.onnx' || from > 0) return false;
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 150_000));
    void gate.opened.then(() => response.end(bytes.subarray(150_000)));
    return true;
  };
}

describe('speech models', () => {
  it('are listed with what each is for, in either language', async () => {
    const models = await listed();
    const best = models.filter(({ isRecommended }) => isRecommended);
    expect(best.filter(({ kind }) => kind === 'speech')).toHaveLength(1);
    expect(best.filter(({ kind }) => kind !== 'speech' && kind !== 'language')).toEqual([]);
    expect(models.find(({ name }) => name === 'sense-voice')).toEqual({
      name: 'sense-voice',
      kind: 'speech',
      size: 240_000_000,
      languages: 'Simplified Chinese, Cantonese, Japanese, Korean, English',
      about: 'fast, for Chinese, Cantonese, Japanese and Korean',
      licence: 'FunASR Model License',
      isHere: false,
      isRecommended: false,
    });
    const chinese = await listed('zh');
    expect(chinese.find(({ name }) => name === 'speakers')).toMatchObject({
      languages: '任何语言',
      about: '区分讲话人：任何人、任何语言',
    });
    expect(chinese.find(({ name }) => name === 'omnilingual')?.languages).toBe('1600 种语言');
  });

  it('are fetched in the background, seen on their way, and removed', async () => {
    const gate = new Gate();
    fault = heldBy(gate);
    const begun = await pulled();
    expect(begun).toMatchObject({ name: NAME, isHere: false });
    expect(begun.received).toBeDefined();
    const halfway = await until(({ received = 0 }) => received > 0);
    expect(halfway.size).toBe(WHOLE);
    const most = await until(({ received = 0 }) => received >= 150_000);
    expect(most.isHere).toBe(false);
    // Whoever asks once more gets the same one.
    expect((await pulled()).received).toBeGreaterThanOrEqual(150_000);
    gate.open();
    const here = await until(({ isHere }) => isHere);
    expect(here.problem).toBeUndefined();
    await until(({ received }) => received === undefined);
    expect(hub.asked.filter((asked) => asked === 'encoder.int8.onnx')).toHaveLength(1);
    const [folder = ''] = await readdir(join(server.root, 'models'));
    expect((await readdir(join(server.root, 'models', folder))).toSorted()).toEqual(
      Object.keys(FILES),
    );
    const { status, text } = await server.ask(`DELETE /api/speech-models/${NAME}`);
    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect((await model())?.isHere).toBe(false);
  });

  it('are given up on their way', async () => {
    fault = heldBy(new Gate());
    await pulled();
    await until(({ received = 0 }) => received >= 150_000);
    expect((await server.ask(`DELETE /api/speech-models/${NAME}`)).status).toBe(204);
    const gone = await model();
    expect(gone).toMatchObject({ isHere: false });
    expect(gone?.received).toBeUndefined();
    expect(gone?.problem).toBeUndefined();
    expect(await readdir(join(server.root, 'models'))).toEqual([]);
  });

  it('tell why one could not be fetched, until it is tried again', async () => {
    fault = (_file, response) => {
      response.writeHead(403).end('no');
      return true;
    };
    await pulled();
    const failed = await until(({ problem }) => problem !== undefined);
    expect(failed.problem?.code).toBe('MODEL_UNFETCHED');
    expect(failed.received).toBeUndefined();
    const inChinese = (await listed('zh')).find(({ name }) => name === NAME);
    expect(inChinese?.problem?.message).toContain('下载失败');
    fault = undefined;
    expect((await pulled()).problem).toBeUndefined();
    expect((await until(({ isHere }) => isHere)).problem).toBeUndefined();
  });

  it.each(['POST /api/speech-models/nothing/pull', 'DELETE /api/speech-models/nothing'])(
    '%s is refused with the names there are',
    async (request) => {
      const { status, body } = await server.ask(request);
      expect(status).toBe(404);
      expect(body).toMatchObject({ code: 'MODEL_UNLISTED' });
    },
  );

  it('that are not here cannot be removed', async () => {
    const { status, body } = await server.ask('DELETE /api/speech-models/sense-voice');
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'MODEL_NOT_HERE' });
  });
});

it('a download ends with the server, and goes on with the next', async () => {
  fault = heldBy(new Gate());
  const ending = await startSettings({
    HF_ENDPOINT: hub.base,
    TALKLEAF_MODELS: join(server.root, 'models'),
  });
  await ending.ask(`POST /api/speech-models/${NAME}/pull`);
  const begun = await hasArrived();
  expect(begun).toBe(true);
  await ending.close();
  hub.asked.length = 0;
  await pulled();
  await until(({ isHere }) => isHere);
  expect(hub.asked).toContain('encoder.int8.onnx bytes=150000-');

  async function hasArrived(): Promise<boolean> {
    for (let tries = 0; tries < 500; tries++) {
      const { body } = await ending.ask('GET /api/speech-models');
      const models = z.array(SpeechModelInfo).parse(body);
      if ((models.find(({ name }) => name === NAME)?.received ?? 0) >= 150_000) return true;
      await setTimeout(10);
    }
    return false;
  }
});
