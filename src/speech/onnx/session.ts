import type { Pointer } from './functions.ts';
import { check, madeBy, onnxRuntime } from './runtime.ts';
import { Tensor } from './tensor.ts';

/** One ONNX graph, loaded. Its inputs and outputs are given and taken in its own order. */
export class Session {
  readonly #session: Pointer;
  readonly #inputs: readonly string[];
  /** Names of what it gives. */
  readonly outputs: readonly string[];

  private constructor(session: Pointer) {
    const { api, allocator } = onnxRuntime();
    const names = (count: typeof api.inputCount, name: typeof api.inputName): string[] =>
      Array.from({ length: madeBy<number>(api, (out) => count(session, out)) }, (_, index) =>
        madeBy<string>(api, (out) => name(session, index, allocator, out)),
      );
    this.#session = session;
    this.#inputs = names(api.inputCount, api.inputName);
    this.outputs = names(api.outputCount, api.outputName);
  }

  /**
   * Loads the graph in a file, or that is in these bytes, to be run by so many threads. Fails as the library says; and
   * for bytes of a model that keeps its weights in another file.
   */
  static async load(
    graph: string | Uint8Array,
    { threads }: { readonly threads: number },
  ): Promise<Session> {
    const { api, env } = onnxRuntime();
    const options = madeBy(api, api.createSessionOptions);
    try {
      check(api, api.setThreads(options, threads));
      const out: [Pointer] = [null];
      await called((done) => {
        if (typeof graph === 'string') api.createSession.async(env, graph, options, out, done);
        else api.createSessionFromBytes.async(env, graph, graph.length, options, out, done);
      });
      return new Session(out[0]);
    } finally {
      api.releaseSessionOptions(options);
    }
  }

  /** What the file says of itself under a key. */
  metadata(key: string): string | undefined {
    const { api, allocator } = onnxRuntime();
    const metadata = madeBy(api, (out) => api.metadata(this.#session, out));
    const out: [string | null] = [null];
    check(api, api.metadataValue(metadata, allocator, key, out));
    return out[0] ?? undefined;
  }

  release(): void {
    onnxRuntime().api.releaseSession(this.#session);
  }

  /**
   * Runs the graph beside the event loop, as far as these outputs need it. They are the caller's to release, like the
   * inputs. The first of them are put into tensors that are there, of the right shape, where those are given.
   */
  async run(
    inputs: readonly Tensor[],
    wanted = this.outputs,
    into: readonly Tensor[] = [],
  ): Promise<Tensor[]> {
    const { api } = onnxRuntime();
    const given = inputs.map(({ pointer }) => pointer);
    const outputs: Pointer[] = wanted.map((_, at) => into[at]?.pointer ?? null);
    await called((done) =>
      api.run.async(
        this.#session,
        null,
        this.#inputs,
        given,
        given.length,
        wanted,
        outputs.length,
        outputs,
        done,
      ),
    );
    return outputs.map((pointer, at) => into[at] ?? new Tensor(pointer));
  }
}

/** Waits for a call made on another thread, and checks its status. */
async function called(
  start: (done: (error: unknown, status: Pointer) => void) => void,
): Promise<void> {
  const status = await new Promise<Pointer>((resolve, reject) => {
    start((error, result) => (error === null ? resolve(result) : reject(error)));
  });
  check(onnxRuntime().api, status);
}
