import { recommendSpeech } from '../../app/choosing/recommend-speech.ts';
import { lookAtSettings } from '../../app/doctor/settings.ts';
import { dropModel, fetchForUse } from '../../app/models/fetch-model.ts';
import { allModels, listedModel } from '../../app/models/models.ts';
import { recommendLanguage } from '../../app/models/recommend-language.ts';
import type { Environment } from '../../app/settings/settings-file.ts';
import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import type { SpeechModelInfo } from '../contract-settings.ts';
import { type Fetching, speechModelInfo } from './speech-model-info.ts';

/** A model on its way, or what kept it from coming. */
type Download = {
  state: Fetching;
  readonly stop: AbortController;
  /** Resolves when nothing is written any more, however it ended. */
  readonly ended: Promise<void>;
};

export type SpeechModelsOptions = {
  readonly env: Environment;
  /** Told what nobody foresaw. */
  readonly report: (error: unknown) => void;
};

/** The speech models of this machine; they are fetched in the background, each once at a time, whoever asked for it. */
export class SpeechModels {
  readonly #env: Environment;
  readonly #report: (error: unknown) => void;
  /** By the models' names; those that have come are told by the disk. */
  readonly #downloads = new Map<string, Download>();

  constructor({ env, report }: SpeechModelsOptions) {
    this.#env = env;
    this.#report = report;
  }

  /** All that can be fetched, the best first. */
  async list(language: InterfaceLanguage): Promise<SpeechModelInfo[]> {
    const models = await allModels(this.#env);
    // Models are to be seen whatever is wrong with the settings.
    const { settings } = await lookAtSettings(this.#env);
    const best = [recommendSpeech(settings.from)?.name, recommendLanguage()?.name];
    return models.map((model) => {
      const fetching = this.#downloads.get(model.name)?.state;
      return speechModelInfo(model, { language, best, fetching });
    });
  }

  /** Begins to fetch a model, unless that is under way; gives its state. Throws `MODEL_UNLISTED`. */
  async pull(given: string, language: InterfaceLanguage): Promise<SpeechModelInfo> {
    const { name } = listedModel(given);
    const earlier = this.#downloads.get(name);
    if (earlier === undefined || earlier.state.obstacle) this.#begin(name);
    const found = (await this.list(language)).find((model) => model.name === name);
    if (!found) throw new Error('a model that has a name is not on the list');
    return found;
  }

  /**
   * Removes a model; one that is on its way is given up first. Throws `MODEL_UNLISTED`, `MODEL_NOT_HERE`,
   * `MODELS_UNWRITABLE`.
   */
  async remove(given: string): Promise<void> {
    const { name } = listedModel(given);
    const download = this.#downloads.get(name);
    download?.stop.abort();
    await download?.ended;
    this.#downloads.delete(name);
    await dropModel(name, this.#env).catch((error: unknown) => {
      // Of one that had only begun there may be nothing on the disk.
      if (download && AppError.find(error)?.code === 'MODEL_NOT_HERE') return;
      throw error;
    });
  }

  /** Ends what is under way; what has come so far is gone on from the next time. */
  async close(): Promise<void> {
    const all = [...this.#downloads.values()];
    for (const { stop } of all) stop.abort();
    await Promise.all(all.map(({ ended }) => ended));
  }

  #begin(name: string): void {
    const stop = new AbortController();
    const download: Download = {
      state: { received: 0 },
      stop,
      ended: this.#fetch(name, stop.signal),
    };
    this.#downloads.set(name, download);
  }

  async #fetch(name: string, signal: AbortSignal): Promise<void> {
    const tell = (state: Fetching): void => {
      const download = this.#downloads.get(name);
      if (download) download.state = state;
    };
    try {
      const { settings } = await lookAtSettings(this.#env);
      await fetchForUse(name, {
        env: this.#env,
        modelsFrom: settings.modelsFrom,
        signal,
        onProgress: ({ received, total }) => tell({ received, total }),
      });
      this.#downloads.delete(name);
    } catch (error) {
      if (signal.aborted) return;
      const failure = AppError.find(error);
      if (!failure) this.#report(error);
      const { code, values } = failure ?? new AppError('WORK_BROKEN', { reason: String(error) });
      tell({ received: 0, obstacle: { code, values } });
    }
  }
}
