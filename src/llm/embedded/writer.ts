import { stat } from 'node:fs/promises';

import type * as NodeLlamaCpp from 'node-llama-cpp';
import type {
  ChatHistoryItem,
  ChatWrapper,
  Llama,
  LlamaChat,
  LlamaContext,
  LlamaGrammar,
  LlamaModel,
} from 'node-llama-cpp';

import { freeMemory } from '../../base/free-memory.ts';
import type { Done, Task } from './protocol.ts';

/** The engine's package. */
export type Engine = typeof NodeLlamaCpp;

/** Contexts are made in powers of two of this size, in tokens: each new size takes memory and time. */
const CONTEXT_STEP = 2048;
/**
 * The engine's threads wait for each other by spinning: on two busy cores two of them wrote 0.8 tokens a second where
 * one wrote 800. A speed below this share of the best means that others need the cores.
 */
const CROWDED = 0.25;
/** Shorter answers tell nothing of the speed, in tokens. */
const LEAST_MEASURED = 16;
/** The same question gets the same answer. */
const TEMPERATURE = 0;

/** Reasoning off, in the settings of each family that reasons by itself. */
const WITHOUT_THINKING = {
  qwen: { thoughts: 'discourage' },
  gemma4: { reasoning: false },
  harmony: { reasoningEffort: 'low' },
  seed: { thinkingBudget: 0 },
  jinjaTemplate: { additionalRenderParameters: { enable_thinking: false } },
};

/** Why a prompt was refused before anything was computed. */
export class PromptTooLong extends Error {
  readonly tokens: number;
  readonly context: number;

  constructor(tokens: number, context: number) {
    super(`${tokens} tokens do not fit a context of ${context}`);
    this.tokens = tokens;
    this.context = context;
  }
}

/** Why something was not loaded: it would not fit, or push out what others work with. */
export class MemoryShort extends Error {
  /** Both in bytes. */
  constructor(needed: number, free: number) {
    const [wants, has] = [needed, free].map((bytes) => (bytes / 1e9).toFixed(1));
    super(`it needs about ${wants} GB, ${has} GB are free`);
  }
}

/** A loaded model that writes one answer after another. */
export class Writer {
  readonly #llama: Llama;
  readonly #model: LlamaModel;
  readonly #engine: Engine;
  readonly #wrapper: ChatWrapper;
  #open: { readonly context: LlamaContext; readonly chat: LlamaChat } | undefined;
  #threads: number;
  #bestSpeed = 0;

