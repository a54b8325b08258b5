import type { OfflineRecognizer } from 'sherpa-onnx-node';

import { withHexTokens } from './hex-tokens.ts';
import type { EngineConfig } from './protocol.ts';

type Loaded = {
  /** What it was loaded from, without the language. */
  readonly files: string;
  readonly recognizer: OfflineRecognizer;
  /** What it is set to now. */
  config: string;
};

/**
 * The one speech model in memory. Windows that want the same may use it side by side; one that wants another
 * model or language waits until they are done, and takes its place.
 */
export class LoadedModel {
  readonly #maker: typeof OfflineRecognizer;
  readonly #users = new Set<Promise<unknown>>();
  #turn: Promise<unknown> = Promise.resolve();
  #loaded: Loaded | undefined;

  constructor(maker: typeof OfflineRecognizer) {
    this.#maker = maker;
  }

  /** Does some work with the model of this config. Fails when it cannot be loaded, or as the work does. */
  async use<T>(
    config: EngineConfig,
    work: (recognizer: OfflineRecognizer) => Promise<T>,
  ): Promise<T> {
    const begun = this.#turn.then(async () => {
      const recognizer = await this.#set(config);
      const result = work(recognizer);
      this.#users.add(result);
      const leave = (): void => void this.#users.delete(result);
      result.then(leave, leave);
      // In an object, for a promise given by itself would be waited for.
      return { result };
    });
    this.#turn = begun.catch(() => undefined);
    const { result } = await begun;
    return await result;
  }

  async #set(config: EngineConfig): Promise<OfflineRecognizer> {
    const wanted = JSON.stringify(config);
    if (this.#loaded?.config === wanted) return this.#loaded.recognizer;
    await Promise.allSettled(this.#users);
    const files = JSON.stringify(withoutLanguage(config));
    const { modelConfig } = config;
    // Whisper is told its language with every decoding, so nothing need be loaded again for another.
    if (this.#loaded?.files === files && modelConfig['whisper'] !== undefined) {
      this.#loaded.recognizer.setConfig(config);
      this.#loaded.config = wanted;
      return this.#loaded.recognizer;
    }
    this.#loaded = undefined;
    const recognizer = await withHexTokens(config, (own) => this.#maker.createAsync(own));
    this.#loaded = { files, recognizer, config: wanted };
    return recognizer;
  }
}

function withoutLanguage(config: EngineConfig): unknown {
  const { modelConfig } = config;
  const whisper = { ...Object(modelConfig['whisper']), language: undefined };
  return { ...config, modelConfig: { ...modelConfig, whisper } };
}
