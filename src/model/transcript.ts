import type { Seconds } from './time.ts';
import type { Warning } from './warning.ts';

/** One word as a recogniser heard it. */
export type Word = {
  readonly text: string;
  /** Where it starts, in seconds from the start of the media. */
  readonly start: Seconds;
  /** Where it ends, in seconds. */
  readonly end: Seconds;
  /** How sure the recogniser was, as a ratio from 0 to 1. */
  readonly confidence?: number | undefined;
};

/** One stretch of text as a subtitle file or a recogniser gives it; rarely a whole sentence. */
export type Cue = {
  /** Where it starts, in seconds from the start of the media. */
  readonly start: Seconds;
  /** Where it ends, in seconds; never before `start`. */
  readonly end: Seconds;
  /** Plain text without tags; one line. */
  readonly text: string;
  readonly speaker?: string | undefined;
  /** Language tag such as `en`, where it is not that of the talk. */
  readonly language?: string | undefined;
  readonly words?: readonly Word[] | undefined;
  /** How likely the recogniser found silence here, as a ratio from 0 to 1. */
  readonly noSpeech?: number | undefined;
  /** True where the text before this cue was a paragraph of its own. */
  readonly paragraph?: boolean | undefined;
  /** When its file shows it, where that is not when it is said; the very same object for all that was one cue there. */
  readonly shown?: Shown | undefined;
};

/** When something stands on the screen. */
export type Shown = {
  /** Where it appears, in seconds. */
  readonly start: Seconds;
  /** Where it goes, in seconds. */
  readonly end: Seconds;
};

/** A talk's text as it came in, before sentences are made of it. */
export type Transcript = {
  /** In order of time. */
  readonly cues: readonly Cue[];
  /** Cues that say only what is heard besides speech, such as `[Music]`, in order of time; absent where there are none. */
  readonly sounds?: readonly Cue[] | undefined;
  /** False when the text had no times: those of the cues are then 0. */
  readonly timed: boolean;
  /** True when it was read from lines of a text, a tick list for one, and not from a file of subtitles. */
  readonly isCopy?: boolean | undefined;
  /** Language tag such as `en`, where the file said so. */
  readonly language?: string | undefined;
  readonly title?: string | undefined;
  /** What was mended or left out while reading. */
  readonly warnings: readonly Warning[];
};
