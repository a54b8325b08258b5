type Loaded<Model> = { readonly key: string; readonly model: Model };

/**
 * The one speech model of its kind in memory. Windows that want the same may use it side by side; one that wants
 * another waits until they are done, and takes its place.
 */
export class LoadedModel<Config, Model> {
  readonly #load: (config: Config) => Promise<Model>;
  readonly #release: (model: Model) => void;
  readonly #users = new Set<Promise<unknown>>();
  #turn: Promise<unknown> = Promise.resolve();
  #loaded: Loaded<Model> | undefined;

  /** `release` lets go of what the garbage collector does not know of. */
  constructor(load: (config: Config) => Promise<Model>, release: (model: Model) => void) {
    this.#load = load;
    this.#release = release;
  }

  /** Does some work with the model of this config. Fails when it cannot be loaded, or as the work does. */
  async use<T>(config: Config, work: (model: Model) => Promise<T>): Promise<T> {
    const begun = this.#turn.then(async () => {
      const model = await this.#set(config);
      const result = work(model);
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

  async #set(config: Config): Promise<Model> {
    const key = JSON.stringify(config);
    if (this.#loaded?.key === key) return this.#loaded.model;
    await Promise.allSettled(this.#users);
    if (this.#loaded) this.#release(this.#loaded.model);
    this.#loaded = undefined;
    const model = await this.#load(config);
    this.#loaded = { key, model };
    return model;
  }
}
