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
  '.3g2',
  '.ogv',
  '.m2ts',
  '.mts',
  '.vob',
  '.f4v',
  '.asf',
  '.mxf',
  '.rmvb',
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
  '.m4b',
  '.mka',
  '.weba',
  '.aif',
  '.caf',
  '.au',
  '.w64',
  '.mp2',
  '.ac3',
  '.spx',
  '.ape',
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
