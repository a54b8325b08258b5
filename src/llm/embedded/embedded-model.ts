import { Gate } from '../../base/gate.ts';
import { packageFile } from '../../base/package-file.ts';
import { addUsage, NO_USAGE, type Usage } from '../../model/usage.ts';
import type { ChatEvent, ChatModel, ChatRequest, ChatResult, ModelInfo } from '../chat-model.ts';
import { ModelError } from '../failures/model-error.ts';
import { Calibration } from '../pacing/calibration.ts';
import { RunawayGuard } from '../pacing/runaway.ts';
import { lineGrammar } from '../wires/rows.ts';
import { EngineProcess, type Said } from './engine-process.ts';
import type { Done, Gpu, Task } from './protocol.ts';

export type EmbeddedOptions = {
  /** Path of the model, a GGUF file. */
  readonly file: string;
  /** The folder the engine was put into (`engine-folder.ts`). */
  readonly engine: string;
  /** What is known of the model; its `window` is the longest context that is made for it. */
  readonly info: ModelInfo;
  /** @default false, the processor alone */
  readonly gpu?: Gpu | undefined;
  /** Told how fast each answer was that is long enough to tell, in tokens a second. */
  readonly onPace?: ((pace: { readonly read: number; readonly write: number }) => void) | undefined;
};

/** The engine's own program, wherever this module was bundled to. */
const CHILD = 'dist/llm/embedded/child.js';
/** A request whose process dies is given to another one so often; the next one may go through. */
const PROCESSES = 2;
/** Shorter answers tell nothing of the pace, in tokens. */
const TELLING = 40;
/** So many requests in a row that ended their process: it is the model or the machine, not the request. */
const DEATHS = 3;

/**
 * A model that runs on this machine, in a process of its own that is started with the first question and goes when nobody asks
 * for a minute. Answers come one after another. Rows and schemas are enforced. Throws `ModelError`: `MODEL_CONTEXT` before
 * anything is computed when prompt and answer do not fit, `MODEL_FILE_DAMAGED`, `MODEL_MEMORY`, `MODEL_CRASHED`
 * when the process died twice over one request, `MODEL_ENGINE_DOWN` when it does so again and again.
 */
export function embeddedModel(options: EmbeddedOptions): ChatModel {
  const desk = new Engine(options);
  return { info: options.info, ask: (request) => desk.ask(request) };
}

/** One process for each model, whoever asks: several talks at once do not load it several times. */
const processes = new Map<string, EngineProcess>();

class Engine {
  readonly #options: EmbeddedOptions;
  readonly #calibration: Calibration;
  #deaths = 0;

  constructor(options: EmbeddedOptions) {
    this.#options = options;
    this.#calibration = new Calibration(options.info.family);
  }

  async *ask(request: ChatRequest): AsyncGenerator<ChatEvent, ChatResult> {
    let spent = NO_USAGE;
    for (let attempt = 1; ; attempt++) {
      const answer = yield* this.#once(request);
      spent = addUsage(spent, answer.usage);
      if ('result' in answer) return { ...answer.result, usage: spent };
      const { error } = answer;
      if (error.code !== 'MODEL_CRASHED' || attempt >= PROCESSES) throw withUsage(error, spent);
      const { code, message, values } = error;
      yield { type: 'attempt-failed', code, message, values, attempt, waitMs: 0 };
    }
  }

  /** One task of one process; broken off when the caller leaves. */
  async *#once(request: ChatRequest): AsyncGenerator<ChatEvent, Attempt> {
    request.signal?.throwIfAborted();
    const breakOff = new AbortController();
    const signals = [breakOff.signal, ...(request.signal ? [request.signal] : [])];
    const guard = new RunawayGuard(request.expectTokens);
    const heard = this.#start(this.#taskOf(request), AbortSignal.any(signals));
    let text = '';
    try {
      for (;;) {
        const said = await heard();
        if (said.type === 'loading') yield { type: 'model-loading', share: said.share };
        if (said.type === 'text') {
          text += said.text;
          yield { type: 'text-delta', text: said.text };
          if (guard.push(said.text, (piece) => this.#calibration.tokens(piece))) {
            breakOff.abort();
            return { result: { text, finish: 'runaway' }, usage: this.#estimated(request, text) };
          }
        }
        if (said.type === 'done' && isTelling(said.value))
          yield { type: 'model-pace', write: said.value.output / said.value.writing };
        if (said.type === 'done' || said.type === 'refused' || said.type === 'died')
          return this.#ending(said, request, text);
      }
    } finally {
      breakOff.abort();
    }
  }

  /** What an answer has come to. */
  #ending(
    said: Extract<Said, { type: 'done' | 'refused' | 'died' }>,
    request: ChatRequest,
    text: string,
  ): Attempt {
    if (said.type === 'done') {
      this.#deaths = 0;
      const { input, output, finish } = said.value;
      this.#calibration.learn(request, input);
      this.#tellPace(said.value);
      return { result: { text, finish }, usage: usageOf({ input, output }) };
    }
    request.signal?.throwIfAborted();
    if (said.type === 'died') this.#deaths += 1;
    const usage = this.#estimated(request, text);
    const isOfUse = said.type === 'died' && request.salvage === true && text.trim() !== '';
    if (isOfUse) return { result: { text, finish: 'cut' }, usage };
    return { error: this.#failure(said), usage: { ...usage, failedRequests: 1 } };
  }

  #tellPace(done: Done): void {
    const { input, output, reading, writing } = done;
    if (isTelling(done)) this.#options.onPace?.({ read: input / reading, write: output / writing });
  }

