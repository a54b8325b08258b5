import { AppError } from '../../base/errors.ts';
import type { SherpaEngine } from './engine/engine.ts';
import type { EngineConfig } from './engine/protocol.ts';
import type { SherpaModel, SpeechModel } from './families/families.ts';

/**
 * What each piece of a hot word adds to the logarithm of its likelihood: the engine's own default. For NeMo's
 * transducers half of it, for there it is added twice (k2-fsa/sherpa-onnx#3895 says so of 1.13's decoder).
 */
const SCORE = 1.5;
const NEMO_SCORE = 0.75;

/** Asks an engine with the names it is to know, and without them once it has refused them. */
export class NamesFirst {
  readonly #model: SpeechModel & SherpaModel;
  readonly #engine: SherpaEngine;
  readonly #onRefused: (() => void) | undefined;
  #isRefused = false;

  /** `onRefused` is called once, when the engine will not take them. */
  constructor(model: SpeechModel & SherpaModel, engine: SherpaEngine, onRefused?: () => void) {
    this.#model = model;
    this.#engine = engine;
    this.#onRefused = onRefused;
  }

  /** Does some work with the config that has the names in it, else with the plain one. */
  async ask<T>(plain: EngineConfig, work: (config: EngineConfig) => Promise<T>): Promise<T> {
    const { hotWords, family } = this.#model;
    if (!hotWords || this.#isRefused) return await work(plain);
    try {
      const config = {
        ...plain,
        modelConfig: {
          ...plain.modelConfig,
          modelingUnit: 'bpe',
          bpeVocab: await this.#engine.keep(hotWords.vocabulary),
        },
        decodingMethod: 'modified_beam_search',
        hotwordsFile: await this.#engine.keep(hotWords.phrases),
        hotwordsScore: family === 'nemo-transducer' ? NEMO_SCORE : SCORE,
      } as const;
      return await work(config);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (!this.#isRefused) this.#onRefused?.();
      this.#isRefused = true;
      return await work(plain);
    }
  }
}

/** True for what may be the names' fault: the engine dies of them, or their files cannot be written. */
function isRefusal(error: unknown): boolean {
  const code = AppError.find(error)?.code;
  if (code) return code === 'SPEECH_MODEL_DAMAGED' || code === 'SPEECH_ENGINE_DIED';
  return error instanceof Error && 'syscall' in error;
}
