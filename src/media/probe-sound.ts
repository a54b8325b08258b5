import { z } from 'zod';

import { parseJson } from '../base/json.ts';
import { languageTag } from '../model/language.ts';
import type { Seconds } from '../model/time.ts';
import { parseTime } from '../text/timecode.ts';
import { feed } from './feed.ts';
import { inputOf, type Media, stdinFor } from './media.ts';
import type { SoundTrack } from './sound-track.ts';

/** What a file says of its sound. */
export type SoundFacts = {
  /** Length of the file by its own account, in seconds; absent when that is not known. */
  readonly duration?: Seconds | undefined;
  /** Those that can be decoded, in the order of the file. */
  readonly sounds: readonly ProbedSound[];
};

/** A sound track with what the header says of its length. */
type ProbedSound = { readonly track: SoundTrack; readonly stated?: StatedLength | undefined };

/** How long a sound is by the header of its file. */
export type StatedLength = {
  /** In seconds. */
  readonly length: Seconds;
  /** False when it is the length of the file, whose picture may be longer. */
  readonly isOwn: boolean;
};

export type ProbeOptions = {
  readonly signal?: AbortSignal | undefined;
  /** ffprobe's name on the path, or its file. @default 'ffprobe' */
  readonly program?: string | undefined;
  /** Longest wait for an answer, in milliseconds; of a file that is still coming in it is waited for. @default 120000 */
  readonly timeoutMs?: number | undefined;
};

const Stream = z.object({
  index: z.number(),
  codec_type: z.string().nullish(),
  codec_name: z.string().nullish(),
  channels: z.number().nullish(),
  duration: z.string().nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
  disposition: z.record(z.string(), z.number()).nullish(),
});
type Stream = z.infer<typeof Stream>;
const Answer = z.object({
  streams: z.array(Stream).nullish(),
  format: z.object({ format_name: z.string().nullish(), duration: z.string().nullish() }),
});
type Answer = z.infer<typeof Answer>;

/** Fields that are asked for. */
const ENTRIES =
  'format=format_name,duration:stream=index,codec_type,codec_name,channels,duration:stream_tags:stream_disposition';

/**
 * Containers that say in their header how long they are, or in their index. In others, as Ogg, MPEG-TS and ADTS, the
 * length is what is found at the end of the file, so that none of it can be missing.
 */
const HAS_LENGTH = /^(?:mov|matroska|mp3|flac|wav|aiff|au|caf|wv|tta|asf|ape)\b/;
/** ffprobe's words when a length was reckoned from size and bit rate, which can be off by any amount. */
const RECKONED = /Estimating duration/i;

/**
 * Asks ffprobe for the sound tracks of a media file and their lengths; of what is no media file there are none.
 * `undefined` when ffprobe is not there.
 */
export async function probeSound(
  media: Media,
  { signal, program = 'ffprobe', timeoutMs = 120_000 }: ProbeOptions = {},
): Promise<SoundFacts | undefined> {
  signal?.throwIfAborted();
  const { execa } = await import('../base/execa.ts');
  const form = ['-v', 'warning', '-of', 'json', '-show_entries', ENTRIES];
  const running = execa(program, [...form, ...inputOf(media)], {
    stdin: stdinFor(media),
    reject: false,
    ...(typeof media === 'string' && { timeout: timeoutMs }),
    ...(signal && { cancelSignal: signal }),
  });
  const feeding = feed(media, running.stdin, () => void running.kill('SIGKILL'));
  const found = await running;
  await feeding.end();
  signal?.throwIfAborted();
  if (found.code === 'ENOENT') return undefined;
  const answer = Answer.safeParse(parseJson(found.stdout ?? ''));
  if (!answer.success) return { sounds: [] };
  return factsIn(answer.data, RECKONED.test(found.stderr ?? ''));
}

function factsIn({ streams, format }: Answer, isReckoned: boolean): SoundFacts {
  const duration = secondsIn(format.duration);
  const isStated = !isReckoned && HAS_LENGTH.test(format.format_name ?? '');
  const moving = streams?.filter((each) => each.disposition?.['attached_pic'] !== 1) ?? [];
  const isAlone = moving.length === 1;
  const sounds = moving
    .filter((each) => each.codec_type === 'audio')
    .flatMap((stream, at) => {
      const track = trackOf(stream, at + 1);
      const stated = isStated ? statedBy(stream, duration, isAlone) : undefined;
      return isDecodable(stream) ? [{ track, stated }] : [];
    });
  return { duration, sounds };
}

/** The stream's own length, of two that differ the lesser: remuxing leaves stale ones behind. */
function statedBy(
  stream: Stream,
  file: Seconds | undefined,
  isAlone: boolean,
): StatedLength | undefined {
  const own = secondsIn(stream.duration) ?? parseTime(tagIn(stream, /^duration(?:-\w+)?$/i) ?? '');
  if (own === undefined) return file === undefined ? undefined : { length: file, isOwn: isAlone };
  return { length: Math.min(own, file ?? own), isOwn: true };
}

/** Names that writers of MP4 give to every track. */
const NO_TITLE = /handler|gpac|core media|mainconcept|^(?:sound|stereo|mono)$/i;
/** A title that says it is no plain talk, in the languages of the interface. */
const COMMENTARY = /\bcomment(?:s|ary|aries)\b|评论/i;
const DESCRIPTION = /\baudio[- ]?descri|\bdescriptive\b|口述影像/i;

/** False for a form that this ffmpeg does not know, as the surround sound that telephones put beside the plain one. */
export function isDecodable({
  codec_name: codec,
  channels,
}: Pick<Stream, 'codec_name' | 'channels'>): boolean {
  return Boolean(codec) && codec !== 'unknown' && (channels ?? 0) > 0;
}

/** A sound track by its stream as ffprobe tells of it, and its place among the sound tracks. */
export function trackOf(
  stream: Pick<Stream, 'index' | 'tags' | 'disposition'>,
  number: number,
): SoundTrack {
  const titles = [tagIn(stream, /^title$/i), tagIn(stream, /^handler_name$/i)];
  const title = titles.map((each) => each?.trim()).find((each) => each && !NO_TITLE.test(each));
  const language = languageTag(tagIn(stream, /^language$/i) ?? '');
  const has = (name: string): boolean => stream.disposition?.[name] === 1;
  const isCommentary = has('comment') || COMMENTARY.test(title ?? '');
  const isDescription =
    has('visual_impaired') || has('descriptions') || DESCRIPTION.test(title ?? '');
  const kind = isDescription ? 'description' : isCommentary ? 'commentary' : undefined;
  const { index } = stream;
  return {
    number,
    index,
    ...(language !== undefined && { language }),
    ...(title && { title }),
    isDefault: has('default'),
    ...(kind && { kind }),
  };
}

function tagIn({ tags }: Pick<Stream, 'tags'>, name: RegExp): string | undefined {
  return Object.entries(tags ?? {}).find(([key]) => name.test(key))?.[1];
}

function secondsIn(text: string | null | undefined): Seconds | undefined {
  const seconds = Number(text ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
