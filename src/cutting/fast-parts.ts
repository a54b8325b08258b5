import type { Seconds } from '../model/time.ts';
import { type CleanCut, cleanCuts, nearestCut, REORDERED } from './clean-cuts.ts';
import { readPackets, type Packet } from './packets.ts';
import type { MediaFacts } from './probe-media.ts';
import type { FfmpegRun } from './run-ffmpeg.ts';
import type { Segment } from './segments.ts';

/**
 * A part of the media from a key frame on. Its end is where the next part begins in what is joined: a hair before or
 * behind the end of its picture, so that its sound and the next one's follow each other without a gap.
 */
export type FastPart = Segment & {
  /** The time in decoding order before which it ends, in seconds; absent at the end of the media. */
  readonly outpoint?: Seconds | undefined;
};

/** Time stamps are printed with six digits; a hair later is still the same frame. In seconds. */
export const MICROSECOND = 0.000001;
/** Time stamps are rounded by less than this, and frames are further apart. In seconds. */
const ROUNDING = 0.0005;
/** The packets read from a key frame on, as a count: sound is among them, for files hold both in turn. */
const AT_START = 60;
/** Samples of one packet of AAC (ISO/IEC 14496-3); other sound comes in shorter ones. */
const AAC_SAMPLES = 1024;

/** A part that is being planned. */
type Draft = FastPart & {
  /** Where the sound that comes with it starts; absent when there is none, or it is not known. */
  readonly sound?: Seconds | undefined;
};

/**
 * Where segments can be cut without encoding: each starts at the key frame before it, those that share one become one.
 * Only what lies around their ends is read. Empty when the file has no key frame there.
 */
export async function fastParts(
  facts: MediaFacts,
  segments: readonly Segment[],
  run: FfmpegRun,
): Promise<FastPart[]> {
  const at = (time: Seconds): string => (time + facts.origin).toFixed(3);
  const starts = segments.map(({ start }) => `${at(start)}%+#${AT_START}`);
  const ends = segments.map(({ end }) => `${at(end)}%${at(end + REORDERED)}`);
  const [begun, ended] = await Promise.all(
    [starts, ends].map((intervals) => readPackets(facts, { ...run, intervals, all: true })),
  );
  const begins = beginningsIn(begun ?? [], segments.length, facts);
  if (!(await areFound(begins, facts, run))) return [];
  const around = inDecodingOrder(ended ?? []);
  const cuts = cleanCuts(around.filter((each) => each.stream === facts.picture?.index));
  const drafts = draftsOf(segments, { begins, cuts, facts });
  const sound = around.filter((each) => each.stream === facts.sound?.index);
  const margin = marginOf(facts);
  return drafts.map((draft, index) => joinable(draft, drafts[index + 1], { sound, margin }));
}

type Around = {
  readonly begins: readonly (Beginning | undefined)[];
  readonly cuts: readonly CleanCut[];
  readonly facts: MediaFacts;
};

/** None at all when one of the segments has no place to begin or end. */
function draftsOf(segments: readonly Segment[], { begins, cuts, facts }: Around): Draft[] {
  const margin = marginOf(facts);
  const drafts: Draft[] = [];
  for (const [index, { end }] of segments.entries()) {
    const begin = begins[index];
    const stop = end >= facts.duration - ROUNDING ? undefined : nearestCut(cuts, end);
    // Without frames behind it, as where the picture has long ended, all the rest would be kept.
    const isEndless = !stop && facts.duration - end > REORDERED;
    if (!begin || isEndless) return [];
    const outpoint = stop && stop.decoded - margin;
    const draft = { ...begin, end: stop?.time ?? facts.duration, outpoint };
    const last = drafts.at(-1);
    if (last && draft.start < last.end) {
      drafts[drafts.length - 1] = { ...draft, start: last.start, sound: last.sound };
    } else if (draft.end > draft.start) drafts.push(draft);
  }
  return drafts;
}

