import type { ApiKey } from '../../base/api-key.ts';
import { fingerprint } from '../../base/hash.ts';
import { ReasonError } from '../../base/reason-error.ts';
import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import { primaryTag } from '../../model/language.ts';
import type { Seconds } from '../../model/time.ts';
import type { Send } from '../../network/network.ts';
import { longEnough } from '../long-enough.ts';
import { Pace, type PaceOptions } from '../pace.ts';
import type { Heard, RecogniseOptions, Recognizer } from '../recognizer.ts';
import { isSoundless } from '../windows/soundless.ts';
import { multipart } from './multipart.ts';
import { heardInAnswer, heardInText } from './server-answer.ts';
import {
  failureOfAnswer,
  failureOfSilence,
  failureOfStrangeAnswer,
  hasError,
  type About,
  type ServerFailure,
} from './server-failure.ts';
import { wavBytes } from './wav-bytes.ts';

/** Which server is asked, and how. */
export type HttpRecognizerOptions = Omit<PaceOptions, 'atOnce'> & {
  /** Such as `https://api.openai.com/v1`; `/audio/transcriptions` is added. */
  readonly baseUrl: string;
  /** The server's name of the model, such as `whisper-1`. */
  readonly model: string;
  readonly key?: ApiKey | undefined;
  /** Language spoken, as a tag such as `en`; detected in each window when absent. */
  readonly language?: string | undefined;
  /** Names and terms the model should know how to spell, as plain text. */
  readonly prompt?: string | undefined;
  readonly send: Send;
  /** Longest wait for one answer, in milliseconds. @default 600000 */
  readonly answerMs?: number | undefined;
};

/** Whisper hears 30 s at once, and servers take 25 MB: 26 s are 0.8 MB. In seconds. */
const LONGEST = 26;
/** Ten minutes: a large model on a slow machine at home stays below. */
const ANSWER_MS = 600_000;
/** Four at once keep a window's upload and the next one's reckoning side by side; free accounts take 20 a minute. */
const AT_ONCE = 4;
/** Warm enough to leave a loop, cold enough to stay with the sound: Whisper's second step of five is 0.4. */
const OTHER_TEMPERATURE = '0.4';
/** Count of attempts for one window before a failure is final. */
const ATTEMPTS = 5;
/** Our own pauses, in milliseconds: up to 3^n seconds, a minute at most; the jitter keeps callers apart. */
const SHORTEST_MS = 1000;
const LONGEST_MS = 60_000;
const GROWTH = 3;
/** The longest pause a server may ask for, in milliseconds; more than that is told to the user. */
const LONGEST_ASKED_MS = 120_000;

/** The forms of answer that are asked for, best first; servers refuse those they cannot give. */
const FORMS: readonly (readonly (readonly [name: string, value: string])[])[] = [
  [
    ['response_format', 'verbose_json'],
    ['timestamp_granularities[]', 'word'],
    ['timestamp_granularities[]', 'segment'],
  ],
  [['response_format', 'verbose_json']],
  [['response_format', 'json']],
  [['response_format', 'text']],
];

/**
 * A server that speaks OpenAI's `/audio/transcriptions` (OpenAI, Groq, whisper.cpp's server, speaches) as a
 * recogniser. A form of answer that the server refuses is not asked for again. What may pass by itself is
 * tried again; a call then fails with SPEECH_SERVER_AUTH, _QUOTA, _BUSY, _DOWN or _REFUSED.
 */
export function httpRecognizer(options: HttpRecognizerOptions): Recognizer {
  const { baseUrl, model, language, prompt } = options;
  const address = `${baseUrl.replace(/\/+$/, '')}/audio/transcriptions`;
  const pace = new Pace({ ...options, atOnce: AT_ONCE });
  // Remembered from call to call: which form the server gives says nothing of what was said.
  const asked = { form: 0 };
  return {
    id: `http:${fingerprint(address, model, language, prompt)}`,
    longest: LONGEST,
    parallel: AT_ONCE,
    detectsLanguage: language === undefined,
    hasOtherWay: true,
    async recognise(samples, how = {}) {
      how.signal?.throwIfAborted();
      if (isSoundless(samples)) return { cues: [] };
      let refusal: unknown;
      for (let form = asked.form; form < FORMS.length; form++) {
        const outcome = await askPatiently({ address, options, pace, form, how }, samples);
        if ('heard' in outcome) {
          asked.form = Math.max(asked.form, form);
          return outcome.heard;
        }
        // The first refusal is the one that names what is wrong, if it is not the form after all.
        refusal ??= outcome.failure.error;
        if (!outcome.failure.isForm) throw outcome.failure.error;
      }
      throw refusal;
    },
  };
}

