import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Seconds } from '../model/time.ts';
import { assemble, WEIGHTS } from './assemble.ts';
import { pictureIn } from './cut-exactly.ts';
import type { CutEvent, CutJob, FallbackReason } from './cut-job.ts';
import { type ConcatEntry, concatInput, concatList } from './ffmpeg/concat-list.ts';
import { encodePiece } from './ffmpeg/encode-piece.ts';
import { hasIndex, readPackets } from './ffmpeg/packets.ts';
import { addParameterSets } from './ffmpeg/parameter-sets.ts';
import type { Picture } from './ffmpeg/probe-media.ts';
import { runFfmpeg } from './ffmpeg/run-ffmpeg.ts';
import { NO_TIMECODE } from './ffmpeg/tags.ts';
import { isWholeCopy } from './mp4/is-whole-copy.ts';
import { cleanCuts, type CleanCut } from './segments/clean-cuts.ts';
import {
  type FrameGrid,
  type FrameSpan,
  framesIn,
  gridOf,
  groupsOf,
  nearestFrame,
  secondsOf,
  segmentsOf,
  spansOf,
  ticksOf,
} from './segments/frame-grid.ts';
import type { Packet } from './segments/packet.ts';
import type { Segment } from './segments/segments.ts';
import type { ShareTeller } from './tell-share.ts';

/** Spans that are encoded together, or one that is copied between two clean places. */
type Piece = { readonly spans: readonly FrameSpan[]; readonly copy?: Copy | undefined };

/** What is copied, from a key frame on; without `until` to the end of the media. */
type Copy = {
  readonly since: CleanCut;
  readonly until?: CleanCut | undefined;
  /** When the next key frame is shown; absent when there is none. */
  readonly nextKey?: Seconds | undefined;
};

/** Copying fewer frames than this is not worth two more joints; about a second. */
const FEWEST_COPIED = 25;
/** Edges are short: encoded in half the time, at a finer quality to make up for it, they may take more room. */
const EDGE = { crf: 18, preset: 'veryfast' } as const;

/**
 * Cuts on the frame, copies whole groups of pictures and encodes only those at the edges of segments. Gives the
 * segments as they were cut, or why that cannot be.
 */
export async function* cutSmart(
  job: CutJob,
): AsyncGenerator<CutEvent, readonly Segment[] | FallbackReason> {
  const { facts, run } = job;
  const picture = pictureIn(job);
  const obstacle = hasIndex(facts) ? obstacleIn(picture) : 'container';
  if (obstacle) return obstacle;
  const grid = gridOf(picture);
  const spans = spansOf(job.segments, grid);
  const packets = await readPackets(facts, run);
  const end = endOf(packets, grid);
  if (spans.some(({ to }) => to > end + 1)) return 'short';
  const pieces = together(piecesOf(spans, packets, grid), grid);
  if (!pieces.some((piece) => piece.copy)) return 'key-frames';
  const segments = segmentsOf(spans, grid);
  const targetOf = (index: number): string => join(job.folder, `${index}.mp4`);
  const areCopied: boolean[] = [];
  yield* assemble(job, {
    segments,
    ticks: ticksOf(grid),
    work: pieces.reduce((sum, piece) => sum + secondsOf(piece.spans, grid) * weightOf(piece), 0),
    makePieces: async function* (ownRun, share) {
      const own = { ...job, run: ownRun };
      const entries: ConcatEntry[] = [];
      for (const [index, piece] of pieces.entries()) {
        const target = targetOf(index);
        const isCopied = yield* makePiece(piece, target, { job: own, share });
        areCopied.push(isCopied);
        entries.push({ path: target, duration: secondsOf(piece.spans, grid) });
      }
      if (!areCopied.includes(true)) yield { type: 'cut-fallback', reason: 'key-frames' };
      return entries;
    },
  });
  // The head has the parameter sets of the first piece; those of the other kind are added.
  const other = areCopied.indexOf(!areCopied[0]);
  if (other >= 0) await addParameterSets(job.target, targetOf(other));
  return segments;
}

function weightOf({ copy }: Piece): number {
  return copy ? WEIGHTS.copying : WEIGHTS.encoding;
}

type Making = { readonly job: CutJob; readonly share: ShareTeller };

/** Copies a piece if that gives what was meant, else encodes it. Gives whether it was copied. */
async function* makePiece(
  piece: Piece,
  target: string,
  { job, share }: Making,
): AsyncGenerator<CutEvent, boolean> {
  if (piece.copy) {
    yield* share.over(copyPiece(piece.copy, target, job), WEIGHTS.copying);
    if (await isWholeCopy(target, framesIn(piece.spans))) return true;
  }
  yield* share.over(encode(piece, target, job), WEIGHTS.encoding);
  return false;
}

