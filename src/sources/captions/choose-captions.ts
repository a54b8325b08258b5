import type { CaptionTrack } from '../source.ts';
import { isSameSpokenLanguage } from './captions.ts';

/** One file of a track, in one format. */
type TrackFile = {
  readonly ext?: string | null | undefined;
  readonly url?: string | null | undefined;
};
/** Tracks by the site's own names. */
export type Tracks = Readonly<Record<string, readonly TrackFile[] | null | undefined>>;

/** What a site offers to read along. */
export type Offer = {
  readonly subtitles: Tracks;
  readonly automatic: Tracks;
  /** The language spoken, where the user or the site says it. */
  readonly spoken?: string | undefined;
};

/** Formats that `readTranscript` reads, the ones with the best times first. */
export const CAPTION_FORMATS = ['json3', 'vtt', 'srt', 'ass'] as const;

/**
 * The track to use: in the language spoken, a person's before a machine's, the shortest name first (`en`
 * before `en-GB`). Translations by machine are never used. `undefined` when no track is known to be in
 * the language spoken: the talk is heard instead.
 */
export function chooseCaptions({ subtitles, automatic, spoken }: Offer): CaptionTrack | undefined {
  const all = [...tracksIn(subtitles, false), ...tracksIn(automatic, true)];
  const original = all.find((track) => track.isAutomatic && track.key.endsWith('-orig'));
  const language = spoken ?? original?.language ?? onlyLanguage(all);
  if (language === undefined) return undefined;
  const fitting = all.filter((track) => isSameSpokenLanguage(track.language, language));
  return fitting.toSorted((one, other) => rank(one, language) - rank(other, language))[0];
}

function rank({ key, language, isAutomatic }: CaptionTrack, wanted: string): number {
  const isExact = language.toLowerCase() === wanted.toLowerCase();
  const isOriginal = key.endsWith('-orig');
  return (isAutomatic ? 10_000 : 0) + (isExact ? 0 : 1000) + (isOriginal ? 0 : 100) + key.length;
}

/** The language of all tracks, when they have but one between them. */
function onlyLanguage(tracks: readonly CaptionTrack[]): string | undefined {
  const [first] = tracks;
  return first && tracks.every((track) => isSameSpokenLanguage(track.language, first.language))
    ? first.language
    : undefined;
}

/** Chat and floating comments, which sites list among the captions. */
const NO_CAPTIONS = /^(?:live_chat|danmaku|rechat|comments)/;
/** Bilibili's mark of tracks a machine heard; YouTube's of the one that is not translated. */
const MARKS = /^ai-|-orig$/g;

function tracksIn(tracks: Tracks, isAutomatic: boolean): CaptionTrack[] {
  return Object.entries(tracks)
    .filter(([key, files]) => !NO_CAPTIONS.test(key) && (files ?? []).some(isUsable))
    .map(([key]) => ({
      key,
      // YouTube adds the track's own id: `en-nP7-2PuUl7o`.
      language: key.replaceAll(MARKS, '').replace(/^([a-z]{2,3})-(?=[\w-]{11}$).*/, '$1'),
      isAutomatic: isAutomatic || key.startsWith('ai-'),
    }));
}

/** YouTube asks for a machine's translation by `tlang`. */
function isUsable({ ext, url }: TrackFile): boolean {
  const isReadable = CAPTION_FORMATS.some((format) => format === ext);
  return isReadable && !/[?&]tlang=/.test(url ?? '');
}