  #taskOf(request: ChatRequest): Task {
    const { file, gpu = false, info } = this.#options;
    const { system, user, maxTokens, schema, rows } = request;
    return {
      file,
      gpu,
      system,
      user,
      maxTokens: Math.min(maxTokens, info.maxOutput),
      expectTokens: Math.min(request.expectTokens ?? 1, maxTokens),
      window: info.window,
      ...(rows ? { grammar: lineGrammar(rows) } : { schema }),
    };
  }

  /** Gives a task to the process; what it says is had by asking again and again. */
  #start(task: Task, signal: AbortSignal): () => Promise<Said> {
    const engine = this.#process();
    const said: Said[] = [];
    let more = new Gate();
    engine.run(
      task,
      (each) => {
        said.push(each);
        more.open();
      },
      signal,
    );
    return async () => {
      for (;;) {
        const next = said.shift();
        if (next) return next;
        await more.opened;
        more = new Gate();
      }
    };
  }

  #process(): EngineProcess {
    const { engine, file, gpu } = this.#options;
    const key = JSON.stringify([engine, file, gpu]);
    const open = processes.get(key);
    if (open?.isOpen) return open;
    const made = new EngineProcess(packageFile(CHILD), engine);
    processes.set(key, made);
    return made;
  }

  #failure(said: Extract<Said, { type: 'refused' | 'died' }>): ModelError {
    const { info, file } = this.#options;
    const values = { host: info.host, model: info.id, path: file, said: said.said };
    if (said.type === 'died') {
      const isEach = this.#deaths >= DEATHS;
      return new ModelError(isEach ? 'MODEL_ENGINE_DOWN' : 'MODEL_CRASHED', values);
    }
    if (said.why === 'engine')
      return new ModelError('MODEL_ENGINE_BROKEN', { ...values, folder: this.#options.engine });
    if (said.why === 'damaged') return new ModelError('MODEL_FILE_DAMAGED', values);
    if (said.why === 'memory') return new ModelError('MODEL_MEMORY', values);
    if (said.why === 'other') return new ModelError('MODEL_BAD_RESPONSE', values);
    const { tokens = 0, context = info.window } = said;
    const room = {
      en: `${tokens} tokens and an answer do not fit its context of ${context}`,
      zh: `${tokens} 个 token 加上回答，超出了 ${context} 的上下文`,
    };
    return new ModelError('MODEL_CONTEXT', { ...values, said: room }, { learnt: { context } });
  }

  #estimated(request: ChatRequest, text: string): Usage {
    if (text === '') return usageOf({ input: 0, output: 0 });
    const input = this.#calibration.prompt(request);
    return { ...usageOf({ input, output: this.#calibration.tokens(text) }), estimated: true };
  }
}

type Attempt = { readonly usage: Usage } & (
  | { readonly result: Omit<ChatResult, 'usage'> }
  | { readonly error: ModelError }
);

/** Whether an answer is long enough to tell of the pace. */
function isTelling({ output, reading, writing }: Done): boolean {
  return output >= TELLING && reading > 0 && writing > 0;
}

function usageOf({ input, output }: { readonly input: number; readonly output: number }): Usage {
  return { ...NO_USAGE, requests: 1, inputTokens: input, outputTokens: output };
}

function withUsage(error: ModelError, usage: Usage): ModelError {
  const { code, values, learnt } = error;
  return new ModelError(code, values, { learnt, usage, cause: error });
}
