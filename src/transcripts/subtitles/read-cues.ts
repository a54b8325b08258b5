import type { Draft } from '../cues/draft.ts';
import { refuseSubtitles } from './guard.ts';
import { hasCues } from './quoted-cues.ts';
import { withReadableTimes } from './spoiled-times.ts';
import { readSrt } from './srt.ts';
import { withArrows } from './time-pairs.ts';
import { readVtt } from './vtt.ts';

/** What is known of a text before its cues are read. */
export type CueOptions = {
  /** Name of the file, for failures. */
  readonly name: string;
  /** Of the name, in small letters; empty where it has none. */
  readonly suffix: string;
  /** Frames a second, for times that count frames. @default what the file says, else 25 */
  readonly fps?: number | undefined;
  /** Whether the text says that it is WebVTT. */
  readonly isVtt: boolean;
};

/** Reads SRT, WebVTT and all that has lines of two times like them; `undefined` for a text without. */
export function readCues(
  text: string,
  { name, suffix, fps, isVtt }: CueOptions,
): Draft | undefined {
  const { text: written, assumed } = withArrows(text, fps);
  if (!hasCues(written) && !(suffix === 'srt' && written.includes('-->'))) return undefined;
  const { text: blocks, spoiled } = withReadableTimes(written);
  const draft = isVtt || suffix === 'vtt' ? readVtt(blocks) : readSrt(blocks);
  // Some of a file's cues may have a form that is not read, and stand above the first that is.
  if (draft.above !== undefined) refuseSubtitles(draft.above.text, name);
  return { ...draft, blocks, assumed, spoiled };
}
