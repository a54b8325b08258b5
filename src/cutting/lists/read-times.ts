import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { isFile } from '../../base/is-there.ts';
import { mediaError } from '../../media/media-error.ts';
import { decode } from '../../transcripts/encoding/decode.ts';
import { refuseEbuStl } from '../../transcripts/encoding/ebu-stl.ts';
import { withReadableTimes } from '../../transcripts/subtitles/spoiled-times.ts';
import { withArrows } from '../../transcripts/subtitles/time-pairs.ts';
import { withLatinTimes, withoutDirectionMarks } from '../../transcripts/times/digits.ts';
import { fits, timesOfCues, timesOfTalk, type Times } from './choose-kept.ts';
import { type NumberedCue, readNumberedCues } from './numbered-cues.ts';
import type { TickList } from './tick-list.ts';

/** How subtitles are read. */
export type Reading = {
  /** @default detected */
  readonly encoding?: string | undefined;
  /** Frames a second, for times that count frames. @default what the file says, else 25 */
  readonly fps?: number | undefined;
};

/** A larger file is no text of a talk: ten hours of one are about a megabyte. In bytes. */
const LARGEST = 32 * 1024 * 1024;

/** A text file whose encoding may be named. Throws FILE_MISSING, FILE_UNREADABLE, FILE_TOO_LARGE, FILE_NOT_TEXT. */
export async function readText(path: string, encoding?: string): Promise<string> {
  const bytes = await readBytes(path);
  refuseEbuStl(bytes, path);
  return decode(bytes, { name: path, encoding });
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size <= LARGEST) return await readFile(path);
    const [is, limit] = [size, LARGEST].map((bytes) => `${Math.round(bytes / 1024 / 1024)} MB`);
    throw new AppError('FILE_TOO_LARGE', { path, size: is ?? '', limit: limit ?? '' });
  } catch (error) {
    throw mediaError(path, error);
  }
}

/**
 * The cues of a subtitle file in any format, with their times, or the sentences of a `talk.json`. All but tick
 * lists and the like are taken to the letter. Throws CUT_UNTIMED, and what reading a file throws.
 */
export async function readTimes(path: string, { encoding, fps }: Reading = {}): Promise<Times> {
  // What few files need is loaded for them only: that takes as long as a fast cut does.
  const text = await readText(path, encoding);
  const name = basename(path);
  if (name === TALK) {
    const { readTalkJson } = await import('../../leaf/talk-json.ts');
    return timesOfTalk(name, readTalkJson(text));
  }
  const numbered = SUBRIP.test(text) ? subRip(text, fps) : [];
  if (numbered.length > 0) return timesOfCues(name, numbered);
  const { writtenCues } = await import('./written-cues.ts');
  return timesOfCues(name, writtenCues(text, { name, fps }));
}

function subRip(text: string, fps: number | undefined): NumberedCue[] {
  const plain = withLatinTimes(withoutDirectionMarks(text));
  return readNumberedCues(withReadableTimes(withArrows(plain, fps).text).text);
}

/** How SRT and WebVTT begin: nearly all subtitles that are cut, told without the other readers. */
const SUBRIP =
  /^\s{0,9}(?:WEBVTT\s|(?:\d{1,9}[ \t]{0,9}\n)?\d{1,3}:\d{2}(?::\d{2})?[.,]\d{3} --> )/;
const TALK = 'talk.json';

/**
 * The times for a list that came without: those of the subtitles it names or that have its name or the media's, or of
 * the `talk.json` beside it. Of several the first that fits. Throws CUT_TIMES_MISSING.
 */
export async function findTimes(
  list: TickList,
  path: string,
  { media, ...reading }: Reading & { readonly media: string },
): Promise<Times> {
  const folder = dirname(path);
  const subtitles = [
    ...(list.subtitles === undefined ? [] : [join(folder, basename(list.subtitles))]),
    `${withoutSuffix(path)}.srt`,
    `${withoutSuffix(media)}.srt`,
  ];
  const talk = join(folder, TALK);
  // Talkleaf's own list lies beside its talk, and its numbers are those of sentences.
  const places = basename(path) === 'cut.md' ? [talk, ...subtitles] : [...subtitles, talk];
  let first: Times | undefined;
  for (const place of new Set(places)) {
    // Each is read only when those before it do not fit.
    const times = (await isFile(place)) ? await readTimes(place, reading) : undefined;
    if (times && fits(list, times)) return times;
    first ??= times;
  }
  if (first) return first;
  throw new AppError('CUT_TIMES_MISSING', { path });
}

function withoutSuffix(path: string): string {
  return path.slice(0, path.length - extname(path).length);
}