  private constructor(engine: Engine, llama: Llama, model: LlamaModel) {
    this.#engine = engine;
    this.#llama = llama;
    this.#model = model;
    this.#wrapper = engine.resolveChatWrapper(model, {
      customWrapperSettings: WITHOUT_THINKING,
      warningLogs: false,
    });
    // One core is left for whoever hears or reads beside it.
    this.#threads = Math.max(1, llama.cpuMathCores - 1);
  }

  /** Loads a model; fails with the engine's own errors. */
  static async load(
    engine: Engine,
    { file, gpu }: Pick<Task, 'file' | 'gpu'>,
    {
      onShare,
      signal,
    }: { readonly onShare: (share: number) => void; readonly signal: AbortSignal },
  ): Promise<Writer> {
    refuseLarger((await stat(file)).size);
    const llama = await engine.getLlama({
      gpu,
      build: 'never',
      logLevel: 'disabled',
      progressLogs: false,
    });
    const model = await llama.loadModel({
      modelPath: file,
      loadSignal: signal,
      onLoadProgress: onShare,
    });
    return new Writer(engine, llama, model);
  }

  async release(): Promise<void> {
    await this.#close();
    await this.#model.dispose();
  }

  /**
   * Writes an answer, its text as it comes to `onText`. Throws `PromptTooLong` before anything is computed, since the
   * engine itself would drop the beginning of the prompt and say nothing; the signal's reason; the engine's own errors.
   */
  async write(
    task: Task,
    { onText, signal }: { readonly onText: (text: string) => void; readonly signal: AbortSignal },
  ): Promise<Done> {
    const history = historyOf(task);
    const input = this.#count(history);
    const most = Math.min(task.window, this.#model.trainContextSize);
    if (input + task.expectTokens > most) throw new PromptTooLong(input, most);
    const grammar = await this.#grammar(task);
    const { context, chat } = await this.#opened(Math.min(most, input + task.maxTokens), signal);
    let output = 0;
    const begun = performance.now();
    let first = begun;
    const { metadata } = await chat.generateResponse(history, {
      maxTokens: Math.min(task.maxTokens, context.contextSize - input),
      temperature: TEMPERATURE,
      repeatPenalty: false,
      budgets: { thoughtTokens: 0 },
      ...(grammar && { grammar }),
      signal,
      onTextChunk: onText,
      onToken: (tokens) => {
        if (output === 0) first = performance.now();
        output += tokens.length;
      },
    });
    const [reading, writing] = [(first - begun) / 1000, (performance.now() - first) / 1000];
    await this.#measure(output, writing);
    const finish = metadata.stopReason === 'maxTokens' ? 'length' : 'stop';
    return { finish, input, output, reading, writing };
  }

  /** The tokens of a conversation, in the model's own template and by its own tokenizer. */
  #count(chatHistory: ChatHistoryItem[]): number {
    const { contextText } = this.#wrapper.generateContextState({ chatHistory });
    return contextText.tokenize(this.#model.tokenizer).length;
  }

  async #grammar({ grammar, schema }: Task): Promise<LlamaGrammar | undefined> {
    if (grammar !== undefined) return await this.#llama.createGrammar({ grammar });
    return schema && (await this.#llama.createGrammarForJsonSchema(schema));
  }

  /** A context with room for so many tokens; the one that is there, where it is large enough. */
  async #opened(
    tokens: number,
    signal: AbortSignal,
  ): Promise<{ readonly context: LlamaContext; readonly chat: LlamaChat }> {
    if (this.#open && this.#open.context.contextSize >= tokens) return this.#open;
    await this.#close();
    const size = CONTEXT_STEP * 2 ** Math.ceil(Math.log2(Math.max(1, tokens / CONTEXT_STEP)));
    const needed = this.#model.fileInsights.estimateContextResourceRequirements({
      contextSize: size,
      modelGpuLayers: 0,
      includeGraphOverhead: false,
    });
    refuseLarger(needed.cpuRam);
    const context = await this.#model.createContext({
      contextSize: { min: tokens, max: size },
      sequences: 1,
      threads: { ideal: this.#threads, min: 1 },
      failedCreationRemedy: false,
      createSignal: signal,
    });
    const chat = new this.#engine.LlamaChat({
      contextSequence: context.getSequence(),
      chatWrapper: this.#wrapper,
    });
    this.#open = { context, chat };
    return this.#open;
  }

  async #close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    open?.chat.dispose();
    await open?.context.dispose();
  }

  /** Takes fewer threads where others need the cores; `seconds` are those of the writing alone. */
  async #measure(tokens: number, seconds: number): Promise<void> {
    if (tokens < LEAST_MEASURED || seconds <= 0) return;
    const speed = tokens / seconds;
    this.#bestSpeed = Math.max(this.#bestSpeed, speed);
    if (this.#threads === 1 || speed > CROWDED * this.#bestSpeed) return;
    this.#threads = Math.ceil(this.#threads / 2);
    await this.#close();
  }
}

/** The engine itself takes what it is asked for, until the system ends it. */
function refuseLarger(bytes: number): void {
  const free = freeMemory();
  if (bytes > free) throw new MemoryShort(bytes, free);
}

function historyOf({ system, user }: Task): ChatHistoryItem[] {
  return [
    ...(system === undefined ? [] : [{ type: 'system' as const, text: system }]),
    { type: 'user', text: user },
    { type: 'model', response: [] },
  ];
}
