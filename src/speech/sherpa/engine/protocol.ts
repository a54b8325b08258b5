import { z } from 'zod';

import type { SoundOptions } from '../../whisper/hear-sound.ts';
import type { WhisperFiles } from '../../whisper/whisper-model.ts';

/** What sherpa-onnx is told about a recogniser: its own `OfflineRecognizerConfig`, as plain data. */
export type EngineConfig = {
  readonly featConfig: { readonly sampleRate: number; readonly featureDim: number };
  readonly modelConfig: Readonly<Record<string, unknown>>;
  /** Greedy where it is absent. */
  readonly decodingMethod?: 'modified_beam_search' | undefined;
  /** A file of hot words, and what each of their pieces adds to the logarithm of its likelihood. */
  readonly hotwordsFile?: string | undefined;
  readonly hotwordsScore?: number | undefined;
};

/** One piece of work for the engine's process. Each names its model in full, so that a fresh process can do it. */
export type Task =
  | {
      readonly kind: 'recognise';
      readonly config: EngineConfig;
      /** Mono, 16 kHz, from -1 to 1; at least 0.1 s, for less ends the process. */
      readonly samples: Float32Array;
    }
  | {
      /** Whisper, decoded by Talkleaf itself. */
      readonly kind: 'write-down';
      readonly files: WhisperFiles;
      /** Mono, 16 kHz, from -1 to 1. */
      readonly samples: Float32Array;
      readonly options: SoundOptions;
    }
  | {
      readonly kind: 'find-speech';
      /** The file of the voice activity model. */
      readonly model: string;
      /** Mono, 16 kHz, from -1 to 1. */
      readonly samples: Float32Array;
    }
  | {
      readonly kind: 'tell-voices';
      /** The file of the speaker model. */
      readonly model: string;
      /** Mono, 16 kHz, from -1 to 1, each at least 0.1 s. */
      readonly stretches: readonly Float32Array[];
    }
  | {
      readonly kind: 'punctuate';
      readonly config: PunctuationConfig;
      /** Words with blanks between them, or writing that has none. */
      readonly text: string;
    };

/** The files of a punctuation model, by its family. */
export type PunctuationConfig =
  | { readonly family: 'cnn-bilstm'; readonly model: string; readonly vocabulary: string }
  | { readonly family: 'ct-transformer'; readonly model: string };

/**
 * Windows decoded side by side, the threads shared out between them: threads that help with one window wait
 * for each other. With mini-ctc-heavy on two cores, sample/talk.wav takes a tenth less processor time so.
 */
export const LANES = 2;

/** A task as it is sent, with the number its replies carry. */
export type Request = { readonly id: number; readonly task: Task };

/** How far a task got: what it died of depends on it. */
export const Stage = z.enum(['start', 'load', 'work']);
export type Stage = z.infer<typeof Stage>;

/** What sherpa-onnx answers about one window; times are seconds from its first sample. */
export const RawHeard = z.object({
  text: z.string(),
  tokens: z.array(z.string()).default([]),
  timestamps: z.array(z.number()).default([]),
  durations: z.array(z.number()).default([]),
  ys_log_probs: z.array(z.number()).default([]),
  lang: z.string().default(''),
});
export type RawHeard = Readonly<z.infer<typeof RawHeard>>;

/** What the engine's process says to ours of the task with this number: how far it is, and then one end. */
export const Reply = z.discriminatedUnion('type', [
  z.object({ id: z.number(), type: z.literal('stage'), stage: Stage }),
  z.object({ id: z.number(), type: z.literal('done'), value: z.unknown() }),
  z.object({ id: z.number(), type: z.literal('failed'), message: z.string() }),
]);
export type Reply = z.infer<typeof Reply>;
