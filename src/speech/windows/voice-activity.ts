import type { AudioSpan } from '../../model/audio.ts';

/** Something that tells speech from silence, music and noise. */
export type VoiceActivity = {
  /**
   * The stretches of speech in mono sound at `SAMPLE_RATE_HERTZ`: in order, without overlap, in seconds
   * from the first sample given. Each call stands alone.
   */
  findSpeech(
    samples: Float32Array,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<readonly AudioSpan[]>;
};
