import { createHash } from 'node:crypto';

import { z } from 'zod';

import { AppError } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import type { Memory } from '../../base/memory.ts';
import type { AudioSpan, AudioWindow } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import { spanInMedia } from '../windows/parts.ts';
import { samplesWithin } from '../windows/samples-within.ts';
import type { VoicePrints } from './voice-prints.ts';

/** A stretch of speech with the print of its voice. */
export type Voice = AudioSpan & { readonly print: Float32Array };

export type VoiceOptions = {
  readonly voicePrints: VoicePrints;
  /** Where finished windows are kept. @default nowhere */
  readonly memory?: Memory | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** A shorter stretch does not tell a voice, in seconds: below it, verification errors multiply. */
const SHORTEST = 0.8;
/** A longer stretch may hold a change of speaker without a pause, in seconds. */
const LONGEST = 5;
/** Raised when the same sound would be cut or kept differently. */
const VERSION = 1;

/** Prints as they are journaled: bytes in base64, for there are thousands in a long talk. */
const Kept = z.array(z.string());

/**
 * The voices in one window, with times from the start of the media, or what an earlier run made of them. A window
 * on which the engine dies has none.
 */
export async function voicesIn(
  { parts, samples, speech }: AudioWindow,
  { voicePrints, memory, signal }: VoiceOptions,
): Promise<Voice[]> {
  const spans = speech.flatMap(inPieces);
  const sounds = spans.map((span) => samplesWithin(samples, span).slice());
  const key = fingerprint('voices', VERSION, voicePrints.id, sounds.map(contentOf));
  const kept = Kept.safeParse(memory?.get(key));
  let prints: readonly Int8Array[];
  if (kept.success) prints = kept.data.map((text) => new Int8Array(Buffer.from(text, 'base64')));
  else {
    try {
      prints = (await voicePrints.printsOf(sounds, { signal })).map(inBytes);
    } catch (error) {
      if (AppError.find(error)?.code !== 'SPEECH_ENGINE_DIED') throw error;
      return [];
    }
    await memory?.put(
      key,
      prints.map((print) => Buffer.from(print.buffer).toString('base64')),
    );
  }
  return spans.flatMap((span, index) => {
    const print = prints[index];
    return print ? [{ ...spanInMedia(span, parts), print: Float32Array.from(print) }] : [];
  });
}

/** A span in equal pieces that are long enough to tell a voice and short enough to hold one. */
function inPieces({ start, end }: AudioSpan): AudioSpan[] {
  const length = end - start;
  if (length < SHORTEST) return [];
  const count = Math.ceil(length / LONGEST);
  const at = (index: number): Seconds => start + (length * index) / count;
  return Array.from({ length: count }, (_, index) => ({ start: at(index), end: at(index + 1) }));
}

/** Only its direction matters, and a byte for each of its numbers tells that to a degree. */
function inBytes(print: Float32Array): Int8Array {
  const most = print.reduce((sum, value) => Math.max(sum, Math.abs(value)), 0) || 1;
  return Int8Array.from(print, (value) => Math.round((value / most) * 127));
}

function contentOf(samples: Float32Array): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return createHash('sha256').update(bytes).digest('hex');
}
