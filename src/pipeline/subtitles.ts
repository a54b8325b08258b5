import type { Talk } from '../model/talk.ts';
import type { SubtitleCue } from '../subtitles/lines/lines.ts';
import { keptSubtitles } from './kept-subtitles.ts';
import { rebuiltSubtitles } from './rebuilt-subtitles.ts';

/** A talk's subtitles; absent where it has no times, or no translation. */
export type TalkSubtitles = {
  readonly source?: readonly SubtitleCue[] | undefined;
  readonly target?: readonly SubtitleCue[] | undefined;
  readonly both?: readonly SubtitleCue[] | undefined;
};

/** The subtitles of a talk in the language spoken, the target language, and both: on the cues it came in, or on new ones. */
export function subtitlesOf(talk: Talk): TalkSubtitles {
  if (!talk.timed) return {};
  return talk.cues ? keptSubtitles(talk, talk.cues) : rebuiltSubtitles(talk);
}
