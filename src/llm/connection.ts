import type { HeaderLookup, Transport } from '../network/http-answer.ts';
import type { ChatRequest } from './chat-model.ts';
import { failure, type Server } from './failures/failure.ts';
import type { ModelFacts } from './models/model-facts.ts';
import type { Provider } from './models/providers.ts';
import { firstSettings, type Settings } from './models/settings.ts';
import { Calibration } from './pacing/calibration.ts';
import type { Clock } from './pacing/clock.ts';
import type { Limiter } from './pacing/limiter.ts';
import { Tempo } from './pacing/tempo.ts';
import { TwinBudget } from './pacing/twin-budget.ts';
import type { Patience } from './pacing/watchdog.ts';
import { lineSchema } from './wires/rows.ts';
import type { Wire, WireCall } from './wires/wire.ts';

/** The least cacheable prefix where the provider does not say, in tokens (Anthropic's largest). */
const CACHE_FROM = 4096;
/** Step of context sizes asked of Ollama, in tokens: each new size loads the model again. */
const CONTEXT_STEP = 2048;
/** Room above the estimate, as a factor, because a prompt that is cut is worse than spare memory. */
const CONTEXT_ROOM = 1.1;

export type ConnectionOptions = {
  readonly provider: Provider;
  readonly facts: ModelFacts;
  readonly server: Server;
  readonly baseUrl: string;
  readonly wire: Wire;
  readonly send: Transport;
  readonly patience: Patience;
  readonly limiter: Limiter;
  readonly clock: Clock;
};

/** A request with everything decided but how it travels. */
export type SettledCall = Omit<WireCall, 'post' | 'signal'>;

/** One model of one server, and what has been learnt of it so far. */
export class Connection {
  readonly provider: Provider;
  readonly server: Server;
  readonly wire: Wire;
  readonly send: Transport;
  readonly patience: Patience;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly calibration: Calibration;
  /** Absent where a request that says nothing can only be waited for. */
  readonly tempo: Tempo | undefined;
  readonly twins = new TwinBudget();
  settings: Settings;
  /** True once the server has answered anything at all. */
  isReached = false;
  /** When the latest good answer ended, in milliseconds of the clock. */
  goodAtMs = Number.NEGATIVE_INFINITY;
  readonly #facts: ModelFacts;
  readonly #baseUrl: string;
  #contextTokens = 0;

  constructor(options: ConnectionOptions) {
    const { provider, facts } = options;
    this.provider = provider;
    this.server = options.server;
    this.wire = options.wire;
    this.send = options.send;
    this.patience = options.patience;
    this.limiter = options.limiter;
    this.clock = options.clock;
    const { stall } = options.patience;
    this.tempo = stall && new Tempo(stall);
    this.calibration = new Calibration(facts.family);
    this.settings = firstSettings(provider, facts);
    this.#facts = facts;
    this.#baseUrl = options.baseUrl;
  }

  /** Decides everything about a request by what is known now. */
  settle(request: ChatRequest): SettledCall {
    const { settings, server } = this;
    const { system } = request;
    const rows = settings.rows === 'none' ? undefined : request.rows;
    const isRowSchema = rows !== undefined && settings.rows === 'schema';
    const schema = isRowSchema ? lineSchema(rows) : request.schema;
    const structured = isRowSchema ? 'json_schema' : schema ? settings.structured : 'none';
    const isInWords = schema !== undefined && structured !== 'json_schema';
    const user = request.user + (isInWords ? schemaInWords(schema) : isRowSchema ? AS_OBJECT : '');
    const maxTokens = Math.min(
      request.maxTokens,
      this.#facts.maxOutput,
      settings.maxOutput ?? Number.POSITIVE_INFINITY,
    );
    return {
      baseUrl: this.#baseUrl,
      key: server.key?.value,
      model: server.model,
      system,
      user,
      maxTokens,
      contextTokens: this.#context({ system, user }, maxTokens),
      schema,
      structured,
      rows,
      settings,
      cacheSystem: this.#isCacheable(request),
    };
  }

  /** The server has answered something, with these headers. */
  answered(headers: HeaderLookup): void {
    this.isReached = true;
    this.limiter.learn(headers);
  }

  /**
   * Throws `MODEL_CONTEXT` for a prompt that the server is known to cut: Ollama keeps what fits its
   * context and says nothing.
   */
  refuseTooLong(call: SettledCall): void {
    if (this.provider.wire !== 'ollama') return;
    const { window } = this.#facts;
    const tokens = this.calibration.prompt(call);
    if (tokens <= window) return;
    const said = {
      en: `about ${tokens} tokens do not fit its context of ${window}`,
      zh: `约 ${tokens} 个 token，上下文只有 ${window}`,
    };
    throw failure(this.server, ['MODEL_CONTEXT', said], { learnt: { context: window } });
  }

  /** Never smaller than before: each change of size makes the server load the model again. */
  #context(prompt: { system?: string | undefined; user: string }, maxTokens: number): number {
    const need = this.calibration.prompt(prompt) * CONTEXT_ROOM + maxTokens;
    const steps = 2 ** Math.ceil(Math.log2(Math.max(1, need / CONTEXT_STEP)));
    const size = Math.min(this.#facts.window, steps * CONTEXT_STEP);
    this.#contextTokens = Math.max(this.#contextTokens, size);
    return this.#contextTokens;
  }

  #isCacheable({ cachePrefix, system }: ChatRequest): boolean {
    if (cachePrefix !== true || system === undefined) return false;
    return this.calibration.tokens(system) >= (this.#facts.cacheFrom ?? CACHE_FROM);
  }
}

/** Said where the rows of an answer are enforced as the fields of an object. */
const AS_OBJECT =
  "\n\nAnswer with one JSON object: each line's number in quotes, then its text as a string.";

/** The schema for servers that cannot enforce it. JSON mode also wants the word in the prompt. */
function schemaInWords(schema: Readonly<Record<string, unknown>>): string {
  return `\n\nAnswer with one JSON object and nothing else. It must match this JSON schema:\n${JSON.stringify(schema)}`;
}
