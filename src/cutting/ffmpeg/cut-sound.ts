import type { Seconds } from '../../model/time.ts';
import type { Segment } from '../segments/segments.ts';
import type { MediaFacts, Sound } from './probe-media.ts';
import { outputOf, type FfmpegRun } from './run-ffmpeg.ts';

/** How the samples of cut sound are written: 32-bit floats, little end first, channels in turn. */
export type SampleFormat = {
  /** Samples a second, in hertz. */
  readonly sampleRate: number;
  /** Count of channels: 1 or 2. */
  readonly channels: number;
};

/** Rates that both AAC and MP3 take; others become 48000. In hertz. */
const RATES = new Set([16_000, 22_050, 24_000, 32_000, 44_100, 48_000]);
const BYTES_A_SAMPLE = 4;
/** How long sound fades at both ends of a segment: too short to be heard, long enough not to click. In seconds. */
const FADE = 0.01;
/** Decoding begins this long before the first segment, where decoders have settled. In seconds. */
const LEAD_IN = 2;

/** The format a file's sound is cut in. */
export function sampleFormat({ sampleRate, channels }: Sound): SampleFormat {
  return {
    sampleRate: RATES.has(sampleRate) ? sampleRate : 48_000,
    channels: channels === 1 ? 1 : 2,
  };
}

/**
 * The sound of the segments, one after another, exact to the sample; what the file has no sound for is silence.
 * Each segment fades in and out. Memory does not grow with length. Throws PROGRAM_MISSING, CUT_MEDIA_BAD.
 */
export async function* cutSound(
  { path, sound }: MediaFacts & { readonly sound: Sound },
  segments: readonly Segment[],
  run: FfmpegRun,
): AsyncGenerator<Uint8Array, void> {
  const format = sampleFormat(sound);
  const from = Math.max(0, (segments[0]?.start ?? 0) - LEAD_IN);
  const length = (segments.at(-1)?.end ?? 0) - from;
  const samples = decode(path, { ...run, format, stream: sound.index, from, length });
  const near = segments.map(({ start, end }) => ({ start: start - from, end: end - from }));
  yield* keepSamples(samples, near, format);
}

type DecodeOptions = FfmpegRun & {
  readonly format: SampleFormat;
  readonly stream: number;
  readonly from: Seconds;
  readonly length: Seconds;
};

function decode(
  path: string,
  { format, stream, from, length, signal, program }: DecodeOptions,
): AsyncGenerator<Uint8Array, void> {
  const { sampleRate, channels } = format;
  const layout = channels === 1 ? 'mono' : 'stereo';
  // Filled and trimmed by time stamps: the sound of some files begins late or has holes.
  const filter = `aresample=${sampleRate}:async=1:first_pts=0,aformat=channel_layouts=${layout}`;
  const args = [
    ['-protocol_whitelist', 'file', '-ss', from.toFixed(6), '-t', (length + 1).toFixed(6)],
    ['-i', `file:${path}`, '-map', `0:${stream}`, '-af', filter, '-f', 'f32le', '-'],
  ].flat();
  return outputOf(args, { signal, program, about: path });
}

/** Where a segment's samples stand in the source, and how many it has, as counts of samples of one channel. */
type SampleSpan = { readonly from: number; readonly count: number };

/** Keeps of a stream of samples those of the segments, which are in order. */
export async function* keepSamples(
  source: AsyncIterable<Uint8Array>,
  segments: readonly Segment[],
  format: SampleFormat,
): AsyncGenerator<Uint8Array, void> {
  const frameBytes = BYTES_A_SAMPLE * format.channels;
  const spans = sampleSpans(segments, format.sampleRate);
  let [at, index, taken] = [0, 0, 0];
  let rest: Uint8Array = new Uint8Array(0);
  for await (const piece of source) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const whole = bytes.length - (bytes.length % frameBytes);
    const count = whole / frameBytes;
    for (let span = spans[index]; span; span = spans[index]) {
      const start = Math.max(at, span.from + taken);
      const stop = Math.min(at + count, span.from + span.count);
      if (stop > start) {
        const part = Buffer.from(
          bytes.subarray((start - at) * frameBytes, (stop - at) * frameBytes),
        );
        fade(part, { span, taken, format });
        taken += stop - start;
        yield part;
      }
      if (taken < span.count) break;
      index += 1;
      taken = 0;
    }
    at += count;
    rest = bytes.subarray(whole);
    if (index >= spans.length) return;
  }
  const missing = spans.slice(index).reduce((sum, span) => sum + span.count, 0) - taken;
  yield* silence(missing * frameBytes);
}

/** Whole samples, so that the sum of all never drifts from the sum of the segments. */
function sampleSpans(segments: readonly Segment[], sampleRate: number): SampleSpan[] {
  let wanted = 0;
  let samples = 0;
  return segments.map(({ start, end }) => {
    wanted += end - start;
    const count = Math.round(wanted * sampleRate) - samples;
    samples += count;
    return { from: Math.round(start * sampleRate), count };
  });
}

type Fading = {
  readonly span: SampleSpan;
  /** Count of the span's samples before this part. */
  readonly taken: number;
  readonly format: SampleFormat;
};

function fade(part: Buffer, { span, taken, format: { channels, sampleRate } }: Fading): void {
  const length = Math.min(Math.round(FADE * sampleRate), Math.floor(span.count / 2));
  const count = part.length / (BYTES_A_SAMPLE * channels);
  const scale = (sample: number): void => {
    const place = taken + sample;
    const gain = Math.min(1, (place + 0.5) / length, (span.count - place - 0.5) / length);
    for (let channel = 0; channel < channels; channel++) {
      const offset = (sample * channels + channel) * BYTES_A_SAMPLE;
      part.writeFloatLE(part.readFloatLE(offset) * gain, offset);
    }
  };
  for (let sample = 0; sample < Math.min(count, length - taken); sample++) scale(sample);
  const tail = Math.max(0, span.count - length - taken);
  for (let sample = tail; sample < count; sample++) scale(sample);
}

const SILENCE_BYTES = 1 << 20;

function* silence(bytes: number): Generator<Uint8Array> {
  for (let left = bytes; left > 0; left -= SILENCE_BYTES) {
    yield new Uint8Array(Math.min(left, SILENCE_BYTES));
  }
}
