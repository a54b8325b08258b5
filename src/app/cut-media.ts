import { access, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

import writeFileAtomic from 'write-file-atomic';

import { AppError } from '../base/errors.ts';
import { chooseTicked, type KeptCue, type Times } from '../cutting/choose-kept.ts';
import type { CutEvent, CutManner } from '../cutting/cut-job.ts';
import { cutMedia } from '../cutting/cut-media.ts';
import type { PictureQuality } from '../cutting/encode-piece.ts';
import type { SoundQuality } from '../cutting/join-pieces.ts';
import { probeMedia, type MediaFacts } from '../cutting/probe-media.ts';
import { findTimes, readText, readTimes } from '../cutting/read-times.ts';
import { joinSegments, type Segment } from '../cutting/segments.ts';
import { cutSubtitles } from '../cutting/subtitles-beside.ts';
import { readTicks } from '../cutting/tick-list.ts';
import { writeTickList } from '../cutting/write-tick-list.ts';
import { writeSrt } from '../formats/srt.ts';
import type { Seconds } from '../model/time.ts';
import { diskFailure } from '../store/disk-errors.ts';
import { ensureFolder } from '../store/ensure-folder.ts';
import { clock } from '../text/timecode.ts';

/** What is cut, by what, and how. */
export type CutRequest = PictureQuality &
  SoundQuality & {
    /** The recording. */
    readonly media: string;
    /** A tick list, subtitles, or both; their suffixes tell which is which. */
    readonly lists: readonly string[];
    /** @default 'exact' */
    readonly manner?: CutManner | undefined;
    /** Folder the cut is put into. @default beside the recording */
    readonly out?: string | undefined;
    /** Write over an earlier cut. @default false */
    readonly force?: boolean | undefined;
    /** Encoding of the lists. @default detected */
    readonly encoding?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  };

/** What a cut left behind. */
export type CutOutcome = {
  /** Paths of the new recording, its subtitles, and a list to look at it. */
  readonly media: string;
  readonly subtitles: string;
  readonly preview: string;
  /** Length of the new recording, in seconds. */
  readonly duration: Seconds;
  /** The stretches of the recording that were kept, in seconds of it. */
  readonly segments: readonly Segment[];
};

/**
 * Cuts a recording by its text: what is ticked in a list, or left in its subtitles, is kept. Beside the recording it
 * puts `NAME_cut.mp4` (`.mp3` without a picture), `NAME_cut.srt` and `NAME_cut.md`. Throws `AppError`, or the signal's
 * reason; nothing half-written is left.
 */
export async function* cutByText(request: CutRequest): AsyncGenerator<CutEvent, CutOutcome> {
  const { media, signal, manner, crf, bitrate, preset, evenLoudness } = request;
  await access(media).catch(() => {
    throw new AppError('FILE_MISSING', { path: media });
  });
  const kept = await keptBy(request);
  const facts = await probeMedia(media, { signal });
  const { path, ...beside } = await targetsOf(request, facts);
  const segments = segmentsOf(kept, facts);
  const quality = { crf, bitrate, preset, evenLoudness };
  const options = { target: path, manner, signal, ...quality };
  const made = yield* cutMedia(facts, segments, options);
  const cues = cutSubtitles(kept.cues, made.segments, kept);
  const list = writeTickList(
    cues.map((cue, index) => ({ ...cue, number: index + 1 })),
    {
      subtitles: basename(beside.subtitles),
      media: basename(path),
      hasPicture: facts.picture !== undefined,
    },
  );
  await write(beside.subtitles, writeSrt(cues));
  await write(beside.preview, list);
  return { media: path, ...beside, ...made };
}

/** The name a cut of a recording has, as autocut gives it: `talk_cut.mp4`, and `talk__cut.mp4` for a cut of that. */
function cutName(path: string, suffix: string): string {
  const name = basename(path, extname(path));
  const base = name.endsWith('_cut') ? `${name.slice(0, -'_cut'.length)}_` : name;
  return join(dirname(path), `${base}_cut${suffix}`);
}

function isList(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}

type Kept = Pick<Times, 'areSentences'> & {
  readonly cues: readonly KeptCue[];
  /** The file that said so. */
  readonly by: string;
};

async function keptBy({ media, lists, encoding }: CutRequest): Promise<Kept> {
  const [list, ...otherLists] = lists.filter(isList);
  const [subtitles, ...others] = lists.filter((path) => !isList(path));
  if (lists.length === 0 || otherLists.length + others.length > 0) {
    const problem = 'Give one tick list (.md), one subtitle file, or one of each.';
    throw new AppError('USAGE', { problem });
  }
  if (list === undefined) {
    const { cues, areSentences } = await readTimes(subtitles ?? '', encoding);
    return { cues, areSentences, by: subtitles ?? '' };
  }
  const ticks = readTicks(await readText(list, encoding));
  if (!ticks.isDone) throw new AppError('CUT_NOT_DONE', { path: list });
  const times =
    subtitles === undefined
      ? await findTimes(ticks, list, { media, encoding })
      : await readTimes(subtitles, encoding);
  const cues = chooseTicked(ticks, list, times);
  return { cues, areSentences: times.areSentences, by: list };
}

/** Subtitles are shown up to so long, also beyond the end of what they belong to, in seconds. */
const LONGEST_CUE = 7;

function segmentsOf({ cues, by }: Kept, { path, duration }: MediaFacts): Segment[] {
  const beyond = cues.find((cue) => cue.start >= duration || cue.end > duration + LONGEST_CUE);
  if (beyond) {
    const values = { path, end: clock(beyond.end), duration: clock(duration) };
    throw new AppError('CUT_BEYOND_MEDIA', values);
  }
  const segments = joinSegments(cues, duration);
  if (segments.length === 0) throw new AppError('CUT_NOTHING_KEPT', { path: by });
  return segments;
}

type Targets = Readonly<Record<'path' | 'subtitles' | 'preview', string>>;

async function targetsOf(
  { media, out = dirname(media), force = false }: CutRequest,
  facts: MediaFacts,
): Promise<Targets> {
  const named = (suffix: string): string => join(out, basename(cutName(media, suffix)));
  const path = named(facts.picture ? '.mp4' : '.mp3');
  const targets = { path, subtitles: named('.srt'), preview: named('.md') };
  await ensureFolder(out).catch((error: unknown) => {
    throw diskFailure(error, out);
  });
  for (const target of force ? [] : Object.values(targets)) {
    // One after another, so that the recording is named first.
    if (await isThere(target)) throw new AppError('FILE_EXISTS', { path: target });
  }
  return targets;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(path, text);
  } catch (error) {
    throw diskFailure(error, path);
  }
}
