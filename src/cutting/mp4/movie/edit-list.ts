import { type Box, boxesIn, boxOf } from './boxes.ts';

/** The clocks of a track and its movie. */
export type Clock = {
  /** Ticks a second of the track, and of the movie. */
  readonly ticks: number;
  readonly movieTicks: number;
  /** When its last sample ends, in ticks of the track. */
  readonly last: number;
  /** How much may be hidden at its end, in ticks of the track. */
  readonly slack: number;
};

/** What an edit list says. */
export type Edit = {
  /** Added to times of the track gives those of the movie; in ticks of the track. */
  readonly shift: number;
  /** Nothing before or behind these is played, in the same ticks of the movie. */
  readonly from: number;
  readonly until: number;
};

/**
 * Reads an edit list (ISO/IEC 14496-12, 8.6.6) that only says where the track starts, and from where on it is played.
 * Throws RangeError when it is damaged or says more: other stretches left out or repeated, another speed.
 */
export function readEdit(track: readonly Box[], clock: Clock): Edit {
  const edits = track.find(({ type }) => type === 'edts');
  if (!edits) {
    return { shift: 0, from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
  }
  const { pause, since, length } = onlyIn(entriesIn(boxOf('elst', boxesIn(edits.body))));
  const { ticks, movieTicks, last, slack } = clock;
  const wait = (pause * ticks) / movieTicks;
  // Without a length, all behind its start is played.
  const played = length > 0 ? (length * ticks) / movieTicks : Number.POSITIVE_INFINITY;
  if (since >= last || since + played < last - slack) throw new RangeError('the track is edited');
  return { shift: wait - since, from: wait, until: wait + played };
}

/** The one entry that is played, and how long the pause before it is. */
function onlyIn(entries: readonly Entry[]): Entry & { readonly pause: number } {
  const isPaused = entries.length === 2 && entries[0]?.since === -1;
  const only = entries.length === 1 || isPaused ? entries.at(-1) : undefined;
  if (!only || only.since < 0 || only.rate !== 1) throw new RangeError('the track is edited');
  return { ...only, pause: isPaused ? (entries[0]?.length ?? 0) : 0 };
}

type Entry = { readonly length: number; readonly since: number; readonly rate: number };

/** Only the first three: more than two are one case. */
function entriesIn(body: Buffer): Entry[] {
  const isLong = body[0] === 1;
  const size = isLong ? 20 : 12;
  const count = Math.min(body.readUInt32BE(4), 3);
  return Array.from({ length: count }, (_, index) => {
    const at = 8 + size * index;
    const rate = body.readInt32BE(at + size - 4) / 65_536;
    if (!isLong) return { length: body.readUInt32BE(at), since: body.readInt32BE(at + 4), rate };
    const [length, since] = [body.readBigUInt64BE(at), body.readBigInt64BE(at + 8)].map(Number);
    return { length: length ?? 0, since: since ?? 0, rate };
  });
}
