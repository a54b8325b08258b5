import type { GrowingFile } from '../base/growing-file.ts';
import type { Published } from '../model/source.ts';
import type { Seconds } from '../model/time.ts';

/** Captions a site offers for a talk, not yet fetched. */
export type CaptionTrack = {
  /** The site's own name of the track, such as `en-orig` or `ai-zh`; what it is fetched by. */
  readonly key: string;
  /** Language tag without the site's own marks, such as `en` or `zh-Hans`. */
  readonly language: string;
  /** True when a machine heard them, false when a person wrote them. */
  readonly isAutomatic: boolean;
};

/** Captions as they came, still in the site's format. */
export type Captions = CaptionTrack & {
  /** VTT, SRT, JSON3 or another format `readTranscript` knows. */
  readonly bytes: Uint8Array;
  /** A file name whose suffix tells the format. */
  readonly name: string;
};

/** What a site tells about one talk. */
export type FoundTalk = {
  readonly type: 'talk';
  /** The address that leads to this talk alone. */
  readonly url: string;
  /** The site's own name for it, the same whatever address led here; with the part where there are several. */
  readonly id: string;
  readonly title: string;
  /** What the publisher says of it; absent when that is nothing. */
  readonly published?: Published | undefined;
  readonly duration?: Seconds | undefined;
  /** Language spoken, as a tag, where the site tells. */
  readonly language?: string | undefined;
  /** The captions to use: in the language spoken, a person's before a machine's. */
  readonly captions?: CaptionTrack | undefined;
  /** True while it is still going on or has not begun: there is no whole recording yet. */
  readonly isLive: boolean;
};

/** One talk of a list, as much as is known without opening it. */
export type ListEntry = {
  readonly url: string;
  readonly title?: string | undefined;
  readonly duration?: Seconds | undefined;
};

/** A playlist, a channel, or a video of several parts. */
export type FoundList = {
  readonly type: 'list';
  readonly url: string;
  readonly title?: string | undefined;
  /** In the order of the list; never empty. */
  readonly entries: readonly ListEntry[];
};

/** How far a download is. */
export type FetchProgress = {
  /** Bytes on the disk, those of earlier runs included. */
  readonly bytes: number;
  /** Bytes of the whole, where the site tells or yt-dlp guesses. */
  readonly total?: number | undefined;
};

/** Where a download goes, and who hears of it. */
export type FetchOptions = {
  /** Made when it is not there. */
  readonly folder: string;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  /** Told of a recording while it comes in, for those who hear it meanwhile; that it is whole or failed they learn from the result. */
  readonly growing?: GrowingFile | undefined;
  /** True when the picture is wanted as well. @default false */
  readonly withPicture?: boolean | undefined;
  /** Stops the download with the signal's reason; what has arrived is kept for the next run. */
  readonly signal?: AbortSignal | undefined;
};
