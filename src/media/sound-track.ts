import { AppError, type Bilingual, type InterfaceLanguage } from '../base/errors.ts';
import { languageName, languageTag, primaryTag } from '../model/language.ts';

/** One of the sound tracks of a file. */
export type SoundTrack = {
  /** Its place among the sound tracks, the first being 1. */
  readonly number: number;
  /** Index of its stream in the file. */
  readonly index: number;
  /** Language spoken, as a tag, where the file says so. */
  readonly language?: string | undefined;
  readonly title?: string | undefined;
  /** True when players play it unless told otherwise. */
  readonly isDefault: boolean;
  /** What it holds instead of the talk alone. */
  readonly kind?: 'commentary' | 'description' | undefined;
};

/** The track that is heard, and all of the file in their order. */
export type TrackChoice = { readonly taken: SoundTrack; readonly all: readonly SoundTrack[] };

/** What is asked for of a file with several sounds. */
export type TrackWish = {
  /** Its number among the sound tracks, its language, or part of its title. */
  readonly track?: string | undefined;
  /** Language spoken, as a tag, where it is known. */
  readonly language?: string | undefined;
};

/**
 * The track that was asked for, else the one in the language spoken, else the default one, else the first. A commentary
 * or an audio description is taken only where there is nothing else, or when asked for. `undefined` when there are no
 * tracks. Throws `TRACK_UNKNOWN`.
 */
export function chooseTrack(
  path: string,
  all: readonly SoundTrack[],
  { track, language }: TrackWish,
): SoundTrack | undefined {
  if (all.length === 0) return undefined;
  if (track === undefined) return best(all, language);
  const wished = trackAsked(all, track.trim());
  if (wished) return wished;
  throw new AppError('TRACK_UNKNOWN', { path, track, tracks: trackList(all) });
}

function trackAsked(all: readonly SoundTrack[], wish: string): SoundTrack | undefined {
  if (/^\d+$/.test(wish)) return all.find(({ number }) => number === Number(wish));
  if (wish === '') return undefined;
  const spoken = all.filter((each) => isIn(each, languageTag(wish)));
  const part = wish.toLowerCase();
  const titled = all.filter(({ title = '' }) => title.toLowerCase().includes(part));
  return best(spoken.length > 0 ? spoken : titled);
}

function best(tracks: readonly SoundTrack[], language?: string): SoundTrack | undefined {
  const rank = (track: SoundTrack): number =>
    (track.kind ? 0 : 4) + (isIn(track, language) ? 2 : 0) + (track.isDefault ? 1 : 0);
  return tracks.toSorted((a, b) => rank(b) - rank(a))[0];
}

function isIn({ language }: SoundTrack, tag: string | undefined): boolean {
  return language !== undefined && tag !== undefined && primaryTag(language) === primaryTag(tag);
}

const KINDS = {
  commentary: { en: 'commentary', zh: '评论音轨' },
  description: { en: 'audio description', zh: '口述影像' },
} as const satisfies Record<string, Bilingual>;

/** A track as a person knows it: number, language, title. */
export function trackName(track: SoundTrack, words: InterfaceLanguage): string {
  const { number, language, title, kind } = track;
  const quoted = title && (words === 'zh' ? `“${title}”` : `"${title}"`);
  const parts = [
    String(number),
    language && languageName(language, words),
    quoted,
    kind && KINDS[kind][words],
  ];
  const name = parts.filter(Boolean).join(' ');
  return words === 'zh' ? name.replace(' “', '“') : name;
}

function trackList(all: readonly SoundTrack[]): Bilingual {
  const inWords = (words: InterfaceLanguage): string[] => all.map((each) => trackName(each, words));
  return { en: inWords('en').join(', '), zh: inWords('zh').join('、') };
}
