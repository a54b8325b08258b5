import { AppError, type Bilingual } from '../../base/errors.ts';
import { primaryTag } from '../../model/language.ts';
import type { Heard, RecogniseOptions } from '../recognizer.ts';
import { multipart } from '../servers/multipart.ts';
import { wavBytes } from '../servers/wav-bytes.ts';
import { lastComplaint } from './complaint.ts';
import { ATTEMPTS, decodingOf, TIME_LIMIT_MS } from './decoding.ts';
import { cannotLoad, damaged, endedBy, silent, STATUS_MODEL, withoutAnswer } from './failures.ts';
import { type Ended, ServerProcess } from './server-process.ts';
import type { WhisperCppOptions } from './whisper-cpp.ts';
import { heardInServerJson } from './whisper-json.ts';
import type { Window } from './window.ts';

/** A port may be taken between finding it free and listening on it: so often another is tried. */
const STARTS = 3;
const PORT_TAKEN = /couldn't bind to server socket/;

/** What is asked of every window beside its own. */
const ALWAYS = [
  ['response_format', 'verbose_json'],
  // By itself the server cuts a cue into pieces of 60 letters, through words and characters; 0 means 60.
  ['max_len', '10000'],
  // That would hear each window once more.
  ['no_language_probabilities', 'true'],
] as const;

export type ServerOptions = WhisperCppOptions & { readonly server: string };

/** How one attempt at a window went. */
type Outcome = { readonly heard: Heard } | { readonly died: Bilingual };

/**
 * whisper.cpp's `whisper-server`: one process for all windows, so that the model is loaded once. Started with the first
 * window and started again after a death; must be stopped by whoever made it.
 */
export class WhisperServer {
  readonly #options: ServerOptions;
  #running: ServerProcess | undefined;
  #starting: Promise<ServerProcess | undefined> | undefined;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  /**
   * One window; `undefined` where the server would not start. Fails with
   * SPEECH_MODEL_DAMAGED, SPEECH_ENGINE_DIED when it died at this window twice, SPEECH_PROGRAM_FAILED with what it said.
   */
  async hear(window: Window, how: RecogniseOptions): Promise<Heard | undefined> {
    for (let attempt = 1; ; attempt++) {
      const running = await this.#start(how.signal);
      if (!running) return undefined;
      const outcome = await this.#ask(running, window, how);
      if ('heard' in outcome) return outcome.heard;
      await this.stop();
      if (attempt >= ATTEMPTS) throw new AppError('SPEECH_ENGINE_DIED', { reason: outcome.died });
    }
  }

  /** Ends the process. May be called again, and a window be heard after it. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.stop();
  }

  /** True when it works on a graphics processor, which has no room for a second one. Starts it. */
  async usesGraphics(signal: AbortSignal | undefined): Promise<boolean> {
    return (await this.#start(signal))?.usesGraphics ?? false;
  }

  async #start(signal: AbortSignal | undefined): Promise<ServerProcess | undefined> {
    if (this.#running && !this.#running.isGone && !this.#starting) return this.#running;
    this.#starting ??= this.#startAnew(signal).finally(() => {
      this.#starting = undefined;
    });
    return await this.#starting;
  }

  async #startAnew(signal: AbortSignal | undefined): Promise<ServerProcess | undefined> {
    const { server, model, language, threads, send } = this.#options;
    const spoken = ['-l', language ? primaryTag(language) : 'auto'];
    const work = threads ? ['-t', String(threads)] : [];
    for (let start = 1; start <= STARTS; start++) {
      this.#running = await ServerProcess.start(server, ['-m', model, ...spoken, ...work]);
      await this.#running.ready(send, signal);
      if (!this.#running.isGone) return this.#running;
      const { status, said } = await this.#running.ended;
      if (status === STATUS_MODEL) throw damaged(model, said || cannotLoad(server));
      if (!PORT_TAKEN.test(said)) break;
    }
    return undefined;
  }

  async #ask(
    running: ServerProcess,
    { samples, length }: Window,
    how: RecogniseOptions,
  ): Promise<Outcome> {
    const { server, send } = this.#options;
    const { signal } = how;
    const limit = AbortSignal.timeout(TIME_LIMIT_MS);
    const sound = { name: 'window.wav', type: 'audio/wav', bytes: wavBytes(samples) };
    const { type, body } = multipart(this.#fields(how), sound);
    try {
      const answer = await send(`${running.address}/inference`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const heard = heardInServerJson(bytes, length);
      if (answer.ok && heard) return { heard };
      throw withoutAnswer(server, lastComplaint(`${bytes.toString('utf8')}\n${running.complaint}`));
    } catch (error) {
      signal?.throwIfAborted();
      if (AppError.find(error)) throw error;
      if (limit.aborted) return { died: silent(server) };
      // A process that died says so itself, after its connection broke.
      await running.stop();
      return { died: howItDied(server, await running.ended) };
    }
  }

  #fields({ language, isOtherWay }: RecogniseOptions): (readonly [string, string])[] {
    const told = this.#options.language ?? language;
    const { prompt } = this.#options;
    const { temperature, step, bestOf, beams, context } = decodingOf(prompt, isOtherWay);
    return [
      ...ALWAYS,
      ['temperature', temperature],
      ['temperature_inc', step],
      ['best_of', bestOf],
      ['beam_size', beams],
      ['max_context', context],
      ...(prompt ? [['prompt', prompt] as const] : []),
      ...(told ? [['language', primaryTag(told)] as const] : []),
    ];
  }
}

function howItDied(server: string, { signal, status, said }: Ended): Bilingual {
  if (signal !== null) return endedBy(server, signal);
  const reason = said === '' ? '' : `: ${said}`;
  return {
    en: `${server} ended with status ${status}${reason}`,
    zh: `${server} 以状态 ${status} 退出${reason}`,
  };
}
