import { basename, dirname, extname, join } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import type { CutEvent, CutManner } from '../../cutting/cut-job.ts';
import { cutMedia } from '../../cutting/cut-media.ts';
import type { PictureQuality } from '../../cutting/ffmpeg/encode-piece.ts';
import type { SoundQuality } from '../../cutting/ffmpeg/make-sound.ts';
import type { MediaFacts } from '../../cutting/ffmpeg/probe-media.ts';
import { cutSubtitles } from '../../cutting/lists/subtitles-beside.ts';
import { writeTickList } from '../../cutting/lists/write-tick-list.ts';
import { type Movie, readMovie } from '../../cutting/mp4/movie/read-movie.ts';
import { joinSegments, type Segment } from '../../cutting/segments/segments.ts';
import type { Seconds } from '../../model/time.ts';
import { diskFailure } from '../../store/disk-errors.ts';
import { ensureFolder } from '../../store/ensure-folder.ts';
import { writeSrt } from '../../subtitles/write-srt.ts';
import { clock } from '../../text/timecode.ts';
import { type Kept, type KeptRequest, readKept } from '../inputs/read-kept.ts';
import type { CuttingTools } from './cutting-tools.ts';
import { keepExisting, type Overwriting, writeOutput } from './write-output.ts';

/** What is cut, by what, and how. */
export type CutRequest = KeptRequest &
  Overwriting &
  PictureQuality &
  SoundQuality & {
    /** @default 'exact' */
    readonly manner?: CutManner | undefined;
    /** Folder the cut is put into. @default beside the recording */
    readonly out?: string | undefined;
    /** Which of several sound tracks is kept, as for hearing. @default the default one */
    readonly track?: string | undefined;
    /** @default those on the path */
    readonly tools?: CuttingTools | undefined;
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
  const { media, signal, manner, crf, bitrate, preset, evenLoudness, tools } = request;
  if (!(await isThere(media))) throw new AppError('FILE_MISSING', { path: media });
  const kept = await readKept(request);
  const source = await sourceOf(request);
  const { path, ...beside } = await targetsOf(request, source);
  const segments = segmentsOf(kept, source);
  const quality = { crf, bitrate, preset, evenLoudness };
  const options = { target: path, manner, tools, signal, ...quality };
  const made = yield* cutMedia(source, segments, options);
  const cues = cutSubtitles(kept.cues, made.segments, kept);
  const list = writeTickList(
    cues.map((cue, index) => ({ ...cue, number: index + 1 })),
    {
      subtitles: basename(beside.subtitles),
      media: basename(path),
      hasPicture: source.picture !== undefined,
    },
  );
  await writeOutput(beside.subtitles, writeSrt(cues));
  await writeOutput(beside.preview, list);
  return { media: path, ...beside, ...made };
}

/** What a plain MP4 says of itself, where that is enough; else ffprobe is asked, which takes longer to load and to run. */
async function sourceOf(request: CutRequest): Promise<MediaFacts | Movie> {
  const { media, manner, track, signal, tools } = request;
  const isPlain = manner === 'fast' && track === undefined;
  const movie = isPlain ? await readMovie(media) : undefined;
  if (movie) return movie;
  const { probeMedia } = await import('../../cutting/ffmpeg/probe-media.ts');
  return await probeMedia(media, { track, signal, ...(await tools?.()) });
}

/** The name a cut of a recording has, as autocut gives it: `talk_cut.mp4`, and `talk__cut.mp4` for a cut of that. */
function cutName(path: string, suffix: string): string {
  const name = basename(path, extname(path));
  const base = name.endsWith('_cut') ? `${name.slice(0, -'_cut'.length)}_` : name;
  return `${base}_cut${suffix}`;
}

/** Subtitles are shown up to so long, also beyond the end of what they belong to, in seconds. */
const LONGEST_CUE = 7;

/** A recording whose length differs by more from the one that was heard is another one, in seconds: a copy in another format may be a second off. */
const SAME_LENGTH = 3;

function segmentsOf({ cues, by, length }: Kept, { path, duration }: MediaFacts | Movie): Segment[] {
  const beyond = cues.find((cue) => cue.start >= duration || cue.end > duration + LONGEST_CUE);
  if (beyond) {
    const values = { path, end: clock(beyond.end), duration: clock(duration) };
    throw new AppError('CUT_BEYOND_MEDIA', values);
  }
  if (length !== undefined && Math.abs(length - duration) > SAME_LENGTH) {
    const values = { path, duration: clock(duration), heard: clock(length), list: by };
    throw new AppError('CUT_OTHER_MEDIA', values);
  }
  const segments = joinSegments(cues, duration);
  if (segments.length === 0) throw new AppError('CUT_NOTHING_KEPT', { path: by });
  return segments;
}

type Targets = Readonly<Record<'path' | 'subtitles' | 'preview', string>>;

async function targetsOf(
  { media, out = dirname(media), force }: CutRequest,
  { picture }: MediaFacts | Movie,
): Promise<Targets> {
  const named = (suffix: string): string => join(out, cutName(media, suffix));
  const path = named(picture ? '.mp4' : '.mp3');
  const targets = { path, subtitles: named('.srt'), preview: named('.md') };
  await ensureFolder(out).catch((error: unknown) => {
    throw diskFailure(error, out);
  });
  await keepExisting(Object.values(targets), { force });
  return targets;
}
