import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import { Heard, type Recognizer } from '../recognizer.ts';
import { shiftCue, shiftSpan } from '../windows/shift.ts';
import type { SherpaEngine } from './engine/engine.ts';
import { LANES } from './engine/protocol.ts';
import type { OwnWhisper, SpeechModel } from './families/families.ts';

/** One window beside those at work, so that the next is at hand when one of them is done. */
const PARALLEL = LANES + 1;
/**
 * Silence put before a window that Whisper got wrong, in seconds: other frames give it other sounds. Its first time
 * must lie within a second.
 */
const SHIFT = 0.4;

/** A Whisper model in the engine's process, decoded by Talkleaf itself. The engine stays the caller's to stop. */
export function whisperRecognizer(
  model: SpeechModel & OwnWhisper,
  engine: SherpaEngine,
): Recognizer {
  const { files, language } = model;
  return {
    id: model.id,
    longest: model.longest,
    parallel: PARALLEL,
    detectsLanguage: model.detectsLanguage,
    hasOtherWay: true,
    async recognise(samples, { language: likely, speech = [], isOtherWay = false, signal } = {}) {
      signal?.throwIfAborted();
      const shift = isOtherWay ? SHIFT : 0;
      const task = {
        kind: 'write-down',
        files,
        samples: shift > 0 ? withSilence(samples, shift) : samples,
        options: { language, likely, speech: speech.map((span) => shiftSpan(span, shift)) },
      } as const;
      const heard = Heard.parse(await engine.ask(task, { name: model.folder, signal }));
      if (shift === 0) return heard;
      return { ...heard, cues: heard.cues.map((cue) => earlier(cue, shift)) };
    },
  };
}

function earlier<T extends { start: Seconds; end: Seconds }>(cue: T, by: Seconds): T {
  const inside = { ...cue, start: Math.max(by, cue.start), end: Math.max(by, cue.end) };
  return shiftCue(inside, -by);
}

function withSilence(samples: Float32Array, before: Seconds): Float32Array {
  const at = Math.round(before * SAMPLE_RATE_HERTZ);
  const longer = new Float32Array(at + samples.length);
  longer.set(samples, at);
  return longer;
}
