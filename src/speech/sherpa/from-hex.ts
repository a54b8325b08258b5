import type { RawHeard } from './engine/protocol.ts';

const HEX = /^(?:[\da-f]{2})*$/;

/**
 * What was heard with tokens in hexadecimal, in characters again: text, segments, and tokens, of which those that share a
 * character become one, with the time of the first. Bytes that make no character stand as one mark for what was lost.
 */
export function fromHex(raw: RawHeard): RawHeard {
  const tokens = wholeTokens(raw);
  // Lists that do not tell of each token tell nothing of them when they are joined.
  const isFor = (list: readonly number[]): boolean => list.length === raw.tokens.length;
  return {
    ...raw,
    text: written(raw.text),
    segment_texts: raw.segment_texts.map(written),
    tokens: tokens.map(({ bytes }) => written(bytes)),
    ...(isFor(raw.timestamps) && { timestamps: tokens.map(({ start }) => start) }),
    ...(isFor(raw.durations) && { durations: tokens.map(({ duration }) => duration) }),
    ...(isFor(raw.ys_log_probs) && { ys_log_probs: tokens.map(({ log }) => log) }),
  };
}

/** Stands where bytes make no character. */
const LOST = '\uFFFD';

function written(hex: string): string {
  if (!HEX.test(hex)) return hex;
  const text = Buffer.from(hex, 'hex').toString('utf8');
  return text.replace(new RegExp(`${LOST}+`, 'g'), LOST);
}

type Whole = { bytes: string; start: number; duration: number; log: number };

/** Tokens whose bytes end within a character are joined to those that end it. */
function wholeTokens({ tokens, timestamps, durations, ys_log_probs: logs }: RawHeard): Whole[] {
  const whole: Whole[] = [];
  let isOpen = false;
  tokens.forEach((bytes, at) => {
    const [start = 0, duration = 0, log = 0] = [timestamps[at], durations[at], logs[at]];
    const last = whole.at(-1);
    if (isOpen && last) {
      last.bytes += bytes;
      last.duration += duration;
      last.log = Math.min(last.log, log);
    } else whole.push({ bytes, start, duration, log });
    isOpen = isWithinCharacter(whole.at(-1)?.bytes ?? '');
  });
  return whole;
}

/** True for bytes in UTF-8 whose last character lacks some of its own (RFC 3629). */
function isWithinCharacter(hex: string): boolean {
  if (!HEX.test(hex)) return false;
  const bytes = Buffer.from(hex, 'hex');
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back;
  }
  return false;
}
