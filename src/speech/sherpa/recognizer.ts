import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import type { Heard, Recognizer } from '../recognizer.ts';
import { cuesOf } from './cues.ts';
import type { SherpaEngine } from './engine.ts';
import type { SpeechModel } from './families.ts';
import { RawHeard } from './protocol.ts';

/** Fewer samples end the engine's process: 0.1 s. */
const FEWEST = SAMPLE_RATE_HERTZ / 10;

/** A speech model run by the embedded engine. The engine stays the caller's to stop. */
export function sherpaRecognizer(model: SpeechModel, engine: SherpaEngine): Recognizer {
  return {
    id: model.id,
    longest: model.longest,
    async recognise(samples, { signal } = {}) {
      signal?.throwIfAborted();
      if (samples.length < FEWEST) return { cues: [] };
      const task = {
        kind: 'recognise',
        config: model.config,
        samples: withTail(samples, model.tail * SAMPLE_RATE_HERTZ),
      } as const;
      const raw = RawHeard.parse(await engine.ask(task, { name: model.folder, signal }));
      return heardOf(raw, samples.length / SAMPLE_RATE_HERTZ);
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

function withTail(samples: Float32Array, tail: number): Float32Array {
  // A view would take the whole talk's buffer along to the other process.
  const longer = new Float32Array(samples.length + tail);
  longer.set(samples);
  return longer;
}
