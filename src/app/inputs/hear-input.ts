import { realpath } from 'node:fs/promises';
import { basename, extname } from 'node:path';

import { turned } from '../../base/async.ts';
import { AppError } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import { type CutOff, cutOff } from '../../media/cut-off.ts';
import { findSound, type FoundSound } from '../../media/find-sound.ts';
import { openAudio, type OpenAudioOptions } from '../../media/open-audio.ts';
import type { Published, SourceText } from '../../model/source.ts';
import type { Warning } from '../../model/warning.ts';
import type { HeardTalk } from '../../speech/transcribe.ts';
import type { WorkOptions } from '../settings/work-options.ts';
import { contentKeyOf } from './content-key.ts';
import { type Ears, type EarsOptions, openEars } from './ears.ts';
import { type Arrived, type Arriving, hearArriving } from './hear-arriving.ts';
import type { HearEvent } from './hear-event.ts';
import { soundTools } from './sound-tools.ts';

/** A recording as given, before it is heard. */
export type Recording = {
  /** Absolute, links followed. */
  readonly media: string;
  readonly title: string;
  readonly name: string;
  /** The same whenever this recording is given again. */
  readonly sourceKey: string;
  /** The same for the same content, wherever it lies; absent for what is no file. */
  readonly contentKey?: string | undefined;
  /** The page it came from. */
  readonly url?: string | undefined;
  /** What its publisher says of it. */
  readonly published?: Published | undefined;
};

/** A recording that is still being fetched. */
export type ArrivingRecording = Omit<Recording, 'media'> & { readonly arriving: Arriving };

/** Finds the recording. Throws `FILE_MISSING`. */
export async function findRecording(path: string): Promise<Recording> {
  const media = await realpath(path).catch((cause: unknown) => {
    throw new AppError('FILE_MISSING', { path }, { cause });
  });
  const name = basename(path);
  const title = basename(path, extname(path)).replaceAll('_', ' ').trim();
  const contentKey = await contentKeyOf(media);
  return { media, title: title || name, name, sourceKey: fingerprint('file', media), contentKey };
}

export type HearInputOptions = EarsOptions & {
  /** Which of several sound tracks is wished, as a person names it. */
  readonly track?: string | undefined;
  readonly allows?: WorkOptions['allows'];
};

/** A recording that was heard. */
export type HeardRecording = {
  readonly media: string;
  readonly transcript: HeardTalk;
  readonly text: SourceText;
};

/** Writes down a recording with the recogniser the settings name; one that is still being fetched, while it comes in. */
export async function* hear(
  recording: Recording | ArrivingRecording,
  options: HearInputOptions,
): AsyncGenerator<HearEvent, HeardRecording> {
  if ('media' in recording) yield { type: 'step-start', step: 'hear' };
  const ears = await openEars(recording, options);
  try {
    if ('media' in recording) return yield* hearWhole(recording, ears, options);
    const { track, settings, signal } = options;
    const wish = { track, language: settings.from, signal };
    const arrived = yield* hearArriving(recording.arriving, ears, wish);
    const { media, heard, isOpened } = arrived;
    if (heard) return heardAs(heard, { media, ears });
    if (!isOpened) yield { type: 'step-start', step: 'hear' };
    return yield* hearWhole(arrived, ears, options);
  } finally {
    await ears.close();
  }
}

/** Hears a file from its beginning to its end. What was told of it before is not told again. */
async function* hearWhole(
  { media, isOpened = false, toldTo = 0 }: Pick<Recording, 'media'> & Partial<Arrived>,
  ears: Ears,
  { settings, env, track, allows, signal }: HearInputOptions,
): AsyncGenerator<HearEvent, HeardRecording> {
  const { ffmpeg, ffprobe } = (yield* soundTools(media, { env, allows, signal })) ?? {};
  const sound = await findSound(media, { track, language: settings.from, ffprobe, signal });
  const { duration, tracks, stated } = sound;
  const { model, why } = ears;
  if (!isOpened) yield { type: 'sound-opened', model, why, duration, ...(tracks && { tracks }) };
  let cut: CutOff | undefined;
  const onEnd: OpenAudioOptions['onEnd'] = (end, ending) => {
    cut = cutOff(end, ending, stated);
  };
  const audio = openAudio(media, { sound, onEnd, ffmpeg, signal });
  const transcript = yield* turned(ears.hear(audio), function* (event) {
    if (event.window.end > toldTo) yield event;
  });
  return heardAs({ transcript, sound, cut }, { media, ears });
}

function heardAs(
  {
    transcript,
    sound,
    cut,
  }: {
    readonly transcript: HeardTalk;
    readonly sound: FoundSound;
    readonly cut?: CutOff | undefined;
  },
  { media, ears }: { readonly media: string; readonly ears: Ears },
): HeardRecording {
  const all = [...cutOffWarning(cut), ...transcript.warnings];
  const text = { by: 'recogniser', name: ears.model, length: sound.duration } as const;
  return { media, transcript: { ...transcript, warnings: all }, text };
}

function cutOffWarning(cut: CutOff | undefined): Warning[] {
  if (!cut) return [];
  const { end, of: length } = cut;
  return [{ code: 'cut-off', count: 1, end, ...(length !== undefined && { length }) }];
}
