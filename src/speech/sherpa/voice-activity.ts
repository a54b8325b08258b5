import { z } from 'zod';

import { lookAtModelFile } from '../model-file.ts';
import type { VoiceActivity } from '../windows/voice-activity.ts';
import type { SherpaEngine } from './engine/engine.ts';

const Spans = z.array(z.object({ start: z.number(), end: z.number() }));

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
      const task = { kind: 'find-speech', model: path, samples } as const;
      return Spans.parse(await engine.ask(task, { name: path, signal }));
    },
  };
}