type Request = {
  readonly address: string;
  readonly options: HttpRecognizerOptions;
  readonly pace: Pace;
  /** Index in `FORMS`. */
  readonly form: number;
  readonly how: RecogniseOptions;
};
type Outcome = { readonly heard: Heard } | { readonly failure: ServerFailure };

async function askPatiently(request: Request, samples: Float32Array): Promise<Outcome> {
  const { pace, how } = request;
  for (let attempt = 1; ; attempt++) {
    let restMs = 0;
    const outcome = await pace.request(async () => {
      const answer = await askOnce(request, samples);
      if ('heard' in answer || isFinal(answer.failure, attempt)) return answer;
      const waitMs = waitAfter(answer.failure, attempt);
      // What a server says of itself holds for every window; what went wrong with one may be its own.
      if (answer.failure.waitMs || answer.failure.error.code === 'SPEECH_SERVER_BUSY')
        pace.slowDown(waitMs);
      else restMs = waitMs;
      return answer;
    }, how.signal);
    if ('heard' in outcome || isFinal(outcome.failure, attempt)) return outcome;
    await pace.rest(restMs, how.signal);
  }
}

function isFinal({ isPassing, waitMs = 0 }: ServerFailure, attempt: number): boolean {
  return !isPassing || attempt >= ATTEMPTS || waitMs > LONGEST_ASKED_MS;
}

/** The server's own wish, else ours, in milliseconds. */
function waitAfter({ waitMs = 0 }: ServerFailure, attempt: number): number {
  if (waitMs > 0) return waitMs;
  const span = Math.min(LONGEST_MS, SHORTEST_MS * GROWTH ** attempt);
  return Math.max(SHORTEST_MS, Math.random() * span);
}

async function askOnce(request: Request, samples: Float32Array): Promise<Outcome> {
  const { address, options, form, how } = request;
  const { signal } = how;
  const { model, key, prompt, answerMs = ANSWER_MS } = options;
  const language = options.language ?? how.language;
  const { host } = new URL(address);
  const fields = [
    ['model', model] as const,
    ...(language ? [['language', primaryTag(language)] as const] : []),
    ...(prompt ? [['prompt', prompt] as const] : []),
    ...(how.isOtherWay ? [['temperature', OTHER_TEMPERATURE] as const] : []),
    ...(FORMS[form] ?? []),
  ];
  const sound = { name: 'window.wav', type: 'audio/wav', bytes: wavBytes(longEnough(samples)) };
  const { type, body } = multipart(fields, sound);
  const headers = { 'content-type': type, ...(key && { authorization: `Bearer ${key.value}` }) };
  const limit = AbortSignal.timeout(answerMs);
  try {
    const answer = await options.send(address, {
      method: 'POST',
      headers,
      body,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const text = await answer.text();
    const about = { host, nowMs: Date.now(), key };
    if (answer.ok)
      return read(answer, text, { ...about, length: samples.length / SAMPLE_RATE_HERTZ });
    const said = { status: answer.status, headers: answer.headers, body: text };
    return { failure: failureOfAnswer(said, about) };
  } catch (error) {
    signal?.throwIfAborted();
    return { failure: failureOfSilence(host, error) };
  }
}

function read(
  answer: Response,
  body: string,
  about: About & { readonly length: Seconds },
): Outcome {
  const { host, length } = about;
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(body))
    return {
      failure: failureOfStrangeAnswer(host, {
        en: 'it answered with a web page',
        zh: '它回答的是一个网页',
      }),
    };
  const heard = heardInAnswer(body, length);
  if (heard) return { heard };
  // whisper.cpp's server says so with status 200.
  if (hasError(body))
    return { failure: failureOfAnswer({ status: 400, headers: answer.headers, body }, about) };
  // What begins like JSON, or was announced so, and is none, was cut; everything else is the text itself.
  const type = answer.headers.get('content-type') ?? '';
  if (/^\s*\{/.test(body) || /json/i.test(type))
    return {
      failure: failureOfSilence(host, new ReasonError('its answer is not whole', '回答不完整')),
    };
  return { heard: heardInText(body, length) };
}
