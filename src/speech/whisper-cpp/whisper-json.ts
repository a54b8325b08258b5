import { z } from 'zod';

import { parseJson } from '../../base/json.ts';
import type { Seconds } from '../../model/time.ts';
import type { Heard, HeardCue } from '../recognizer.ts';
import { languageTag } from '../servers/server-answer.ts';
import { wordsOf, type TimedTokens } from '../timed-tokens.ts';
import { shiftCue } from '../windows/shift.ts';

/** Milliseconds from the start of the file. */
const Offsets = z.object({ from: z.number(), to: z.number() });
const Token = z.object({
  text: z.string(),
  // Absent where the program knows no time.
  offsets: Offsets.optional(),
  p: z.number().optional(),
});
const Answer = z.object({
  result: z.object({ language: z.string().optional() }).optional(),
  transcription: z.array(
    z.object({ offsets: Offsets, text: z.string(), tokens: z.array(Token).default([]) }),
  ),
});
type Segment = z.infer<typeof Answer>['transcription'][number];

/** In seconds from the start of the window. */
const Served = z.object({
  language: z.string().optional(),
  segments: z.array(
    z.object({
      start: z.number(),
      end: z.number(),
      text: z.string(),
      // The pieces of the text that the model knows, called words.
      words: z
        .array(
          z.object({
            word: z.string(),
            start: z.number().optional(),
            end: z.number().optional(),
            probability: z.number().optional(),
          }),
        )
        .default([]),
    }),
  ),
});

/** Tokens that are marks of the model, not text: `[_BEG_]`, `[_TT_150]`, `<|en|>`. */
const MARK = /^(?:\[_.*\]|<\|.*\|>)$/;
/**
 * What whisper-cli wrote with `-ojf` (output JSON, full), as cues with words inside `length` seconds; or
 * `undefined` when it is no such answer. The program writes each token's bytes as they are: half a
 * character may be a token, and control characters stand in texts unescaped.
 */
export function heardInWhisperJson(bytes: Buffer, length: Seconds): Heard | undefined {
  const answer = Answer.safeParse(byteByByte(bytes));
  if (!answer.success) return undefined;
  const { result, transcription } = answer.data;
  return heardIn(transcription, result?.language, length);
}

/**
 * The same of what whisper-server answers for `verbose_json`. How likely it found silence is left out: in 1.9.1 that
 * depends on the window before.
 */
export function heardInServerJson(bytes: Buffer, length: Seconds): Heard | undefined {
  const answer = Served.safeParse(byteByByte(bytes));
  if (!answer.success) return undefined;
  const segments = answer.data.segments.map(({ start, end, text, words }) => ({
    offsets: { from: start * 1000, to: end * 1000 },
    text,
    tokens: words.map(({ word, start: from, end: to, probability: p }) => ({
      text: word,
      ...(from !== undefined &&
        to !== undefined && { offsets: { from: from * 1000, to: to * 1000 } }),
      p,
    })),
  }));
  return heardIn(segments, languageTag(answer.data.language ?? ''), length);
}

/** JSON with one character a byte, so that halves of characters survive the reading. */
function byteByByte(bytes: Buffer): unknown {
  // Control characters become blanks, which between values they are as good as.
  // oxlint-disable-next-line no-control-regex
  return parseJson(bytes.toString('latin1').replace(/[\u0000-\u001f]/g, ' '));
}

function heardIn(
  segments: readonly Segment[],
  language: string | undefined,
  length: Seconds,
): Heard {
  const cues = segments
    .map((segment) => cueOf(segment, length))
    .toSorted((a, b) => a.start - b.start);
  return { cues, ...(language && { language }) };
}

function cueOf(segment: Segment, length: Seconds): HeardCue {
  const within = (milliseconds: number): Seconds =>
    Math.min(length, Math.max(0, milliseconds / 1000));
  const start = within(segment.offsets.from);
  const end = Math.max(start, within(segment.offsets.to));
  const text = fromBytes(segment.text).replace(/\s+/g, ' ').trim();
  const words = wordsOf(tokensOf(segment, start), end - start);
  const cue = { start: 0, end: end - start, text, ...(words.length > 0 && { words }) };
  return shiftCue(cue, start);
}

/** Tokens of whole characters, their times in seconds from the segment's start; marks are left out. */
function tokensOf({ tokens }: Segment, from: Seconds): TimedTokens {
  const timed = {
    tokens: new Array<string>(),
    timestamps: new Array<Seconds>(),
    durations: new Array<Seconds>(),
    logProbabilities: new Array<number>(),
  };
  let half = '';
  let begun = 0;
  let last = 0;
  for (const token of tokens) {
    if (MARK.test(token.text)) continue;
    const start = token.offsets ? token.offsets.from / 1000 - from : last;
    last = token.offsets ? token.offsets.to / 1000 - from : last;
    if (half === '') begun = start;
    half += token.text;
    const text = fromBytes(half);
    // A character cut in two shows as the replacement character until its other half is there.
    if (text.endsWith('\uFFFD') && half.length < LONGEST_HALF + token.text.length) continue;
    timed.tokens.push(text);
    timed.timestamps.push(begun);
    timed.durations.push(Math.max(0, last - begun));
    timed.logProbabilities.push(Math.log(Math.max(token.p ?? 1, Number.MIN_VALUE)));
    half = '';
  }
  return timed;
}

/** A character has four bytes at most (RFC 3629), so what is still cut then is damaged, not cut. */
const LONGEST_HALF = 4;

function fromBytes(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
