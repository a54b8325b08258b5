import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { recognizerContract, SENTENCE, sentenceSound } from '../../../test/contracts/recognizer.ts';
import { heardWords } from '../../../test/support/hearing.ts';
import {
  field,
  json,
  speechServer,
  type Misbehaviour,
  type SpeechServer,
} from '../../../test/support/speech-server.ts';
import { AppError } from '../../base/errors.ts';
import type { Recognizer } from '../recognizer.ts';
import { httpRecognizer, type HttpRecognizerOptions } from './http-recognizer.ts';

let sound: Float32Array = new Float32Array();
beforeAll(async () => {
  sound = await sentenceSound();
});

let server: SpeechServer | undefined;
let pauses: number[] = [];
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function against(
  misbehave: Misbehaviour,
  more: Partial<HttpRecognizerOptions> = {},
): Promise<Recognizer> {
  server = await speechServer(misbehave);
  pauses = [];
  let now = 0;
  const pause = async (ms: number): Promise<void> => {
    pauses.push(ms);
    now += ms;
  };
  const { baseUrl } = server;
  const clock = { pause, nowMs: () => now };
  return httpRecognizer({ baseUrl, model: 'whisper-1', send: fetch, ...clock, ...more });
}

async function failureOf(work: Promise<unknown>): Promise<AppError | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => AppError.find(error),
  );
}

function word(text: string, start: number): unknown {
  return { word: text, start, end: start + 0.2, probability: 0.5 };
}

/** Does something with an answer, and says that it is done. */
function did(_done: unknown): true {
  return true;
}

recognizerContract('a speech server', async () => {
  const { baseUrl, close } = await speechServer();
  return { recognizer: httpRecognizer({ baseUrl, model: 'whisper-1', send: fetch }), close };
});

const keyOf = (value: string) => ({ value, origin: { en: 'as given', zh: '由程序给出' } });

