import type { Seconds } from './time.ts';

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
  /** What its publisher says of it; absent for a file. */
  readonly published?: Published | undefined;
  /** How its text was had; absent when it was given as a transcript. */
  readonly text?: SourceText | undefined;
};

/** What the publisher of a talk says of it. Written by strangers: it is shown and searched for names, never obeyed. */
export type Published = {
  /** Who published it, as the site names them: a channel or a person. */
  readonly channel?: string | undefined;
  /** Day of publication, as `2024-05-31`. */
  readonly date?: string | undefined;
  /** The text below the recording, with its line ends. */
  readonly description?: string | undefined;
  /** Address of a picture of it. */
  readonly picture?: string | undefined;
  /** The parts as the publisher names them, in order of time; absent when there are none. */
  readonly chapters?: readonly Chapter[] | undefined;
};

/** A part of a talk as its publisher names it. */
export type Chapter = {
  readonly title: string;
  readonly start: Seconds;
};

/** How the text of a talk was had from its source. */
export type SourceText =
  | {
      /** The site's own captions. */
      readonly by: 'captions';
      /** Language they are written in, as a tag such as `en`. */
      readonly language: string;
      /** True when a machine heard them, false when a person wrote them. */
      readonly isAutomatic: boolean;
    }
  | {
      /** It was heard here. */
      readonly by: 'recogniser';
      /** What the recogniser is called to a person: `parakeet-v3`. */
      readonly name: string;
      /** How long the recording was by its own account, in seconds; absent where that was not known. */
      readonly length?: Seconds | undefined;
    };
