import type { GrowingFile } from '../base/growing-file.ts';

/** A media file by its path, or one that is still coming in. */
export type Media = string | GrowingFile;

/** What a media file is called in a failure. */
export function pathOf(media: Media): string {
  return typeof media === 'string' ? media : (media.path ?? '');
}

/**
 * What ffmpeg and ffprobe read, as arguments. They read local files only: playlists may name addresses, and strangers' files
 * are given to them. A file that is still coming in is fed to their standard input.
 */
export function inputOf(media: Media): readonly string[] {
  return typeof media === 'string'
    ? ['-protocol_whitelist', 'file', '-i', `file:${media}`]
    : ['-protocol_whitelist', 'pipe', '-i', 'pipe:0'];
}

/** Where that comes from, as execa takes it. */
export function stdinFor(media: Media): 'ignore' | 'pipe' {
  return typeof media === 'string' ? 'ignore' : 'pipe';
}
