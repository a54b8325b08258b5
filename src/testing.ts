/**
 * Help for testing what is built on Talkleaf: a model server that answers from a function. Import it
 * as `talkleaf/testing`.
 */
export {
  startSimulatedProvider,
  type Asked,
  type Fault,
  type SimulatedProvider,
  type SimulatedProviderOptions,
  type SimulatedSpeed,
} from './llm/simulated/server.ts';
