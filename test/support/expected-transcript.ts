/** What is right of a transcript, as it stands beside each file of `test/fixtures/transcripts/`, and how it is compared. */
import { z } from 'zod';

import { AppError } from '../../src/base/errors.ts';
import { parseJson } from '../../src/base/json.ts';
import type { Cue, Transcript } from '../../src/model/transcript.ts';
import { checkHygiene } from '../../src/text/hygiene/hygiene.ts';
import { readTranscript } from '../../src/transcripts/read.ts';

/** A cue as it should be: start and end in seconds, where `null` is not compared; speaker, `null` for none; text. */
const CueShape = z.tuple([
  z.number().nullable(),
  z.number().nullable(),
  z.string().nullable(),
  z.string(),
]);

/** What is right of one file. What is left out is not compared. */
const ExpectedShape = z.union([
  z.strictObject({
    timed: z.boolean(),
    language: z.string().optional(),
    title: z.string().optional(),
    cues: z.array(CueShape),
    /** Codes of the warnings, in their order. */
    warnings: z.array(z.string()).optional(),
    /** One entry a cue: what hygiene says of it. */
    doubts: z.array(z.string().nullable()).optional(),
  }),
  /** The code of the failure with which a file is refused. */
  z.strictObject({ refused: z.string() }),
]);
type Expected = z.infer<typeof ExpectedShape>;
type ExpectedCue = z.infer<typeof CueShape>;

/** Times are right when they differ by no more than this, in seconds: a frame of film is 0.04. */
const TOLERANCE = 0.05;

/** What stands beside a file as JSON. Throws for any other shape. */
export function expectedFrom(json: string): Expected {
  return ExpectedShape.parse(parseJson(json));
}

/** Reads a file and says in words where it differs from what is expected; nothing when all is right. */
export function differences(
  bytes: Uint8Array,
  { name, expected }: { name: string; expected: Expected },
): string[] {
  const read = readOrCode(bytes, name);
  if ('refused' in expected) {
    return read === expected.refused ? [] : [`refused as ${expected.refused}: ${told(read)}`];
  }
  if (typeof read === 'string') return [`refused as ${read}`];
  const doubts = checkHygiene(read.cues).doubts.map((doubt) => doubt ?? null);
  const warnings = read.warnings.map(({ code }) => code);
  return [
    ...unlike('timed', read.timed, expected.timed),
    ...unlike('language', read.language, expected.language ?? read.language),
    ...unlike('title', read.title, expected.title ?? read.title),
    ...unlike('warnings', warnings, expected.warnings ?? warnings),
    ...unlike('doubts', doubts, expected.doubts ?? doubts),
    ...unlikeCues(read.cues, expected.cues),
  ];
}

function readOrCode(bytes: Uint8Array, name: string): Transcript | string {
  try {
    return readTranscript(bytes, { name });
  } catch (error) {
    const code = AppError.find(error)?.code;
    if (code === undefined) throw error;
    return code;
  }
}

function told(read: Transcript | string): string {
  return typeof read === 'string' ? read : `read, ${read.cues.length} cues`;
}

function unlike(what: string, found: unknown, expected: unknown): string[] {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  return one === other ? [] : [`${what}: ${one}, not ${other}`];
}

function unlikeCues(cues: readonly Cue[], expected: readonly ExpectedCue[]): string[] {
  const count =
    cues.length === expected.length ? [] : [`${cues.length} cues, not ${expected.length}`];
  const longest = Math.max(cues.length, expected.length);
  const found = Array.from({ length: longest }, (_, at) => unlikeCue(at, cues[at], expected[at]));
  return [...count, ...found.flat()];
}

function unlikeCue(at: number, cue: Cue | undefined, expected: ExpectedCue | undefined): string[] {
  if (cue === undefined) return [`cue ${at + 1} is missing: ${JSON.stringify(expected)}`];
  const found = [round(cue.start), round(cue.end), cue.speaker ?? null, cue.text] as const;
  if (expected === undefined) return [`cue ${at + 1} is too many: ${JSON.stringify(found)}`];
  const [start, end, speaker, text] = expected;
  const isRight =
    isNear(cue.start, start) && isNear(cue.end, end) && found[2] === speaker && cue.text === text;
  return isRight
    ? []
    : [`cue ${at + 1}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`];
}

function isNear(found: number, expected: number | null): boolean {
  // A thousandth more, for what a binary number cannot hold.
  return expected === null || Math.abs(found - expected) <= TOLERANCE + 0.001;
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
