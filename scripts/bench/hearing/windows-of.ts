import { openAudio } from '../../../src/media/open-audio.ts';
import { SAMPLE_RATE_HERTZ } from '../../../src/model/audio.ts';
import { SherpaEngine } from '../../../src/speech/sherpa/engine/engine.ts';
import { sileroVoiceActivity } from '../../../src/speech/sherpa/voice-activity.ts';
import { cutWindows } from '../../../src/speech/windows/cut-windows.ts';

const SILERO = 'models/silero-vad/silero_vad_16k_op15.onnx';
/** Longest window, as the hearing takes it, in seconds. */
export const LONGEST = 26;

/** A stretch of sound, in samples: the first of it, and the first behind it. */
export type Span = readonly [from: number, to: number];

/** The windows that Talkleaf cuts a recording into for the engine. */
export async function windowsOf(wav: string): Promise<Span[]> {
  const engine = new SherpaEngine();
  try {
    const voiceActivity = await sileroVoiceActivity(SILERO, engine);
    const windows: Span[] = [];
    for await (const window of cutWindows(openAudio(wav), { voiceActivity, longest: LONGEST }))
      for (const { start, end } of window.parts) windows.push([sampleAt(start), sampleAt(end)]);
    return windows;
  } finally {
    await engine.stop();
  }
}

function sampleAt(time: number): number {
  return Math.round(time * SAMPLE_RATE_HERTZ);
}
