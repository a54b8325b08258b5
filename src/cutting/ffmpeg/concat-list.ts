import type { Seconds } from '../../model/time.ts';

/** One file of a list for ffmpeg's concat demuxer, or a part of it (https://ffmpeg.org/ffmpeg-formats.html#concat-1). */
export type ConcatEntry = {
  /** Absolute path. */
  readonly path: string;
  /** Time stamp in the file at which the part starts, in seconds. @default its beginning */
  readonly inpoint?: Seconds | undefined;
  /** Decoding time stamp in the file before which the part ends, in seconds. @default its end */
  readonly outpoint?: Seconds | undefined;
  /** How long it lasts in what is joined, in seconds: where the next one starts. */
  readonly duration?: Seconds | undefined;
};

/** The text of such a list. */
export function concatList(entries: readonly ConcatEntry[]): string {
  const parts = entries.flatMap(({ path, inpoint, outpoint, duration }) => [
    // Within single quotes only the quote itself has a meaning.
    `file 'file:${path.replaceAll("'", String.raw`'\''`)}'`,
    ...(inpoint === undefined ? [] : [`inpoint ${inpoint.toFixed(6)}`]),
    ...(outpoint === undefined ? [] : [`outpoint ${outpoint.toFixed(6)}`]),
    ...(duration === undefined ? [] : [`duration ${duration.toFixed(6)}`]),
  ]);
  return ['ffconcat version 1.0', ...parts, ''].join('\n');
}

/** The flags with which ffmpeg reads such a list. */
export function concatInput(list: string): string[] {
  return ['-f', 'concat', '-safe', '0', '-protocol_whitelist', 'file', '-i', `file:${list}`];
}
