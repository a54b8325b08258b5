import { merge, turned } from '../../base/async.ts';
import type { GrowingFile } from '../../base/growing-file.ts';
import { cutOff } from '../../media/cut-off.ts';
import type { SoundEnding } from '../../media/ffmpeg.ts';
import { findSound, type FindSoundOptions, type FoundSound } from '../../media/find-sound.ts';
import { openAudio } from '../../media/open-audio.ts';
import { findWavSound } from '../../media/wav.ts';
import type { Seconds } from '../../model/time.ts';
import type { HeardTalk } from '../../speech/transcribe.ts';
import { ffmpegHere } from '../programs/ffmpeg.ts';
import type { Ears } from './ears.ts';
import type { HearEvent } from './hear-event.ts';
import type { FetchEvent } from './with-progress.ts';

/** A recording that is being fetched, with enough of it there that it may be heard. */
export type Arriving = {
  readonly growing: GrowingFile;
  /** Fetches the rest and gives the path of the whole. Ends what is told of `growing` before it is over. */
  readonly rest: AsyncGenerator<FetchEvent, string>;
  /** Has the fetching fail for that reason. */
  readonly stop: (reason: unknown) => Promise<void>;
  /** How long it is, in seconds, where its site tells. */
  readonly duration?: Seconds | undefined;
};

/** A recording that has come in. */
export type Arrived = {
  readonly media: string;
  /** What was heard of it meanwhile; absent where that is not certain to be what the whole file holds. */
  readonly heard?: { readonly transcript: HeardTalk; readonly sound: FoundSound } | undefined;
  /** Whether hearing began meanwhile, and how far it was told, in seconds. */
  readonly isOpened: boolean;
  readonly toldTo: Seconds;
};

type HearArrivingOptions = {
  /** Which of several sound tracks is wished, as a person names it. */
  readonly track?: string | undefined;
  /** Language spoken, as a tag, where it is known. */
  readonly language?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** A whole file; its sound where that matters. */
type Whole = { readonly media: string; readonly sound?: FoundSound };

/**
 * Fetches a recording to its end, and hears it meanwhile as far as that can be done. Whatever speaks against what was heard
 * so far, as an index at the end or a file that changed on its server, is no failure: the whole file is heard then.
 */
export async function* hearArriving(
  arriving: Arriving,
  ears: Ears,
  options: HearArrivingOptions,
): AsyncGenerator<HearEvent, Arrived> {
  const { growing, duration } = arriving;
  let begun: Begun | undefined;
  let toldTo = 0;
  async function* fetching(): AsyncGenerator<HearEvent, Whole> {
    const media = yield* arriving.rest;
    yield { type: 'step-end', step: 'fetch' };
    if (!begun) return { media };
    const sound = await findSound(media, begun.wish);
    // The whole may have tracks that its beginning does not tell of.
    if (sound.stream !== begun.sound.stream) growing.lose();
    else if (duration === undefined && sound.duration !== undefined)
      yield { type: 'sound-measured', duration: sound.duration };
    return { media, sound };
  }
  async function* hearing(): AsyncGenerator<HearEvent, Heard | undefined> {
    const found = await soundIn(growing, options);
    if (!found || growing.isWhole) return undefined;
    begun = found;
    const { model, why } = ears;
    const { tracks } = found.sound;
    yield { type: 'step-start', step: 'hear' };
    yield { type: 'sound-opened', model, why, duration, ...(tracks && { tracks }) };
    const sound = new ArrivingSound(growing, found, options.signal);
    try {
      const transcript = yield* turned(ears.hear(sound.blocks()), function* (event) {
        yield event;
        toldTo = event.window.end;
      });
      return { transcript, end: sound.end, ending: sound.ending };
    } catch (error) {
      options.signal?.throwIfAborted();
      if (sound.hasFailed) return undefined;
      await arriving.stop(error);
      throw error;
    }
  }
  const both = merge<HearEvent, [Whole, Heard | undefined]>([fetching(), hearing()]);
  const [{ media, sound }, heard] = yield* both;
  const isGood = heard && sound && !growing.isLost && isAll(heard, sound);
  return {
    media,
    heard: isGood ? { transcript: heard.transcript, sound } : undefined,
    isOpened: begun !== undefined,
    toldTo,
  };
}

/** What can be heard of a file that is still coming in. */
type Begun = {
  readonly sound: Pick<FoundSound, 'stream' | 'tracks'>;
  readonly ffmpeg: string | undefined;
  /** How the sound of the whole is found. */
  readonly wish: FindSoundOptions;
};

/** Finds the sound in the beginning of a file; `undefined` where that does not tell it for certain. */
async function soundIn(
  growing: GrowingFile,
  { track, language, signal }: HearArrivingOptions,
): Promise<Begun | undefined> {
  try {
    const isWav = (await findWavSound(growing, signal)) !== undefined;
    const { ffmpeg, ffprobe } = (isWav ? undefined : await ffmpegHere(signal)) ?? {};
    const wish = { track, language, ffprobe, signal };
    if (!isWav && !ffprobe) return undefined;
    const { stream, tracks } = await findSound(growing, wish);
    if (!isWav && stream === undefined) return undefined;
    return { sound: { stream, tracks }, ffmpeg, wish };
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

/** What was heard of a file while it came in, and how its sound ended. */
type Heard = { readonly transcript: HeardTalk } & Pick<ArrivingSound, 'end' | 'ending'>;

/** Whether no more was to be heard. Where anything seems to be missing, the file itself has the last word. */
function isAll({ end, ending }: Heard, { stated }: FoundSound): boolean {
  return ending === 'whole' && !cutOff(end, ending, stated);
}

/** The sound of a file that is still coming in. */
class ArrivingSound {
  /** Its length, in seconds, and how it ended, once it has. */
  end: Seconds = 0;
  ending: SoundEnding = 'broken';
  /** Whether it broke off. */
  hasFailed = false;
  readonly #growing: GrowingFile;
  readonly #begun: Begun;
  readonly #signal: AbortSignal | undefined;

  constructor(growing: GrowingFile, begun: Begun, signal: AbortSignal | undefined) {
    this.#growing = growing;
    this.#begun = begun;
    this.#signal = signal;
  }

  async *blocks(): AsyncGenerator<Float32Array, void> {
    const { sound, ffmpeg } = this.#begun;
    const onEnd = (end: Seconds, ending: SoundEnding): void => {
      [this.end, this.ending] = [end, ending];
    };
    try {
      yield* openAudio(this.#growing, { sound, ffmpeg, onEnd, signal: this.#signal });
    } catch (error) {
      this.hasFailed = true;
      throw error;
    }
  }
}
