import type { Chapter, Published } from '../../model/source.ts';
import { cleanText } from '../../text/characters.ts';
import { isWebAddress } from '../web-address.ts';

/** What a site says of a talk, as far as a reader wants to know it; field names are yt-dlp's. */
export type PublishedFields = {
  readonly channel?: string | undefined;
  readonly uploader?: string | undefined;
  readonly description?: string | undefined;
  /** As `20240531`. */
  readonly upload_date?: string | undefined;
  readonly thumbnail?: string | undefined;
  readonly chapters?:
    | readonly { readonly title?: string | undefined; readonly start_time?: number | undefined }[]
    | null
    | undefined;
};

/**
 * Longest description kept, in characters. YouTube takes no more than 5,000 bytes
 * (https://developers.google.com/youtube/v3/docs/videos#snippet.description); what is longer elsewhere is a page.
 */
const LONGEST_DESCRIPTION = 5000;
/** Longest name of a channel or chapter, in characters; YouTube's own titles end at 100. */
const LONGEST_NAME = 200;
/** A chapter for each minute of a five-hour talk; more is no list a person wrote. */
const MOST_CHAPTERS = 300;

/** What the publisher says of a talk, cleaned and cut to size; `undefined` when that is nothing. */
export function publishedIn(fields: PublishedFields): Published | undefined {
  const chapters = chaptersIn(fields.chapters ?? []);
  const published = {
    channel: shorten(fields.channel ?? fields.uploader, LONGEST_NAME),
    date: /^\d{8}$/.test(fields.upload_date ?? '')
      ? fields.upload_date?.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
      : undefined,
    description: shorten(fields.description, LONGEST_DESCRIPTION),
    picture: isWebAddress(fields.thumbnail ?? '') ? fields.thumbnail : undefined,
    chapters: chapters.length > 0 ? chapters : undefined,
  };
  return Object.values(published).every((value) => value === undefined) ? undefined : published;
}

function chaptersIn(given: NonNullable<PublishedFields['chapters']>): Chapter[] {
  return given
    .flatMap(({ title, start_time: start }) => {
      const name = shorten(title, LONGEST_NAME);
      return name !== undefined && start !== undefined && start >= 0
        ? [{ title: name, start }]
        : [];
    })
    .toSorted((one, other) => one.start - other.start)
    .slice(0, MOST_CHAPTERS);
}

/** Text without control characters, at most so many characters long; never half a character. */
function shorten(text: string | undefined, longest: number): string | undefined {
  const whole = cleanText(text ?? '').trim();
  const kept =
    whole.length <= longest
      ? whole
      : `${whole
          .slice(0, longest - 1)
          .replace(/[\uD800-\uDBFF]$/, '')
          .trimEnd()}…`;
  return kept || undefined;
}
