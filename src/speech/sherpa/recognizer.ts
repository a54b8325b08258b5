import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import type { Heard, Recognizer } from '../recognizer.ts';
import { spacedTokens } from '../timed-tokens.ts';
import { cuesOf } from './cues.ts';
import type { SherpaEngine } from './engine/engine.ts';
import { type EngineConfig, LANES, RawHeard } from './engine/protocol.ts';
import type { SpeechModel } from './families/families.ts';
import { fromBytes } from './from-bytes.ts';
import { NamesFirst } from './names-first.ts';
import { whisperRecognizer } from './whisper.ts';

/** Fewer samples end the engine's process: 0.1 s. */
const FEWEST = SAMPLE_RATE_HERTZ / 10;

/** One window beside those at work, so that the next is at hand when one of them is done. */
const PARALLEL = LANES + 1;
/** What a recogniser may be given beside its model and engine. */
export type SherpaOptions = {
  /** Called once, when the engine will not take the model's hot words; all is then heard without them. */
  readonly onNamesRefused?: (() => void) | undefined;
};

/** A speech model run by the embedded engine. The engine stays the caller's to stop. */
export function sherpaRecognizer(
  model: SpeechModel,
  engine: SherpaEngine,
  options: SherpaOptions = {},
): Recognizer {
  if (model.decoder === 'whisper') return whisperRecognizer(model, engine);
  const names = new NamesFirst(model, engine, options.onNamesRefused);
  return {
    id: model.id,
    longest: model.longest,
    parallel: PARALLEL,
    detectsLanguage: model.detectsLanguage,
    // The others have no choice while they decode: the same sound always gives the same words.
    hasOtherWay: model.hotWords !== undefined,
    async recognise(samples, { language, isOtherWay = false, signal } = {}) {
      signal?.throwIfAborted();
      if (samples.length < FEWEST) return { cues: [] };
      const ask = async (config: EngineConfig): Promise<RawHeard> => {
        const task = { kind: 'recognise', config, samples } as const;
        return fromBytes(RawHeard.parse(await engine.ask(task, { name: model.folder, signal })));
      };
      const plain = model.config(language);
      const raw = await (isOtherWay ? ask(plain) : names.ask(plain, ask));
      const tokens = model.family === 'paraformer' ? spacedTokens(raw.tokens) : raw.tokens;
      return heardOf({ ...raw, tokens }, samples.length / SAMPLE_RATE_HERTZ);
    },
  };
}

function heardOf(raw: RawHeard, length: number): Heard {
  // SenseVoice writes its language as a token.
  const language = raw.lang.replace(/^<\|(.*)\|>$/, '$1');
  const mean = raw.ys_log_probs.reduce((sum, log) => sum + log, 0) / raw.ys_log_probs.length;
  return {
    cues: cuesOf(raw, length),
    ...(language && { language }),
    ...(raw.ys_log_probs.length > 0 && { confidence: Math.min(1, Math.exp(mean)) }),
  };
}