describe('httpRecognizer', () => {
  it('sends what it was told and hangs punctuation on words that come without', async () => {
    const more = { key: keyOf('sk-1'), language: 'en-GB', prompt: 'Größe, 名前' };
    const { cues, language } = await (await against(() => false, more)).recognise(sound);
    const [asked] = server?.asked ?? [];
    expect(asked).toMatchObject({ url: '/v1/audio/transcriptions', authorization: 'Bearer sk-1' });
    expect(asked?.fields).toEqual([
      ['model', 'whisper-1'],
      ['language', 'en'],
      ['prompt', 'Größe, 名前'],
      ['response_format', 'verbose_json'],
      ['timestamp_granularities[]', 'word'],
      ['timestamp_granularities[]', 'segment'],
    ]);
    expect(asked?.seconds).toBeCloseTo(2.1, 3);
    expect(language).toBe('en');
    expect(cues).toMatchObject([
      { start: 0, end: 2.1, text: 'Let us start with the release.', noSpeech: 0.01 },
    ]);
    expect(cues[0]?.words?.at(-1)).toEqual({ text: 'release.', start: 1.5, end: 1.75 });
  });

  it.each([
    [1, 'timestamp_granularities[]', false],
    [2, 'verbose_json', false],
    [3, 'json', false],
  ])('falls back %i times and remembers what the server gives', async (steps, refused) => {
    const recognizer = await against((asked, response) => {
      const [format = ''] = field(asked, 'response_format');
      const granular = field(asked, 'timestamp_granularities[]').length > 0;
      const forms = ['timestamp_granularities[]', 'verbose_json', 'json'];
      const form = granular ? 0 : forms.indexOf(format);
      if (form === -1 || form > forms.indexOf(refused)) return false;
      const message = `'${format}' is not compatible with model 'gpt-4o-transcribe'.`;
      return json(response, 400, { error: { message, code: 'unsupported_value' } });
    });
    const first = await recognizer.recognise(sound);
    expect(heardWords(first.cues)).toEqual(SENTENCE);
    expect(first.cues[0]?.words).toBeUndefined();
    expect(server?.asked.length).toBe(steps + 1);
    expect(await recognizer.recognise(sound)).toEqual(first);
    expect(server?.asked.length).toBe(steps + 2);
  });

  it('tells the first refusal when every form is refused', async () => {
    const recognizer = await against((_, response, count) =>
      json(response, 422, { detail: [{ msg: `bad ${count}` }] }),
    );
    const failure = await failureOf(recognizer.recognise(sound));
    expect(failure).toMatchObject({ code: 'SPEECH_SERVER_REFUSED', values: { said: 'bad 1' } });
  });

  it.each([
    [401, { error: { message: 'Incorrect API key: sk-secret.' } }, 'SPEECH_SERVER_AUTH'],
    [429, { error: { message: 'x', code: 'insufficient_quota' } }, 'SPEECH_SERVER_QUOTA'],
    [402, { message: 'Insufficient Balance' }, 'SPEECH_SERVER_QUOTA'],
    [404, { error: { message: 'The model does not exist' } }, 'SPEECH_SERVER_REFUSED'],
    [400, { error: { code: 'model_not_found', message: 'x' } }, 'SPEECH_SERVER_REFUSED'],
  ])('does not try again after %i %o', async (status, body, code) => {
    const recognizer = await against((_, response) => json(response, status, body), {
      key: keyOf('sk-secret'),
    });
    const failure = await failureOf(recognizer.recognise(sound));
    expect(failure?.code).toBe(code);
    expect(failure?.message).not.toContain('sk-secret');
    expect(server?.asked.length).toBe(1);
  });

  it('waits as long as the server asks', async () => {
    const recognizer = await against((_, response, count) => {
      if (count > 1) return false;
      response.setHeader('retry-after', '7');
      return json(response, 429, { error: { message: 'slow down' } });
    });
    expect(heardWords((await recognizer.recognise(sound)).cues)).toEqual(SENTENCE);
    expect(pauses).toEqual([7000]);
  });

  it('pauses for all windows at once, and then sends fewer side by side', async () => {
    let most = 0;
    let open = 0;
    const recognizer = await against((_, response, count) => {
      if (count <= 4) {
        response.setHeader('retry-after', '7');
        return json(response, 429, { error: { message: 'slow down' } });
      }
      most = Math.max(most, ++open);
      response.once('close', () => open--);
      return false;
    });
    const heard = await Promise.all(Array.from({ length: 4 }, () => recognizer.recognise(sound)));
    for (const { cues } of heard) expect(heardWords(cues)).toEqual(SENTENCE);
    expect(server?.asked.length).toBe(8);
    expect(pauses).toEqual([7000]);
    expect(most).toBe(1);
  });

  it('sends as many windows side by side as it says, and no more', async () => {
    let most = 0;
    let open = 0;
    const waiting: (() => void)[] = [];
    const recognizer = await against((_, response) => {
      most = Math.max(most, ++open);
      waiting.push(() => {
        open--;
        json(response, 200, { text: 'Well.' });
      });
      if (open === recognizer.parallel || server?.asked.length === 6)
        for (const answer of waiting.splice(0)) answer();
      return true;
    });
    await Promise.all(Array.from({ length: 6 }, () => recognizer.recognise(sound)));
    expect(most).toBe(recognizer.parallel);
  });

  it('tells a language found in other windows, and warms the model up on request', async () => {
    const recognizer = await against(() => false);
    expect(recognizer.detectsLanguage).toBe(true);
    await recognizer.recognise(sound, { language: 'en', isOtherWay: true });
    await recognizer.recognise(sound);
    expect(server?.asked.map((asked) => field(asked, 'language'))).toEqual([['en'], []]);
    expect(server?.asked.map((asked) => field(asked, 'temperature'))).toEqual([['0.4'], []]);
    const told = await against(() => false, { language: 'de' });
    expect(told.detectsLanguage).toBe(false);
    await told.recognise(sound, { language: 'en' });
    expect(server?.asked.map((asked) => field(asked, 'language'))).toEqual([['de']]);
  });

  it('does not wait an hour', async () => {
    const recognizer = await against((_, response) => {
      response.setHeader('retry-after', '3600');
      return json(response, 429, { error: { message: 'come back later' } });
    });
    const failure = await failureOf(recognizer.recognise(sound));
    expect(failure).toMatchObject({ code: 'SPEECH_SERVER_BUSY' });
    expect(server?.asked.length).toBe(1);
  });

  it.each<[string, Misbehaviour]>([
    ['an error', (_, response) => json(response, 500, {})],
    [
      'a cut body',
      (_, response) => {
        response.writeHead(200, { 'content-length': '500' }).write('{"text": "Let');
        setImmediate(() => response.destroy());
        return true;
      },
    ],
    ['half of a JSON', (_, response) => did(response.end('{"text": "Let us'))],
    ['a closed connection', (_, response) => did(response.destroy())],
  ])('tries again after %s', async (_, once) => {
    const recognizer = await against((asked, response, count) =>
      count === 1 ? once(asked, response, count) : false,
    );
    expect(heardWords((await recognizer.recognise(sound)).cues)).toEqual(SENTENCE);
    expect(server?.asked.length).toBe(2);
    expect(pauses.length).toBe(1);
  });

  it('gives up on a server that stays broken', async () => {
    const recognizer = await against((_, response) => json(response, 503, { error: 'no GPU' }));
    const failure = await failureOf(recognizer.recognise(sound));
    expect(failure).toMatchObject({ code: 'SPEECH_SERVER_DOWN', values: { said: 'no GPU' } });
    expect(server?.asked.length).toBe(5);
  });

  it('knows a web page from a text', async () => {
    const recognizer = await against((_, response) => {
      response.setHeader('content-type', 'text/html').end('<!DOCTYPE html><title>Hi</title>');
      return true;
    });
    const failure = await failureOf(recognizer.recognise(sound));
    expect(failure?.code).toBe('SPEECH_SERVER_REFUSED');
    expect(failure?.message).toContain('web page');
  });

  it('hears of an error that comes with status 200', async () => {
    const recognizer = await against((_, response) => json(response, 200, { error: 'no speech' }));
    const failure = await failureOf(recognizer.recognise(sound));
    expect(failure).toMatchObject({ code: 'SPEECH_SERVER_REFUSED', values: { said: 'no speech' } });
  });

  it('counts a server that hangs as down, and leaves it at once when told to', async () => {
    const hang = await against(() => true, { answerMs: 30 });
    expect((await failureOf(hang.recognise(sound)))?.code).toBe('SPEECH_SERVER_DOWN');
    await server?.close();
    const controller = new AbortController();
    const slow = await against(() => {
      controller.abort(new Error('enough'));
      return true;
    });
    await expect(slow.recognise(sound, { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('reads the words of several segments where they stand', async () => {
    const recognizer = await against((_, response) =>
      json(response, 200, {
        language: 'zh',
        text: '你好。再见',
        segments: [
          { start: 0, end: 0.9, text: '你好。', words: [word('你', 0.1), word('好', 0.4)] },
          { start: 1, end: 9, text: '“再见”', words: [word('再见', 1.2)] },
        ],
      }),
    );
    const { cues } = await recognizer.recognise(sound);
    expect(cues.map((cue) => cue.words?.map((each) => each.text))).toEqual([
      ['你', '好。'],
      ['“再见”'],
    ]);
    expect(cues[1]).toMatchObject({ start: 1, end: 2.1 });
    expect(cues[1]?.words?.[0]?.confidence).toBe(0.5);
  });
});
