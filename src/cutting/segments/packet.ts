import type { Seconds } from '../../model/time.ts';

/** One frame of picture as it stands in a file, not decoded. */
export type Packet = {
  /** When it is shown, in seconds from the start of the media. */
  readonly time: Seconds;
  /** When it is decoded, in seconds from the start of the media; before it is shown where frames are reordered. */
  readonly decoded: Seconds;
  /** True when decoding may begin here. */
  readonly isKey: boolean;
};
