import { extname } from 'node:path';

const VIDEO = [
  '.mp4',
  '.mkv',
  '.webm',
  '.mov',
  '.m4v',
  '.avi',
  '.wmv',
  '.flv',
  '.ts',
  '.mpg',
  '.mpeg',
  '.3gp',
];
const AUDIO = [
  '.m4a',
  '.mp3',
  '.wav',
  '.flac',
  '.ogg',
  '.oga',
  '.opus',
  '.aac',
  '.wma',
  '.aiff',
  '.amr',
];

/** Suffixes of recordings, those with a picture first. */
export const MEDIA_SUFFIXES: readonly string[] = [...VIDEO, ...AUDIO];

/** True for a recording, by its name. */
export function isMedia(path: string): boolean {
  return MEDIA_SUFFIXES.includes(extname(path).toLowerCase());
}

/** True for a recording with a picture, by its name. */
export function isVideo(path: string): boolean {
  return VIDEO.includes(extname(path).toLowerCase());
}
