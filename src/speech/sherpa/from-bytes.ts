import { utf8Text } from '../../text/characters.ts';
import type { RawHeard } from './engine/protocol.ts';

/** A token of one byte, as the engine was given it (`engine/byte-table.ts`). */
const BYTE = /\{0x([\dA-F]{2})\}/g;

/**
 * What was heard, with the characters that its single bytes make: in the text and in the tokens, of which those that
 * share a character become one, with the time of the first. Bytes that make no character stand as one mark for what was
 * lost.
 */
export function fromBytes(raw: RawHeard): RawHeard {
  if (!raw.text.includes('{0x') && !raw.tokens.some((token) => token.includes('{0x'))) return raw;
  const tokens = wholeTokens(raw);
  // Lists that do not tell of each token tell nothing of them when they are joined.
  const isFor = (list: readonly number[]): boolean => list.length === raw.tokens.length;
  return {
    ...raw,
    text: written(raw.text),
    tokens: tokens.map(({ text }) => written(text)),
    ...(isFor(raw.timestamps) && { timestamps: tokens.map(({ start }) => start) }),
    ...(isFor(raw.durations) && { durations: tokens.map(({ duration }) => duration) }),
    ...(isFor(raw.ys_log_probs) && { ys_log_probs: tokens.map(({ log }) => log) }),
  };
}

/** A text with its runs of bytes as characters. */
function written(text: string): string {
  return text.replace(new RegExp(`(?:${BYTE.source})+`, 'g'), (run) => utf8Text(bytesIn(run)));
}

function bytesIn(run: string): Buffer {
  return Buffer.from(run.replace(BYTE, '$1'), 'hex');
}

type Whole = { text: string; start: number; duration: number; log: number };

/** Tokens whose bytes end within a character are joined to those that end it. */
function wholeTokens({ tokens, timestamps, durations, ys_log_probs: logs }: RawHeard): Whole[] {
  const whole: Whole[] = [];
  tokens.forEach((text, at) => {
    const [start = 0, duration = 0, log = 0] = [timestamps[at], durations[at], logs[at]];
    const last = whole.at(-1);
    if (last && isWithinCharacter(last.text)) {
      last.text += text;
      last.duration += duration;
      last.log = Math.min(last.log, log);
    } else whole.push({ text, start, duration, log });
  });
  return whole;
}

/** True for text that ends with bytes in UTF-8 whose last character lacks some of its own (RFC 3629). */
function isWithinCharacter(text: string): boolean {
  const [run = ''] = new RegExp(`(?:${BYTE.source})+$`).exec(text) ?? [];
  const bytes = bytesIn(run);
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back;
  }
  return false;
}
