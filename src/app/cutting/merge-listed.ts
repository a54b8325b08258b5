import { extname, join, parse } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import type { CutEvent } from '../../cutting/cut-job.ts';
import type { PictureQuality } from '../../cutting/ffmpeg/encode-piece.ts';
import { type MediaFacts, probeMedia } from '../../cutting/ffmpeg/probe-media.ts';
import { chooseJoined } from '../../cutting/lists/choose-joined.ts';
import { readOverview } from '../../cutting/lists/overview.ts';
import { readText, readTimes } from '../../cutting/lists/read-times.ts';
import { cutSubtitles } from '../../cutting/lists/subtitles-beside.ts';
import { mergeMedia } from '../../cutting/merge-media.ts';
import type { Seconds } from '../../model/time.ts';
import { slugOf } from '../../store/slug.ts';
import type { SubtitleCue } from '../../subtitles/lines/lines.ts';
import { writeSrt } from '../../subtitles/write-srt.ts';
import type { CuttingTools } from './cutting-tools.ts';
import { keepExisting, type Overwriting, writeOutput } from './write-output.ts';

/** Which recordings are joined, and how. */
export type MergeRequest = PictureQuality &
  Overwriting & {
    /** The overview, in which they are ticked: `autocut.md`. */
    readonly overview: string;
    /** Encoding of the overview and the subtitles. @default detected */
    readonly encoding?: string | undefined;
    /** @default those on the path */
    readonly tools?: CuttingTools | undefined;
    readonly signal?: AbortSignal | undefined;
  };

/** What was made. */
export type MergeOutcome = {
  readonly media: string;
  /** Absent when none of the recordings has subtitles beside it. */
  readonly subtitles?: string | undefined;
  /** In seconds. */
  readonly duration: Seconds;
};

/**
 * Joins the recordings that an overview has ticked, or what they were cut to, into `NAME_merged.mp4` beside it (`.mp3`
 * without a picture), with their subtitles in `NAME_merged.srt`. Throws `CUT_NOT_DONE`, `CUT_NOTHING_KEPT`,
 * `MERGE_UNCUT`, `FILE_MISSING`, `FILE_EXISTS`, what joining throws, or the signal's reason.
 */
export async function* mergeListed(request: MergeRequest): AsyncGenerator<CutEvent, MergeOutcome> {
  const { overview, encoding, signal, crf, bitrate, preset } = request;
  const parts = await tickedBy(request);
  const stem = `${overview.slice(0, -extname(overview).length)}_merged`;
  const media = `${stem}${parts.some((part) => part.picture) ? '.mp4' : '.mp3'}`;
  const subtitles = `${stem}.srt`;
  await keepExisting([media, subtitles], request);
  const run = { signal, ...(await request.tools?.()) };
  const starts = yield* mergeMedia(parts, { target: media, crf, bitrate, preset, ...run });
  const cues: SubtitleCue[] = [];
  for (const [at, part] of parts.entries()) {
    cues.push(...(await cuesOf(part, starts[at] ?? 0, encoding)));
  }
  const duration = starts.at(-1) ?? 0;
  if (cues.length === 0) return { media, duration };
  await writeOutput(subtitles, writeSrt(cues));
  return { media, subtitles, duration };
}

/** The recordings an overview has ticked, in its order. */
async function tickedBy(request: MergeRequest): Promise<MediaFacts[]> {
  const { overview, encoding, signal, tools } = request;
  const { isDone, listed } = readOverview(await readText(overview, encoding));
  const ticked = listed.filter(({ isTicked }) => isTicked);
  if (!isDone) throw new AppError('CUT_NOT_DONE', { path: overview });
  if (ticked.length === 0) throw new AppError('CUT_NOTHING_KEPT', { path: overview });
  const parts: MediaFacts[] = [];
  for (const each of ticked) {
    const path = await chooseJoined(each, { path: overview, listed, encoding });
    if (!(await isThere(path))) throw new AppError('FILE_MISSING', { path });
    parts.push(await probeMedia(path, { signal, ...(await tools?.()) }));
  }
  return parts;
}

/** The subtitles of one recording, at the times they have in what is joined; none where none lie beside it. */
async function cuesOf(
  { path: media, duration }: MediaFacts,
  start: Seconds,
  encoding: string | undefined,
): Promise<SubtitleCue[]> {
  const { dir, name } = parse(media);
  const title = name.replaceAll('_', ' ').trim();
  for (const path of [join(dir, `${name}.srt`), join(dir, slugOf(title), 'talk.json')]) {
    if (!(await isThere(path))) continue;
    const { cues, areSentences } = await readTimes(path, { encoding });
    const all = [{ start: 0, end: duration }];
    return cutSubtitles(cues, all, { areSentences }).map((cue) => ({
      ...cue,
      start: cue.start + start,
      end: cue.end + start,
    }));
  }
  return [];
}
