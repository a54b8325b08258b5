import type { MediaFacts } from './probe-media.ts';

/** The flags with which ffmpeg reads a recording once more, for what it says of itself; they come behind its other inputs. */
export function tagInput({ path }: MediaFacts): string[] {
  return ['-protocol_whitelist', 'file', '-i', `file:${path}`];
}

/** No track of the clock a camera had: it would be wrong behind the first joint, and is taken for the start of a piece. */
export const NO_TIMECODE = ['-write_tmcd', '0'];

/** What MP4 says of its own form, which ffmpeg would else write into an MP3 as tags (libavformat/mov.c). */
const FORM_TAGS = ['major_brand', 'minor_version', 'compatible_brands'];

/**
 * The flags with which a cut keeps title, artist and the like, and the languages, of the input of this number. Chapters
 * are left out: they would be at wrong times.
 */
export function tagFlags(
  { picture, sound }: Pick<MediaFacts, 'picture' | 'sound'>,
  input: number,
): string[] {
  return [
    ['-map_metadata', String(input), '-map_chapters', '-1'],
    FORM_TAGS.flatMap((tag) => ['-metadata', `${tag}=`]),
    picture ? ['-map_metadata:s:v:0', `${input}:s:${picture.index}`] : [],
    sound ? ['-map_metadata:s:a:0', `${input}:s:${sound.index}`] : [],
  ].flat();
}
