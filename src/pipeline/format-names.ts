/** What can be written, by the names `--format` takes. */
export const FORMATS = [
  'note',
  'html',
  'transcript',
  'txt',
  'srt',
  'vtt',
  'ass',
  'json',
  'cut',
] as const;
export type FormatName = (typeof FORMATS)[number];
