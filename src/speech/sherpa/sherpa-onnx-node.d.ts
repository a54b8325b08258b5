/** The part of sherpa-onnx-node 1.13.8 used here; the package has no declarations of its own. */
declare module 'sherpa-onnx-node' {
  type Stream = {
    acceptWaveform(sound: { samples: Float32Array; sampleRate: number }): void;
  };
  class OfflineRecognizer {
    static createAsync(config: object): Promise<OfflineRecognizer>;
    createStream(): Stream;
    setConfig(config: object): void;
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
  const engine: {
    OfflineRecognizer: typeof OfflineRecognizer;
    Vad: typeof Vad;
  };
  export type { OfflineRecognizer, Vad };
  export default engine;
}