function obstacleIn({
  codec,
  pixelFormat,
  isConstant,
  isTurned,
  isInterlaced,
}: Picture): FallbackReason | undefined {
  if (isInterlaced) return 'interlaced';
  if (codec !== 'h264' || pixelFormat !== 'yuv420p') return 'codec';
  if (!isConstant) return 'variable-rate';
  return isTurned ? 'turned' : undefined;
}

/** Each span as what is encoded before the first key frame in it, copied up to the last, and encoded behind it. */
function piecesOf(
  spans: readonly FrameSpan[],
  packets: readonly Packet[],
  grid: FrameGrid,
): Piece[] {
  const keys = cleanCuts(packets)
    .filter((cut) => cut.isKey)
    .map((cut) => ({ cut, frame: nearestFrame(cut.time, grid) }));
  const keyTimes = packets.filter(({ isKey }) => isKey).map(({ time }) => time);
  const end = endOf(packets, grid);
  return spans.flatMap(({ from, to }): Piece[] => {
    const inside = keys.filter(({ frame }) => frame >= from && frame <= to);
    const first = inside[0];
    const isAtEnd = to >= end;
    const last = isAtEnd ? undefined : inside.at(-1);
    const copied = isAtEnd ? to : (last?.frame ?? from);
    if (!first || copied - first.frame < FEWEST_COPIED) return [{ spans: [{ from, to }] }];
    const nextKey = keyTimes.find((time) => time > first.cut.time);
    const copy = { since: first.cut, until: last?.cut, nextKey };
    const pieces: Piece[] = [
      { spans: [{ from, to: first.frame }] },
      { spans: [{ from: first.frame, to: copied }], copy },
      { spans: [{ from: copied, to }] },
    ];
    return pieces.filter((piece) => framesIn(piece.spans) > 0);
  });
}

/** The frame after the last one there is. */
function endOf(packets: readonly Packet[], grid: FrameGrid): number {
  const latest = packets.reduce((most, { time }) => Math.max(most, time), 0);
  return nearestFrame(latest, grid) + 1;
}

/** What is encoded behind one segment's copy and before the next one's is encoded in one go. */
function together(pieces: readonly Piece[], grid: FrameGrid): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (!last || last.copy || piece.copy) {
      joined.push(piece);
      continue;
    }
    joined.pop();
    const groups = groupsOf([...last.spans, ...piece.spans], grid, { canSeek: true });
    joined.push(...groups.map((spans) => ({ spans })));
  }
  return joined;
}

function encode(
  piece: Piece,
  target: string,
  { facts, run, crf, bitrate, preset, ...job }: CutJob,
): ReturnType<typeof encodePiece> {
  const { index, ...picture } = pictureIn({ ...job, facts, run });
  const quality = {
    crf: crf ?? (bitrate === undefined ? EDGE.crf : undefined),
    bitrate,
    preset: preset ?? EDGE.preset,
  };
  const grid = gridOf(picture);
  return encodePiece(piece.spans, {
    path: facts.path,
    canSeek: true,
    stream: index,
    isInterlaced: picture.isInterlaced,
    grid,
    target,
    run,
    ...quality,
  });
}

/** Copies frames as they are, from a key frame on. */
async function* copyPiece(
  { since, until, nextKey }: Copy,
  target: string,
  job: CutJob,
): AsyncGenerator<number, void> {
  const { facts, run } = job;
  const { index, rate } = pictureIn(job);
  // Between two frames, so that rounding of time stamps does not matter.
  const margin = rate[1] / rate[0] / 4;
  // ffmpeg looks for the key frame before a time; of edited files it takes all frames to be some frames later.
  const inside = nextKey === undefined ? margin : Math.max(margin, (nextKey - since.time) / 2);
  const list = `${target}.txt`;
  const entry = {
    path: facts.path,
    inpoint: since.time + facts.origin + inside,
    outpoint: until && until.decoded + facts.origin - margin,
  };
  await writeFile(list, concatList([entry]));
  const ticks = ['-video_track_timescale', String(ticksOf({ rate }))];
  const args = [
    ['-map', `0:${index}`, '-c', 'copy', ...ticks],
    [...NO_TIMECODE, '-f', 'mp4', `file:${target}`],
  ].flat();
  yield* runFfmpeg([...concatInput(list), ...args], { ...run, about: facts.path });
}