/**
 * How much before its last frame's turn a part may end without losing it: as much as one packet of sound, so that the
 * packet across its end and the one across the next part's start do not come at the same time.
 */
function marginOf({ sound, picture }: MediaFacts): Seconds {
  const frame = picture ? picture.rate[1] / picture.rate[0] : 0;
  return Math.min(sound ? AAC_SAMPLES / sound.sampleRate : 0, frame - ROUNDING);
}

type Beginning = { readonly start: Seconds; readonly sound: Seconds | undefined };

function beginningsIn(
  packets: readonly Packet[],
  count: number,
  facts: MediaFacts,
): (Beginning | undefined)[] {
  const rounds = roundsOf(packets, facts);
  return Array.from({ length: count }, (_, index) => beginning(rounds[index] ?? [], facts));
}

/** What was read for each start: as much as was asked, or up to the end of the file. The next round then goes back. */
function roundsOf(packets: readonly Packet[], { picture, sound }: MediaFacts): Packet[][] {
  const rounds: Packet[][] = [];
  let latest = new Map<number, Seconds>();
  for (const packet of packets) {
    const { stream, time, isKey } = packet;
    const isPicture = stream === picture?.index;
    const isTelling = isPicture ? isKey : stream === sound?.index;
    const before = latest.get(stream);
    const isBack =
      isTelling && before !== undefined && (isPicture ? time <= before : time < before);
    const round = rounds.at(-1);
    if (round && round.length < AT_START && !isBack) round.push(packet);
    else {
      rounds.push([packet]);
      latest = new Map();
    }
    if (isTelling) latest.set(stream, time);
  }
  return rounds;
}

/**
 * Whether ffmpeg finds these key frames again by their own times. Of edited files, which only this container has, it
 * takes all frames to be some frames later, and would begin with the key frame before.
 */
async function areFound(
  begins: readonly (Beginning | undefined)[],
  facts: MediaFacts,
  run: FfmpegRun,
): Promise<boolean> {
  if (!facts.container.split(',').includes('mov')) return true;
  const intervals = begins.map((begin) => {
    const time = (begin?.start ?? 0) + facts.origin + MICROSECOND;
    return `${time.toFixed(6)}%+#${AT_START}`;
  });
  const found = await readPackets(facts, { ...run, intervals, all: true });
  return beginningsIn(found, begins.length, facts).every(
    (again, index) => again?.start === begins[index]?.start,
  );
}

/** The key frame ffmpeg finds for a start, and the sound it gives with it. */
function beginning(
  packets: readonly Packet[],
  { picture, sound }: MediaFacts,
): Beginning | undefined {
  const timed = packets.filter((each) => Number.isFinite(each.time));
  const key = timed.find((each) => each.stream === picture?.index && each.isKey);
  const first = timed.find((each) => each.stream === sound?.index);
  return key && { start: key.time, sound: first?.time };
}

/** Ends a part where its sound ends and the next one's begins, if that is within a frame or so of where its picture does. */
function joinable(
  { start, end, outpoint }: Draft,
  next: Draft | undefined,
  { sound, margin }: { readonly sound: readonly Packet[]; readonly margin: Seconds },
): FastPart {
  const part = { start, end, outpoint };
  const until = sound.find((each) => outpoint !== undefined && each.decoded >= outpoint)?.time;
  if (until === undefined || next?.sound === undefined) return part;
  const joined = until + next.start - next.sound;
  const isNear = joined > end - margin - ROUNDING && joined < end + 3 * margin;
  return isNear ? { ...part, end: joined } : part;
}

/** Stretches that were looked at twice are taken once. */
function inDecodingOrder(packets: readonly Packet[]): Packet[] {
  const timed = packets.filter((each) => Number.isFinite(each.time));
  const unique = new Map(timed.map((packet) => [`${packet.stream} ${packet.decoded}`, packet]));
  return [...unique.values()].toSorted((a, b) => a.decoded - b.decoded);
}
