/** The part of sherpa-onnx-node 1.13.8 used here; the package has no declarations of its own. */
declare module 'sherpa-onnx-node' {
  type Stream = {
    readonly handle: object;
    acceptWaveform(sound: { samples: Float32Array; sampleRate: number }): void;
  };
  class OfflineRecognizer {
    static createAsync(config: object): Promise<OfflineRecognizer>;
    readonly handle: object;
    createStream(): Stream;
    decodeAsync(stream: Stream): Promise<unknown>;
    getResult(stream: Stream): unknown;
  }
  class Vad {
    constructor(config: object, bufferSizeInSeconds: number);
    acceptWaveform(samples: Float32Array): void;
    isEmpty(): boolean;
    front(enableExternalBuffer: boolean): { start: number; samples: Float32Array };
    pop(): void;
    flush(): void;
    reset(): void;
  }
  type SpeakerStream = Omit<Stream, 'handle'> & { inputFinished(): void };
  class SpeakerEmbeddingExtractor {
    constructor(config: object);
    createStream(): SpeakerStream;
    compute(stream: SpeakerStream, enableExternalBuffer: boolean): Float32Array;
  }
  class Punctuation {
    constructor(config: object);
    addPunct(text: string): string;
  }
  const engine: {
    OfflinePunctuation: typeof Punctuation;
    OnlinePunctuation: typeof Punctuation;
    OfflineRecognizer: typeof OfflineRecognizer;
    SpeakerEmbeddingExtractor: typeof SpeakerEmbeddingExtractor;
    Vad: typeof Vad;
  };
  export type { OfflineRecognizer, Punctuation, SpeakerEmbeddingExtractor, Stream, Vad };
  export default engine;
}

/** The part below the package's classes. */
declare module 'sherpa-onnx-node/addon.js' {
  const addon: {
    /** Resolves with the answer, nearly as JSON. */
    decodeOfflineStreamAsync(recognizer: object, stream: object): Promise<string>;
  };
  export default addon;
}
