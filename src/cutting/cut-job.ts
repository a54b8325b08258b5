import type { Seconds } from '../model/time.ts';
import type { PictureQuality } from './ffmpeg/encode-piece.ts';
import type { SoundQuality } from './ffmpeg/make-sound.ts';
import type { MediaFacts } from './ffmpeg/probe-media.ts';
import type { FfmpegRun } from './ffmpeg/run-ffmpeg.ts';
import type { Segment } from './segments/segments.ts';

/**
 * How exact a cut is: `exact` encodes all that is kept; `smart` encodes only around the joints and copies the
 * rest; `fast` copies all and cuts at key frames.
 */
export type CutManner = 'exact' | 'smart' | 'fast';

/** Why a recording was encoded in full although less was asked for. */
export type FallbackReason =
  | 'container'
  | 'codec'
  | 'short'
  | 'variable-rate'
  | 'turned'
  | 'interlaced'
  | 'key-frames';

/** What happens while a recording is cut. */
export type CutEvent =
  | {
      readonly type: 'cut-start';
      readonly manner: CutManner;
      /** Count of segments. */
      readonly segments: number;
      /** Length of what is kept, and of the whole, in seconds. */
      readonly kept: Seconds;
      readonly duration: Seconds;
    }
  | { readonly type: 'cut-fallback'; readonly reason: FallbackReason }
  | {
      readonly type: 'cut-progress';
      /** How much of the work is done, as a ratio from 0 to 1. */
      readonly share: number;
    };

/** How a recording is cut. */
export type CutOptions = FfmpegRun &
  PictureQuality &
  SoundQuality & {
    /** @default 'exact' */
    readonly manner?: CutManner | undefined;
    /** Finds the programs when they are needed. @default `program` and `probe` */
    readonly tools?: (() => Promise<Pick<FfmpegRun, 'program' | 'probe'>>) | undefined;
    /** The file that is written. What is there is written over, but only by a complete file. */
    readonly target: string;
  };

/** What a cut made. */
export type CutResult = {
  /** The segments as they were cut, on whole frames: within one frame of what was asked, or from a key frame on. */
  readonly segments: readonly Segment[];
  /** Length of the new file, in seconds. */
  readonly duration: Seconds;
};

/** One way of cutting: what it needs, what it yields (the share that is done), what it made. */
export type CutJob = CutOptions & {
  readonly facts: MediaFacts;
  readonly segments: readonly Segment[];
  /** Folder for files that are needed meanwhile. */
  readonly folder: string;
  readonly run: FfmpegRun;
};
