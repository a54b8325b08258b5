import { z } from 'zod';

import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import type { VoiceActivity } from '../voice-activity.ts';
import type { SherpaEngine } from './engine.ts';
import { lookAtModelFile } from './model-file.ts';

const Spans = z.array(z.object({ start: z.number(), end: z.number() }));

/**
 * Silence put before the sound, in samples: 1 s. Without it the detector, cold, misses up to 0.6 s of speech
 * at the start; with it, the starts of the sentences of sample/talk.wav are right to 0.05 s.
 */
const LEAD = SAMPLE_RATE_HERTZ;

/**
 * Silero's voice activity detector in the embedded engine, from its ONNX file (`models/silero-vad/`). Fails
 * with SPEECH_MODEL_DAMAGED when the file is not one. The engine stays the caller's to stop.
 */
export async function sileroVoiceActivity(
  file: string,
  engine: SherpaEngine,
): Promise<VoiceActivity> {
  const { path } = await lookAtModelFile(file);
  return {
    async findSpeech(samples, { signal } = {}) {
      signal?.throwIfAborted();
      const led = new Float32Array(LEAD + samples.length);
      led.set(samples, LEAD);
      const task = { kind: 'find-speech', model: path, samples: led } as const;
      const spans = Spans.parse(await engine.ask(task, { name: path, signal }));
      const moved = (time: Seconds): Seconds => Math.max(0, time - LEAD / SAMPLE_RATE_HERTZ);
      return spans
        .map(({ start, end }) => ({ start: moved(start), end: moved(end) }))
        .filter(({ end }) => end > 0);
    },
  };
}
