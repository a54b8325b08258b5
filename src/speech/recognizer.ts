import { z } from 'zod';

import type { AudioSpan } from '../model/audio.ts';
import type { Seconds } from '../model/time.ts';

const Word = z.object({
  text: z.string(),
  start: z.number(),
  end: z.number(),
  confidence: z.number().optional(),
});
const HeardCue = z.object({
  start: z.number(),
  end: z.number(),
  text: z.string(),
  /** They may begin and end beside the cue, as far as recognisers are inexact: half a second. */
  words: z.array(Word).optional(),
  /** How likely it found silence here, as a ratio from 0 to 1, where it says so. */
  noSpeech: z.number().optional(),
  /** Where it is not that of the window. */
  language: z.string().optional(),
});

/** The schema of `Heard`: it is journaled, and what is read back is checked. */
export const Heard = z.object({
  /** In order of time; their times are seconds from the first sample given. Empty when nothing was said. */
  cues: z.array(HeardCue),
  /** Language tag such as `en`, where the recogniser says which it heard. */
  language: z.string().optional(),
  /** How sure it was of the whole, as a ratio from 0 to 1, where it says so. */
  confidence: z.number().optional(),
});

/** What a recogniser heard in one window. */
export type Heard = Readonly<z.infer<typeof Heard>>;

/** One cue of `Heard`. */
export type HeardCue = Readonly<z.infer<typeof HeardCue>>;

/** How a window is given to a recogniser. */
export type RecogniseOptions = {
  /**
   * Language of the talk so far, as a tag such as `en`. Without effect unless the recogniser `detectsLanguage`; one that
   * can tell how sure it is takes it for that of the window only where it doubts.
   */
  readonly language?: string | undefined;
  /** Where somebody speaks, in seconds from the first sample. @default unknown */
  readonly speech?: readonly AudioSpan[] | undefined;
  /** Asks for the other way of decoding, after the usual one went wrong. @default false */
  readonly isOtherWay?: boolean | undefined;
  /** Ends the call; it then fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
};

/** Something that writes down speech. Each call stands alone: nothing is carried from window to window. */
export type Recognizer = {
  /** Names everything its answers depend on (model, version, options): finished work is kept under it. */
  readonly id: string;
  /** The longest window it takes, in seconds. */
  readonly longest: Seconds;
  /**
   * True when a short window takes it as long as a full one, and a window is in one language: once a talk is known to be
   * in one, it is given fewer of them, with long pauses left out. @default false
   */
  readonly pads?: boolean;
  /** Count of windows it may be given at once; at least 1. */
  readonly parallel: number;
  /** True when it finds out the language window by window, and can be told one instead. */
  readonly detectsLanguage: boolean;
  /** True when it has another way of decoding than the usual one. */
  readonly hasOtherWay: boolean;
  /**
   * Writes down one window of mono sound at `SAMPLE_RATE_HERTZ`, each sample from -1 to 1. Silence and
   * windows too short to hold speech give no cues.
   */
  recognise(samples: Float32Array, options?: RecogniseOptions): Promise<Heard>;
  /** Ends what it runs. Absent where it runs nothing of its own. */
  close?(): Promise<void>;
};
