import type { Cue } from '../../model/transcript.ts';

/** What reading one format gives, before cues are put in order and their texts tidied (`settle.ts`). */
export type Draft = {
  /** In the order of the file; their texts may have several lines. */
  readonly cues: readonly Cue[];
  readonly timed: boolean;
  readonly language?: string | undefined;
  readonly title?: string | undefined;
  /** Count of cues put later than the file says, because another file's stood before them. @default 0 */
  readonly moved?: number | undefined;
  /** Count of cues whose times count frames at a rate that nobody has said. @default 0 */
  readonly assumed?: number | undefined;
  /** Count of cues whose times could not be read among others that could. @default 0 */
  readonly spoiled?: number | undefined;
  /** What stands above the first times, where it is text; the first of the cues. */
  readonly above?: Cue | undefined;
  /** The text of a file in the form of SRT or WebVTT, its times as SRT has them: what is taken to the letter is read from it. */
  readonly blocks?: string | undefined;
  /** True when it was read from lines of a text and not from a file of subtitles, which could be taken to the letter. */
  readonly isCopy?: boolean | undefined;
  /** True when the texts are sentences already, to be kept to the letter. */
  readonly isExact?: boolean | undefined;
};
