import type { Asked } from './asked.ts';
import type { Fault } from './faults.ts';

/** How quickly the simulated provider answers. */
export type SimulatedSpeed = {
  /** Time to the first token, in milliseconds. */
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
};

/** How the simulated provider behaves. */
export type SimulatedProviderOptions = {
  /** The answer to a request; `undefined` when there is none, which is told with a 404. */
  readonly answer: (asked: Asked) => string | undefined;
  /** What should go wrong. @default what a model name like `fault:stall` asks for */
  readonly fault?: ((asked: Asked) => Fault | undefined) | undefined;
  /** @default as quick as possible */
  readonly speed?: SimulatedSpeed | undefined;
  /** Count of answers it writes at once; what comes beyond that is refused with a 429. @default any number */
  readonly streams?: number | undefined;
  /** @default a free one */
  readonly port?: number | undefined;
  /** Context window the local-server endpoints report, in tokens. @default 32768 */
  readonly window?: number | undefined;
};
