/** The part of node-llama-cpp 3.21.1 that is used here. It is no dependency: it is put beside Talkleaf on demand. */
declare module 'node-llama-cpp' {
  export function getLlama(options: {
    gpu: false | 'metal' | 'cuda' | 'vulkan';
    build: 'never';
    logLevel: 'disabled' | 'error';
    progressLogs: boolean;
  }): Promise<Llama>;

  export class Llama {
    readonly cpuMathCores: number;
    loadModel(options: {
      modelPath: string;
      loadSignal?: AbortSignal;
      onLoadProgress?(share: number): void;
    }): Promise<LlamaModel>;
    createGrammar(options: { grammar: string }): Promise<LlamaGrammar>;
    createGrammarForJsonSchema(schema: unknown): Promise<LlamaGrammar>;
  }

  export class LlamaGrammar {
    readonly rootRuleName: string;
  }

  export class LlamaModel {
    /** In tokens. */
    readonly trainContextSize: number;
    readonly tokenizer: Tokenizer;
    readonly fileInsights: {
      /** In bytes; within 2 % of what its successor finds out by trying, which takes what it asks after. */
      estimateContextResourceRequirements(options: {
        contextSize: number;
        modelGpuLayers: number;
        includeGraphOverhead: boolean;
      }): { cpuRam: number };
    };
    createContext(options: {
      contextSize: { min: number; max: number };
      sequences: 1;
      threads: { ideal: number; min: number };
      failedCreationRemedy: false;
      createSignal?: AbortSignal;
    }): Promise<LlamaContext>;
    dispose(): Promise<void>;
  }

  export type Tokenizer = (text: string) => number[];

  export class LlamaContext {
    readonly contextSize: number;
    getSequence(): LlamaContextSequence;
    dispose(): Promise<void>;
  }

  export class LlamaContextSequence {
    /** Tokens that stand in it. */
    readonly contextTokens: number[];
  }

  export type ChatHistoryItem =
    | { type: 'system' | 'user'; text: string }
    | { type: 'model'; response: string[] };

  export class ChatWrapper {
    generateContextState(options: { chatHistory: ChatHistoryItem[] }): {
      contextText: { tokenize(tokenizer: Tokenizer): number[] };
    };
  }

  export function resolveChatWrapper(
    model: LlamaModel,
    options: { customWrapperSettings: Record<string, unknown>; warningLogs: boolean },
  ): ChatWrapper;

  export class LlamaChat {
    constructor(options: { contextSequence: LlamaContextSequence; chatWrapper: ChatWrapper });
    generateResponse(
      history: ChatHistoryItem[],
      options: {
        maxTokens: number;
        temperature: number;
        repeatPenalty: false;
        budgets: { thoughtTokens: number };
        grammar?: LlamaGrammar;
        signal: AbortSignal;
        onTextChunk(text: string): void;
        onToken(tokens: number[]): void;
      },
    ): Promise<{ metadata: { stopReason: string } }>;
    dispose(options?: { disposeSequence?: boolean }): void;
  }
}
