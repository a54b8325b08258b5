import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import type { Heard, HeardCue, Recognizer } from '../recognizer.ts';
import { shiftCue } from '../windows/shift.ts';
import { cuesOf } from './cues.ts';
import type { SherpaEngine } from './engine/engine.ts';
import { type EngineConfig, LANES, RawHeard } from './engine/protocol.ts';
import type { SpeechModel } from './families/families.ts';
import { fromHex } from './from-hex.ts';
import { NamesFirst } from './names-first.ts';
import { spacedTokens } from './words.ts';

/** Fewer samples end the engine's process: 0.1 s. */
const FEWEST = SAMPLE_RATE_HERTZ / 10;

/** One window beside those at work, so that the next is at hand when one of them is done. */
const PARALLEL = LANES + 1;
/**
 * Silence put before a window that Whisper got wrong, in seconds: other frames give it other sounds. Its
 * first time must lie within a second.
 */
const SHIFT = 0.4;

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
  const isWhisper = model.family === 'whisper';
  const names = new NamesFirst(model, engine, options.onNamesRefused);
  return {
    id: model.id,
    longest: model.longest,
    parallel: PARALLEL,
    detectsLanguage: model.detectsLanguage,
    // The others have no choice while they decode: the same sound always gives the same words.
    hasOtherWay: isWhisper || model.hotWords !== undefined,
    async recognise(samples, { language, isOtherWay = false, signal } = {}) {
      signal?.throwIfAborted();
      if (samples.length < FEWEST) return { cues: [] };
      const shift = isOtherWay && isWhisper ? SHIFT : 0;
      const padded = withSilence(samples, { before: shift, after: model.tail });
      const ask = async (config: EngineConfig): Promise<RawHeard> => {
        const task = { kind: 'recognise', config, samples: padded } as const;
        const raw = RawHeard.parse(await engine.ask(task, { name: model.folder, signal }));
        return isWhisper ? fromHex(raw) : raw;
      };
      const plain = model.config(language);
      const raw = await (isOtherWay ? ask(plain) : names.ask(plain, ask));
      const length = samples.length / SAMPLE_RATE_HERTZ;
      const tokens = model.family === 'paraformer' ? spacedTokens(raw.tokens) : raw.tokens;
      const heard = heardOf({ ...raw, tokens }, shift + length);
      return shift === 0 ? heard : { ...heard, cues: heard.cues.map((cue) => earlier(cue, shift)) };
    },
  };
}

function earlier(cue: HeardCue, by: Seconds): HeardCue {
  const inside = (time: Seconds): Seconds => Math.max(by, time);
  const words = cue.words?.map((word) => ({
    ...word,
    start: inside(word.start),
    end: inside(word.end),
  }));
  const { start, end } = cue;
  return shiftCue({ ...cue, start: inside(start), end: inside(end), ...(words && { words }) }, -by);
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

/** The samples with silence around them, in seconds. */
function withSilence(
  samples: Float32Array,
  { before, after }: { readonly before: Seconds; readonly after: Seconds },
): Float32Array {
  if (before + after === 0) return samples;
  const longer = new Float32Array(samples.length + (before + after) * SAMPLE_RATE_HERTZ);
  longer.set(samples, before * SAMPLE_RATE_HERTZ);
  return longer;
}
