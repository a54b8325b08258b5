/** Where a talk came from. */
export type Source = {
  /** What the user gave, as it may be shown: a file name without its folders, a URL, or `-`. */
  readonly name: string;
  /** The page of the talk, where it has one. */
  readonly url?: string | undefined;
  /** Its recording, relative to the folder of the talk; with it, time links play. */
  readonly media?: string | undefined;
  /** True when the recording has a picture. */
  readonly video?: boolean | undefined;
};
